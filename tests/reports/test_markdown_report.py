"""Reports as Markdown: what the note says, and what is left out of it."""

from __future__ import annotations

import pytest

from pnm.keep import items, key_of
from pnm.model import Report, Section
from pnm.notes import links_in, parse


def lines_with(text, words):
    return [row for row in text.splitlines() if words in row]


def test_an_item_says_who_why_now_and_what_about(desk):
    written = desk.render("markdown", keep_marks=True)

    assert lines_with(written, "quiet for 7 weeks") == [
        "- [ ] [[People/Ana Silva|Ana Silva]] — quiet for 7 weeks · "
        "last: call on 3 Nov: her new job · the flat in Porto; jazz on Thursdays · Lisbon "
        f"<!-- pnm:log {key_of('reach_out:People/Ana Silva:2026-09-28')} -->"
    ]


def test_a_note_begins_with_its_front_matter(desk):
    written = desk.render("markdown", keep_marks=True)

    assert written.startswith(
        "---\ntype: review\ngenerated_by: pnm\nreport: weekly-review\nweek: 2026-W47\n"
        "date: 2026-11-16\n---\n\n# Weekly review, 16–22 November 2026\n\n**2 dates, 2 promises, "
        "3 people to reach out to, 2 small repairs. About 35 minutes.**\n\n## This week\n\n- [ ] "
    )


def test_what_is_printed_has_neither_marks_nor_front_matter(desk):
    printed = desk.render("markdown")

    assert printed.startswith("# Weekly review")
    assert "<!--" not in printed
    assert "generated_by" not in printed


def test_a_report_without_a_place_in_the_vault_has_no_front_matter(desk):
    assert desk.render("markdown", report=desk.monthly, keep_marks=True).startswith(
        "# The month, 16 "
    )


def test_sections_stand_in_order_and_empty_ones_vanish(desk):
    printed = desk.render("markdown", tuple(reversed(desk.sections)))

    assert [row[3:] for row in printed.splitlines() if row.startswith("## ")] == [
        "This week",
        "Promises",
        "Reach out",
        "You met",
        "From the past",
        "Housekeeping",
        "Numbers",
        "Free space",
    ]


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        ({"person": "People/Ana Silva", "box": True, "logs": True}, "log"),
        ({"person": "People/Ana Silva", "box": True}, "do"),
        ({"person": "People/Ana Silva", "logs": True}, "see"),
        ({"person": "People/Nobody", "box": True, "logs": True}, "do"),
        ({}, "see"),
    ],
    ids=["logs", "to do", "no box", "nobody to log", "plain"],
)
def test_a_mark_says_what_ticking_means(desk, wish, word):
    written = desk.render("markdown", desk.with_line("quiet", **wish), keep_marks=True)

    assert f"<!-- pnm:{word} " in written


@pytest.mark.parametrize(
    ("key", "mark"),
    [
        ("3f9a2c1b", "3f9a2c1b"),
        ("birthday:ana:2026", key_of("birthday:ana:2026")),
        ("", key_of("one", "People/Ana Silva", "quiet")),
    ],
    ids=["of a promise", "of a plugin", "none"],
)
def test_the_key_of_a_line(desk, key, mark):
    section = desk.with_line("quiet", "People/Ana Silva", key=key)

    assert f"<!-- pnm:see {mark} -->" in desk.render("markdown", section, keep_marks=True)


def test_the_note_reads_back_as_the_items_that_it_asks_for(desk):
    written = desk.render("markdown", keep_marks=True)
    found = [item for item in items(written) if item.word == "log"]

    assert [(item.state, links_in(item.text, item.line)[0].target) for item in found] == [
        (" ", "People/Łukasz Wójtowicz"),
        (" ", "People/Ana Silva"),
        (" ", "People/李伟"),
        (" ", "People/C# & friends"),
    ]


def test_only_the_person_of_a_line_is_linked(desk):
    section = desk.with_line(
        "met [[Zoë]] and [Bob](Bob.md)", "People/Ana Silva", details=("with [[李伟]]",)
    )
    note = parse(desk.render("markdown", section), "Reviews/2026-W47.md")

    assert [link.target for block in note.blocks for link in block.links] == ["People/Ana Silva"]


def test_a_line_about_a_person_without_words_is_the_link(desk):
    section = desk.with_line("", "People/Ana Silva")

    assert desk.render("markdown", section).endswith("\n- [[People/Ana Silva|Ana Silva]]\n")


def test_a_person_without_a_note_is_linked_by_name(desk):
    assert "- [ ] [[Goran]] — owes you" in desk.render("markdown")


def test_no_blank_lines_pile_up(desk):
    assert "\n\n\n" not in desk.render("markdown", keep_marks=True)


def test_the_same_answers_give_the_same_bytes(desk):
    assert desk.render("markdown", keep_marks=True) == desk.render("markdown", keep_marks=True)


@pytest.mark.parametrize(
    ("tallies", "minutes", "boxes", "summary"),
    [
        (
            ("7 people", "2 birthdays", "3 promises"),
            26,
            0,
            "7 people, 2 birthdays, 3 promises. About 25 minutes.",
        ),
        (("1 promise",), 1, 0, "1 promise. About 1 minute."),
        (("1 promise",), 0, 0, "1 promise."),
        (("40 people",), 130, 0, "40 people. About 2 hours."),
        ((), 8, 2, "2 things to do. About 8 minutes."),
        ((), 5, 0, "Nothing is asked of you this week."),
    ],
    ids=["rounded", "one minute", "no time", "hours", "no tally", "nothing due"],
)
def test_the_summary_in_one_line(desk, tallies, minutes, boxes, summary):
    (line,) = desk.with_line("x", box=bool(boxes))[0].lines
    sections = [Section("s", "S", 1, (line,) * max(1, boxes), minutes=minutes)]
    sections += [Section("t", "T", n, (line,), tally=text) for n, text in enumerate(tallies)]

    assert desk.shown("{{ summary }}", sections=sections) == summary


def test_a_section_may_have_a_template_of_its_plugin(desk):
    desk.write("trip.md.j2", "## {{ section.title }} to {{ section.values.city }}\n")
    section = Section("trip", "A trip", 1, template="trip", values={"city": "Gdańsk *"})

    assert "## A trip to Gdańsk \\*\n" in desk.render("markdown", (section,))


def test_a_section_whose_template_is_missing_looks_like_the_others(desk):
    (plain,) = desk.with_line("quiet")
    section = Section(plain.id, plain.title, 1, plain.lines, template="not-there")

    assert "## One\n\n- quiet\n" in desk.render("markdown", (section,))


def test_a_report_without_a_template_is_made_by_the_common_one(desk):
    printed = desk.render("markdown", report=Report("x", "Lost *touch*", "not-there"))

    assert printed.startswith("# Lost \\*touch\\*, 16 November 2026\n")
