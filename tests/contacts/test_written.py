"""A note as plugins see it: every live line once, with its place, and nothing of what it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.contacts.kinds import classify
from pnm.contacts.profile import Profile
from pnm.contacts.written import written_note
from pnm.model import WrittenKey, WrittenLine
from pnm.notes import parse

PROFILE = Profile()


def written(text, path="Ada.md"):
    note = parse(text, path)
    return written_note(note, classify(note, PROFILE), "Ada")


def test_a_contact_has_keys_lines_and_tags():
    note = written(
        '---\ntype: person\nfriend: ["[[Bob]]", Eve]\nempty:\ntags: [Person, "#close"]\n---\n'
        "# Ada\nA #painter, says [[People/Bob|he]].\n"
    )

    assert (note.path, note.name, note.is_contact, note.day) == ("Ada.md", "Ada", True, None)
    assert note.keys == (
        WrittenKey("type", ("person",), 2),
        WrittenKey("friend", ("[[Bob]]", "Eve"), 3),
        WrittenKey("empty", (), 4),
        WrittenKey("tags", ("Person", "#close"), 5),
    )
    assert note.lines == (
        WrittenLine("Ada", 7, "heading", rest="Ada"),
        WrittenLine(
            "A #painter, says [[People/Bob|he]].",
            8,
            "paragraph",
            None,
            "Ada",
            ("People/Bob",),
            "A #painter, says [[People/Bob|he]].",
        ),
    )
    assert note.tags == ("Person", "close", "painter")


def test_a_dated_line_has_its_day_and_what_follows_it():
    (line,) = written("- **2026-02-01** call: [[Bob]] joined\r\n").lines

    assert (line.text, line.day, line.rest, line.links) == (
        "**2026-02-01** call: [[Bob]] joined",
        date(2026, 2, 1),
        "call: [[Bob]] joined",
        ("Bob",),
    )


@pytest.mark.parametrize(
    ("text", "kind", "box"),
    [
        ("- item", "item", ""),
        ("plain", "paragraph", ""),
        ("> said so", "quote", ""),
        ("- [ ] open", "task", " "),
        ("- [x] done", "task", "x"),
        ("- [-] dropped", "task", "-"),
        ("## Log", "heading", ""),
    ],
)
def test_a_line_says_what_it_is(text, kind, box):
    (line,) = written(text + "\n").lines

    assert (line.kind, line.box) == (kind, box)


def test_headings_stand_under_those_above_them():
    lines = written("top\n# A\n## B\nb\n### C\n## D\nd\n# E\n").lines

    assert [(line.text, line.heading) for line in lines] == [
        ("top", ""),
        ("A", ""),
        ("B", "A"),
        ("b", "B"),
        ("C", "B"),
        ("D", "A"),
        ("d", "D"),
        ("E", ""),
    ]


def test_neither_code_nor_comments_nor_embeds_are_seen():
    note = written("```\n[[A]]\n```\n%% [[B]] %%\nshown ![[C]] and [[D]] `[[E]]`\n> [[F]]\n")

    assert [link for line in note.lines for link in line.links] == ["D", "F"]


@pytest.mark.parametrize(
    ("path", "day"),
    [("2026-02-01.md", date(2026, 2, 1)), ("Ideas.md", None)],
)
def test_a_note_that_is_no_contacts_has_its_day(path, day):
    note = written("Tea with [[Ada]].\n", path)

    assert (note.is_contact, note.day) == (False, day)


@given(st.text(st.sampled_from("#->|[]()!`%$x*_ \n\r\t2026-01.:Aé🎁"), max_size=200))
def test_any_note_can_be_shown(text):
    note = written(text)

    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= line.line <= lines for line in note.lines)
