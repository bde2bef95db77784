"""The lines of a generated review that its reader ticked: contacts, and promises kept."""

from datetime import date

import pytest

from pnm.config import read_config
from pnm.contacts.extract import extract
from pnm.keep import key_of, marker, with_ticked
from pnm.network import Network

DAY = date(2026, 2, 16)
HEAD = "---\ngenerated_by: pnm\ndate: 2026-02-16\n---\n# Review\n\n"
ADA = "---\ntype: person\n---\n- [ ] send the deck\n"
PROMISE = key_of("promise", "Ada.md", "send the deck")
OTHER = key_of("reach_out", "Ada")


def line(box, word="log", key=OTHER, more="", link="[[Ada]]"):
    return f"- {box} {link} quiet for 6 weeks{more} {marker(word, key)}\n"


def network(review, today=date(2026, 3, 2), changed=None, path="Reviews/2026-W08.md"):
    settings = read_config(None)
    facts = [
        extract("Ada.md", ADA, settings.profile, DAY),
        extract(path, review, settings.profile, changed),
    ]
    return Network(facts, settings, today)


def days(*args, **more):
    return [row.day.isoformat() for row in network(*args, **more).interactions_of("Ada")]


def refused(answer):
    rows = answer.rejected_of("Ada")
    return [row.reason for row in rows if row.source.path.startswith("Reviews/")]


@pytest.mark.parametrize(
    ("more", "changed", "day"),
    [
        ("", date(2026, 2, 18), "2026-02-18"),
        ("", date(2026, 2, 16), "2026-02-16"),
        ("", date(2026, 2, 25), "2026-02-16"),
        ("", date(2026, 2, 1), "2026-02-16"),
        ("", None, "2026-02-16"),
        (" ✅ 2026-02-20", date(2026, 2, 18), "2026-02-20"),
    ],
    ids=[
        "saved in its week",
        "saved on its day",
        "saved later, as by a sync tool",
        "saved before, as by a copy",
        "nobody knows when it was saved",
        "ticked with a day of its own",
    ],
)
def test_a_ticked_line_is_a_contact_on_the_day_it_was_ticked(more, changed, day):
    (row,) = network(HEAD + line("[x]", more=more), changed=changed).interactions

    assert (row.day.isoformat(), row.people, row.rule) == (day, ("Ada",), "ticked in a review")
    assert str(row.source) == "Reviews/2026-W08.md:7"


def test_a_day_that_pnm_noted_comes_before_the_files_own():
    text = with_ticked(HEAD + line("[x]"), {OTHER: date(2026, 2, 17)})

    assert days(text, changed=date(2026, 2, 18)) == ["2026-02-17"]


def test_what_is_typed_under_a_ticked_line_is_what_is_remembered():
    text = HEAD + line("[x]") + "  - call: she moves to Lisbon\n  - in May\n"

    (row,) = network(text).interactions

    assert (row.channel, row.text) == ("call", "she moves to Lisbon / in May")


@pytest.mark.parametrize("box", ["[ ]", "[-]"])
def test_a_line_that_is_not_ticked_is_no_contact(box):
    answer = network(HEAD + line(box))

    assert answer.interactions == ()
    assert refused(answer) == ["an unticked line of a review"]


def test_a_ticked_line_of_another_kind_is_no_contact():
    assert days(HEAD + line("[x]", word="do")) == []


def test_a_link_in_a_review_is_no_contact_and_no_mention():
    answer = network(HEAD + "Ada Lovelace's birthday: [[Ada]]\n\n> [[Ada]]\n")

    assert (answer.interactions, answer.mentions_of("Ada")) == ((), ())


def test_a_ticked_promise_is_kept():
    kept = HEAD + line("[x]", word="do", key=PROMISE, more=" ✅ 2026-02-20")
    open_ = HEAD + line("[ ]", word="do", key=PROMISE)

    assert [p.text for p in network(open_).promises] == ["send the deck"]
    assert network(kept).promises == ()


def test_a_promise_ticked_later_is_still_open_and_its_contact_not_made():
    text = HEAD + line("[x]", key=PROMISE, more=" ✅ 2026-02-20")

    before, after = (network(text, today=date(2026, 2, day)) for day in (19, 20))

    assert (len(before.promises), len(before.interactions), before.plans) == (1, 0, ())
    assert (len(after.promises), len(after.interactions)) == (0, 1)


def test_a_task_in_a_review_is_no_promise():
    assert len(network(HEAD + "- [ ] call [[Ada]]\n").promises) == 1
    assert network(HEAD + "- [ ] call [[Ada]]\n").promises[0].source.path == "Ada.md"


def test_an_ordinary_note_with_the_marks_of_a_review_is_none():
    text = "---\ndate: 2026-02-16\n---\n" + line("[ ]")

    answer = network(text)

    assert refused(answer) == ["an open task: it is a promise"]
