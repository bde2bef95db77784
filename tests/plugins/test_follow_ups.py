"""Promises, mine and theirs, and their section of the weekly review."""

from __future__ import annotations

from datetime import date

import pytest

import pnm_follow_ups as plugin
from pnm.api import Report, Source
from pnm.testing import ask, network_of, wrong_settings

TODAY = date(2026, 11, 16)
REVIEW = Report("weekly-review", "Weekly review", "weekly-review")
ADA = "name: Ada Byrne\naliases: [Ada]"


def network_with(*tasks, path="ada.md", config=None, today=TODAY, **people):
    body = "".join(f"- [ ] {task}\n" for task in tasks)
    people = {"ada": ADA, **people}
    notes = {} if path == "ada.md" else {path: body}
    if not notes:
        people["ada"] = f"---\ntype: person\n{people['ada']}\n---\n{body}"
    return network_of(notes, today=today, config=config, **people)


def reminders(*tasks, **more):
    return ask(plugin, "pnm_reminders", network_with(*tasks, **more))


def section(network, settings=None):
    own = {} if settings is None else {"settings": settings}
    (answer,) = ask(plugin, "pnm_sections", network, report=REVIEW, **own)
    return answer


# -- reminders -----------------------------------------------------------------------------------


def test_a_promise_of_mine_says_its_age_and_its_day():
    (reminder,) = reminders("send the deck to [[ada]] 📅 2026-11-05", path="Daily/2026-10-26.md")

    assert reminder.kind == "promise"
    assert reminder.contact_id == "ada"
    assert reminder.due == date(2026, 11, 5)
    assert reminder.text.startswith("you promised: send the deck to ")
    assert reminder.text.endswith(" (3 weeks old, was due on Thu 5 Nov)")
    assert reminder.why == "an open task, since Mon 26 Oct, was due on Thu 5 Nov"
    assert reminder.sources == (Source("Daily/2026-10-26.md", 1),)


def test_a_promise_of_theirs_says_who_owes():
    (reminder,) = reminders("@ada: send the contract")

    assert reminder.text == "they owe you: send the contract"


def test_a_promise_that_concerns_two_reminds_of_both():
    found = reminders("@ada: send [[bob]] the contract", bob="name: Bob")

    assert [(row.contact_id, row.text.partition(":")[0]) for row in found] == [
        ("ada", "they owe you"),
        ("bob", "Ada Byrne owes you"),
    ]
    assert found[0].key == found[1].key != ""


@pytest.mark.parametrize(
    ("task", "due"),
    [
        ("send it ➕ 2026-10-01 ⏳ 2026-12-01 📅 2026-12-24", date(2026, 12, 24)),
        ("send it ➕ 2026-10-01 ⏳ 2026-12-01", date(2026, 12, 1)),
        ("send it ➕ 2026-10-01", date(2026, 10, 1)),
        ("send it", TODAY),
    ],
    ids=["due", "planned", "made", "none"],
)
def test_the_day_is_due_else_planned_else_made_else_today(task, due):
    (reminder,) = reminders(task)

    assert reminder.due == due


def test_a_promise_lost_in_an_old_daily_note_still_counts():
    (reminder,) = reminders("give [[ada]] the drill back", path="Daily/2024-05-23.md")

    assert reminder.due == date(2024, 5, 23)
    assert "(2 years old)" in reminder.text


def test_a_kept_promise_is_none():
    network = network_of({"Daily/2026-10-26.md": "- [x] call [[ada]] ✅ 2026-10-27\n"}, ada=ADA)

    assert ask(plugin, "pnm_reminders", network) == ()


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("send it 📅 2026-11-16", "due on Mon 16 Nov"),
        ("send it 📅 2026-11-17", "due on Tue 17 Nov"),
        ("send it 📅 2026-11-19", "due on Thu 19 Nov"),
        ("send it 📅 2026-11-15", "was due on Sun 15 Nov"),
        ("send it 📅 2025-10-05", "was due on 5 Oct 2025"),
        ("send it ⏳ 2026-12-07", "planned for Mon 7 Dec"),
        ("send it ⏳ 2026-10-05", "was planned for Mon 5 Oct"),
    ],
    ids=["today", "tomorrow", "soon", "yesterday", "long ago", "planned", "was planned"],
)
def test_the_day_is_said_kindly(task, words):
    (reminder,) = reminders(task)

    assert reminder.text == f"you promised: send it ({words})"


def test_a_promise_of_today_was_made_today():
    (reminder,) = reminders("send it ➕ 2026-11-16")

    assert reminder.text == "you promised: send it (made today)"


# -- the section ---------------------------------------------------------------------------------


def test_mine_come_first_then_by_day_then_by_age():
    network = network_with(
        "@ada: theirs, due soon 📅 2026-11-17",
        "mine, whenever",
        "mine, old ➕ 2026-01-05",
        "mine, older ➕ 2025-01-05",
        "mine, due 📅 2026-12-24",
        "mine, planned ⏳ 2026-12-01",
    )

    assert [line.text for line in section(network).lines] == [
        "mine, planned",
        "mine, due",
        "mine, older",
        "mine, old",
        "mine, whenever",
        "theirs, due soon",
    ]


