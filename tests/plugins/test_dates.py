"""Birthdays, anniversaries, remembrance, and their section of the weekly review."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import pnm_dates as plugin
from pnm.api import Reminder, Report, Source
from pnm.testing import ask, network_of, wrong_settings

TODAY = date(2026, 11, 16)
REVIEW = Report("weekly-review", "Weekly review", "weekly-review")


def reminders(today=TODAY, settings=None, config=None, **people):
    network = network_of(today=today, config=config, **people)
    return ask(plugin, "pnm_reminders", network, settings=settings or {})


def section(settings=None, config=None, today=TODAY, **people):
    network = network_of(today=today, config=config, **people)
    (answer,) = ask(plugin, "pnm_sections", network, report=REVIEW, settings=settings or {})
    return answer


# -- birthdays -----------------------------------------------------------------------------------


def test_a_birthday_comes_next_with_the_age():
    (reminder,) = reminders(ada="birthday: 1986-11-20")

    assert reminder == Reminder(
        due=date(2026, 11, 20),
        contact_id="ada",
        text="turns 40 on Fri 20 Nov",
        kind="birthday",
        why="born 1986-11-20",
        sources=(Source("ada.md", 3),),
        lead_days=14,
        key="birthday:ada:2026-11-20",
    )


@pytest.mark.parametrize(
    ("birthday", "due", "text"),
    [
        ("1986-11-16", date(2026, 11, 16), "turns 40 on Mon 16 Nov"),
        ("1986-11-15", date(2027, 11, 15), "turns 41 on 15 Nov 2027"),
        ("--11-25", date(2026, 11, 25), "birthday on Wed 25 Nov"),
        ("2026-05-14", date(2027, 5, 14), "turns 1 on 14 May 2027"),
    ],
    ids=["today", "yesterday", "without a year", "a first birthday"],
)
def test_a_birthday_comes_next(birthday, due, text):
    (reminder,) = reminders(ada=f"birthday: {birthday}")

    assert (reminder.due, reminder.text) == (due, text)


@pytest.mark.parametrize("birthday", ["1986-11", "--11", "1986"], ids=["month", "no year", "year"])
def test_a_birthday_without_a_day_reminds_of_nothing(birthday):
    assert reminders(ada=f"birthday: {birthday}") == ()


@pytest.mark.parametrize(
    ("today", "config", "due"),
    [
        (date(2027, 2, 1), None, date(2027, 2, 28)),
        (date(2027, 2, 1), '[vault]\nleap_day = "mar1"\n', date(2027, 3, 1)),
        (date(2028, 2, 1), None, date(2028, 2, 29)),
    ],
    ids=["28 February", "1 March by the settings", "a leap year"],
)
def test_a_leap_day_falls_somewhere_each_year(today, config, due):
    (reminder,) = reminders(today, config=config, ada="birthday: 1992-02-29")

    assert reminder.due == due


def test_the_lead_is_the_circles_else_the_settings():
    config = '[circles.family]\nbirthday_lead = "28 days"\n'

    found = reminders(
        settings={"lead_days": 5},
        config=config,
        ada="birthday: 1986-11-20\ncircle: family",
        bob="birthday: 1986-11-20",
    )

    assert [reminder.lead_days for reminder in found] == [28, 5]


@pytest.mark.parametrize("mark", ["paused: true", "me: true"], ids=["paused", "the owner"])
def test_nobody_is_congratulated(mark):
    assert reminders(ada=f"birthday: 1986-11-20\n{mark}") == ()


@pytest.mark.parametrize(
    "mark", ["snooze_until: 2027-01-01", "contact_every: never"], ids=["snoozed", "never"]
)
def test_a_wish_for_silence_does_not_hide_a_birthday(mark):
    assert len(reminders(ada=f"birthday: 1986-11-20\n{mark}")) == 1


# -- anniversaries and remembrance ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("1981-11-28", "anniversary, 45 years on Sat 28 Nov"),
        ("2025-11-16", "anniversary, 1 year on Mon 16 Nov"),
        ("--11-28", "anniversary on Sat 28 Nov"),
        ("2027-05-01", "anniversary on 1 May 2027"),
    ],
    ids=["years", "one year", "without a year", "a wedding to come"],
)
def test_an_anniversary_comes_next(day, text):
    (reminder,) = reminders(ada=f"anniversary: {day}")

    assert (reminder.kind, reminder.text) == ("anniversary", text)


def test_an_anniversary_after_a_death_is_remembered_quietly():
    found = reminders(
        ada='anniversary: 1981-11-28\nspouse: "[[bob]]"', bob="name: Bob Byrne\ndied: 2025"
    )

    assert [(row.kind, row.text) for row in found] == [
        ("remembrance", "anniversary on Sat 28 Nov, remembering Bob Byrne")
    ]
    assert found[0].sources == (Source("ada.md", 3), Source("bob.md", 4))


def test_the_dead_are_remembered_and_not_congratulated():
    (reminder,) = reminders(ada="birthday: 1931-11-30\nanniversary: 1955-11-20\ndied: 2024-11-22")

    assert reminder.kind == "remembrance"
    assert reminder.due == date(2026, 11, 22)
    assert reminder.text == "died 2 years ago, on 22 Nov 2024; remembered on Sun 22 Nov"
    assert reminder.why == "died 2024-11-22"


@pytest.mark.parametrize(
    ("died", "texts"),
    [
        ("2025-11-16", ["died 1 year ago, on 16 Nov 2025; remembered on Mon 16 Nov"]),
        ("2026-03-03", ["died 1 year ago, on 3 Mar 2026; remembered on 3 Mar 2027"]),
        ("--11-18", ["remembered on Wed 18 Nov"]),
        ("2026-11-16", []),
        ("2024-11", []),
        ("true", []),
    ],
    ids=["today", "this year", "without a year", "just now", "no day", "nobody knows when"],
)
def test_the_day_of_death_is_remembered(died, texts):
    found = reminders(ada=f"birthday: 1946-11-20\ndied: {died}")

    assert [reminder.text for reminder in found] == texts


@pytest.mark.parametrize(
    ("birthday", "text"),
    [
        ("1946-11-20", "would have turned 80 on Fri 20 Nov"),
        ("--11-20", "birthday remembered on Fri 20 Nov"),
    ],
    ids=["with a year", "without"],
)
def test_the_birthdays_of_the_dead_are_remembered_by_wish(birthday, text):
    (reminder,) = reminders(
        settings={"remember_birthdays": True}, ada=f"birthday: {birthday}\ndied: true"
    )

    assert (reminder.kind, reminder.text) == ("remembrance", text)


def test_on_a_day_before_the_death_the_birthday_is_one():
    (reminder,) = reminders(date(2024, 11, 1), ada="birthday: 1931-11-05\ndied: 2024-11-22")

    assert (reminder.kind, reminder.text) == ("birthday", "turns 93 on Tue 5 Nov")


# -- the section ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("away_days", "config", "shown"),
    [
        (0, None, True),
        (14, None, True),
        (15, None, False),
        (14, '[circles.family]\nbirthday_lead = "3 days"\n', True),
        (28, '[circles.family]\nbirthday_lead = "28 days"\n', True),
        (29, '[circles.family]\nbirthday_lead = "28 days"\n', False),
    ],
    ids=["today", "two weeks", "later", "a short lead", "a long lead", "beyond the lead"],
)
def test_days_are_shown_for_two_weeks_or_as_long_as_the_lead(away_days, config, shown):
    day = TODAY + timedelta(days=away_days)

    found = section(config=config, ada=f"birthday: {day:%m-%d}\ncircle: family")

    assert bool(found.lines) is shown


def test_a_birthday_has_a_box_that_logs():
    ada = "---\ntype: person\nbirthday: 1986-11-20\ncity: Lisbon\n---\n- 2026-11-03 call: hello\n"

    (line,) = section(ada=ada).lines

    assert (line.contact_id, line.text) == ("ada", "turns 40 on Fri 20 Nov")
    assert line.details == ("Lisbon", "last: call on Tue 3 Nov")
    assert (line.box, line.logs) == (True, True)
    assert (line.key, line.sources) == ("birthday:ada:2026-11-20", (Source("ada.md", 3),))


def test_a_day_further_on_says_that_it_is_time_for_a_card():
    config = '[circles.family]\nbirthday_lead = "28 days"\n'

    (line,) = section(config=config, ada="birthday: 1986-12-09\ncircle: family").lines

    assert line.details == ("in 3 weeks: time for a card",)


def test_a_remembrance_asks_for_nothing():
    ada = "---\ntype: person\ncity: Lisbon\ndied: 2024-11-22\n---\n- 2024-11-03 call: hello\n"

    found = section(ada=ada)

    (line,) = found.lines
    assert (line.box, line.logs, line.details) == (False, False, ())
    assert found.minutes == 0


def test_days_stand_in_their_order_and_are_counted():
    found = section(
        zoe="birthday: 1986-11-20",
        ada="birthday: --11-20",
        bob="anniversary: 2016-11-18",
        eve="died: 2024-11-22",
    )

    assert [line.contact_id for line in found.lines] == ["bob", "ada", "zoe", "eve"]
    assert (found.id, found.title, found.order) == ("dates", "Dates", 20)
    assert found.tally == "2 birthdays, 1 anniversary, 1 day of remembrance"
    assert found.minutes == 3


def test_a_private_contact_stands_in_no_section_unless_wished():
    ada = "birthday: 1986-11-20\nprivate: true"

    assert len(reminders(ada=ada)) == 1
    assert section(ada=ada).lines == ()
    assert len(section({"include_private": True}, ada=ada).lines) == 1


def test_other_reports_get_nothing():
    other = Report("yearly-review", "Year", "yearly-review")

    assert ask(plugin, "pnm_sections", network_of(), report=other) == ()


# -- settings, order, purity ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "mend"),
    [
        ('lead_days = "2 weeks"', "PNM330", "write lead_days = 14, or any number from 0 to 366"),
        ("lead_days = -1", "PNM330", "write lead_days = 14, or any number from 0 to 366"),
        ("remember_birthdays = 1", "PNM330", "write remember_birthdays = true or"),
        ("include_privat = true", "PNM331", "did you mean include_private? known are: "),
    ],
    ids=["a text", "below zero", "a number", "unknown"],
)
def test_a_wrong_setting_is_told_and_the_default_is_used(line, code, mend):
    config = f"[plugins.dates]\n{line}\n"
    network = network_of(today=TODAY, config=config, ada="birthday: 1986-11-20")

    (problem,) = wrong_settings(plugin, network)
    (reminder,) = ask(plugin, "pnm_reminders", network)

    assert (problem.code, problem.source) == (code, Source(".pnm/config.toml", 2))
    assert problem.mend.startswith(mend)
    assert reminder.lead_days == 14


def test_the_order_of_notes_does_not_matter():
    people = {
        "ada": 'birthday: 1986-11-20\nanniversary: 2016-11-18\nspouse: "[[bob]]"',
        "bob": "birthday: 1986-11-20\ndied: 2024-11-22",
        "eve": "birthday: --11-20",
    }
    backwards = dict(reversed(people.items()))

    assert reminders(**people) == reminders(**backwards)
    assert section(**people) == section(**backwards)


def test_asking_twice_gives_the_same():
    network = network_of(today=TODAY, ada="birthday: 1986-11-20\nanniversary: 2016-11-18")

    assert ask(plugin, "pnm_reminders", network) == ask(plugin, "pnm_reminders", network)