def test_a_line_closes_its_promise_and_logs_a_contact():
    network = network_with("intro to [[bob]] ➕ 2026-10-05 📅 2026-11-19", bob="name: Bob")
    (promise,) = network.promises

    (line,) = section(network).lines

    assert (line.key, line.contact_id) == (promise.key, promise.people[0])
    assert (line.box, line.logs) == (True, True)
    assert line.details == ("you promised", "with Bob", "due on Thu 19 Nov", "since Mon 5 Oct")
    assert line.sources == (promise.source,)
    assert dict(line.values) == {"mine": True, "due": "2026-11-19", "made": "2026-10-05"}


def test_the_others_whom_a_promise_concerns_are_named():
    network = network_with(
        "introduce [[ada]] to [[bob]]", path="Daily/2026-10-26.md", bob="name: Bob"
    )

    (line,) = section(network).lines

    assert line.details == ("you promised", "with Bob", "since Mon 26 Oct")


@pytest.mark.parametrize(
    ("task", "text"),
    [
        ("[[ada]]: the contract", "the contract"),
        ("waiting for [[ada|Ada]]: the contract", "the contract"),
        ("waiting for the contract of [[ada|Ada]]", "waiting for the contract of Ada"),
        ("@ada: read this: the contract", "read this: the contract"),
    ],
    ids=["a link first", "waiting for", "no name first", "another colon"],
)
def test_the_name_before_the_line_is_not_said_twice(task, text):
    (line,) = section(network_with(task, path="Daily/2026-10-26.md")).lines

    assert (line.text, line.details[0]) == (text, "they owe you")


def test_twelve_are_shown_and_the_rest_is_counted():
    found = section(network_with(*(f"send part {number}" for number in range(17))))

    assert len(found.lines) == 12
    assert found.intro == "12 of 17 open promises."
    assert (found.id, found.title, found.order) == ("promises", "Promises", 30)
    assert (found.tally, found.minutes) == ("12 promises", 12)


@pytest.mark.parametrize(
    ("mine", "theirs", "shown"),
    [(20, 20, (8, 4)), (20, 1, (11, 1)), (3, 20, (3, 9)), (2, 2, (2, 2))],
    ids=["both many", "one of theirs", "few of mine", "all"],
)
def test_a_third_of_the_places_is_theirs(mine, theirs, shown):
    tasks = [f"part {number}" for number in range(mine)]
    tasks += [f"@ada: part {number}" for number in range(theirs)]

    lines = section(network_with(*tasks)).lines

    assert (
        sum(bool(line.values["mine"]) for line in lines),
        sum(not line.values["mine"] for line in lines),
    ) == shown


def test_the_number_of_lines_can_be_set():
    found = section(network_with("one", "two", "three"), {"lines": 2})

    assert (len(found.lines), found.intro) == (2, "2 of 3 open promises.")


@pytest.mark.parametrize(
    ("task", "path", "people"),
    [
        ("send it", "ada.md", {"ada": f"{ADA}\nprivate: true"}),
        ("ask [[ada]] about [[bob]]", "Daily/2026-10-26.md", {"bob": "private: true"}),
    ],
    ids=["the first", "another"],
)
def test_a_promise_that_concerns_a_private_contact_is_shown_only_by_wish(task, path, people):
    network = network_with(task, path=path, **people)

    assert ask(plugin, "pnm_reminders", network) != ()
    assert section(network).lines == ()
    assert len(section(network, {"include_private": True}).lines) == 1


def test_a_review_without_promises_has_no_words():
    found = section(network_of(today=TODAY, ada=ADA))

    assert (found.lines, found.intro, found.tally, found.minutes) == ((), "", "", 0)


def test_other_reports_get_nothing():
    other = Report("yearly-review", "Year", "yearly-review")

    assert ask(plugin, "pnm_sections", network_with("send it"), report=other) == ()


# -- settings, order, purity ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "mend"),
    [
        ('lines = "all"', "PNM330", "write lines = 12, or any number from 0 to 100"),
        ("lines = 101", "PNM330", "write lines = 12, or any number from 0 to 100"),
        ('include_private = "yes"', "PNM330", "write include_private = true or"),
        ("line = 3", "PNM331", "did you mean lines? known are: "),
    ],
    ids=["a text", "too many", "not a flag", "unknown"],
)
def test_a_wrong_setting_is_told_and_the_default_is_used(line, code, mend):
    network = network_with(
        *(f"send part {number}" for number in range(13)),
        config=f"[plugins.follow_ups]\n{line}\n",
    )

    (problem,) = wrong_settings(plugin, network)

    assert (problem.code, problem.source) == (code, Source(".pnm/config.toml", 2))
    assert problem.mend.startswith(mend)
    assert len(section(network).lines) == 12


def test_the_order_of_notes_does_not_matter():
    notes = {
        "Daily/2026-10-26.md": "- [ ] ring [[ada]]\n- [ ] @bob: the book\n",
        "Daily/2026-10-27.md": "- [ ] ring [[ada]]\n",
    }
    people = {"ada": ADA, "bob": "name: Bob"}
    one = network_of(notes, today=TODAY, **people)
    other = network_of(dict(reversed(notes.items())), today=TODAY, **dict(reversed(people.items())))

    assert ask(plugin, "pnm_reminders", one) == ask(plugin, "pnm_reminders", other)
    assert section(one) == section(other)


def test_asking_twice_gives_the_same():
    network = network_with("one", "@ada: two")

    assert section(network) == section(network)
