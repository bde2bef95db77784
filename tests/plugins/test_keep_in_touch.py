"""Who has gone quiet: cadences, drift, and the two sections of the weekly review."""

from __future__ import annotations

from datetime import date

import pytest

import pnm_keep_in_touch as plugin
from pnm.api import REACH_OUT, Gathered, Reminder, Report, Source
from pnm.testing import ask, network_of, wrong_settings

TODAY = date(2026, 11, 16)
REVIEW = Report("weekly-review", "Weekly review", "weekly-review")
FRIENDS = '[circles.friends]\nevery = "3 weeks"\nlongest = "6 weeks"\n'


def person(front, *log):
    lines = "".join(f"- {line}\n" for line in log)
    return f"---\ntype: person\n{front}\n---\n\n## Log\n{lines}"


def reminders(*, config=None, settings=None, notes=None, **people):
    network = network_of(notes, today=TODAY, config=config, **people)
    return ask(plugin, "pnm_reminders", network, settings=settings or {})


def sections(network, settings=None):
    answers = ask(plugin, "pnm_sections", network, report=REVIEW, settings=settings or {})
    return {section.id: section for section in answers}


def asked(network, settings=None):
    return [line.contact_id for line in sections(network, settings)["reach_out"].lines]


# -- cadence -------------------------------------------------------------------------------------


def test_the_clock_starts_again_at_the_last_contact():
    (reminder,) = reminders(
        ada=person("contact_every: 3 weeks", "2026-09-28 call: Lisbon", "2026-08-01 mail: hello")
    )

    assert reminder == Reminder(
        due=date(2026, 10, 19),
        contact_id="ada",
        text="quiet for 7 weeks",
        kind=REACH_OUT,
        why="you wished every 3 weeks; last: call on Mon 28 Sep",
        sources=(Source("ada.md", 7), Source("ada.md", 3)),
        ratio=2.333,
        key="reach_out:ada",
    )


def test_the_circle_that_a_wish_comes_from_is_named():
    (reminder,) = reminders(
        config=FRIENDS, ada=person("circle: friends", "2026-10-28 call: Lisbon")
    )

    assert reminder.why.startswith("you wished every 3 weeks (circle friends); ")
    assert reminder.sources[1].path == ".pnm/config.toml"


def test_the_notes_own_wish_comes_before_the_circles():
    (reminder,) = reminders(
        config=FRIENDS,
        ada=person("circle: friends\ncontact_every: 2 months", "2026-10-28 call: Lisbon"),
    )

    assert reminder.due == date(2026, 12, 27)


@pytest.mark.parametrize(
    ("front", "log"),
    [
        ("contact_every: never", "2026-01-05 call: hello"),
        ("contact_every: 3 weeks\npaused: true", "2026-01-05 call: hello"),
        ("contact_every: 3 weeks\ndied: 2026-02-01", "2026-01-05 call: hello"),
        ("contact_every: 3 weeks\ndied: 2026-11-16", "2026-01-05 call: hello"),
        ("contact_every: 3 weeks\ndied: true", "2026-01-05 call: hello"),
        ("contact_every: 3 weeks\nme: true", "2026-01-05 call: hello"),
        ("name: Ada", "2026-01-05 call: hello"),
    ],
    ids=["never", "paused", "dead", "dead today", "dead on an unknown day", "the owner", "no wish"],
)
def test_nobody_is_asked_for(front, log):
    assert reminders(ada=person(front, log)) == ()


def test_a_day_of_death_to_come_does_not_silence_the_days_before_it():
    found = reminders(ada=person("contact_every: 3 weeks\ndied: 2026-12-24", "2026-09-28 call: x"))

    assert [reminder.due for reminder in found] == [date(2026, 10, 19)]


def test_people_known_only_by_a_link_are_not_asked_for():
    config = '[circles.friend]\nevery = "1 week"\n'
    found = reminders(config=config, ada='friend: "[[Nobody Yet]]"\ncontact_every: 1 week')

    assert [reminder.contact_id for reminder in found] == ["ada"]


def test_days_to_come_are_told_with_a_ratio_below_one():
    (reminder,) = reminders(ada=person("contact_every: 4 weeks", "2026-11-09 call: hello"))

    assert (reminder.due, reminder.ratio) == (date(2026, 12, 7), 0.25)


def test_a_contact_of_today_is_in_touch():
    (reminder,) = reminders(ada=person("contact_every: 4 weeks", "2026-11-16 call: hello"))

    assert (reminder.text, reminder.ratio) == ("in touch today", 0.0)


def test_a_snooze_moves_the_day_and_is_told():
    (reminder,) = reminders(
        ada=person("contact_every: 3 weeks\nsnooze_until: 2026-12-01", "2026-09-28 call: x")
    )

    assert reminder.due == date(2026, 12, 1)
    assert reminder.why.endswith("; snoozed until Tue 1 Dec")
    assert reminder.ratio == 2.333


def test_a_snooze_that_has_passed_changes_nothing():
    (reminder,) = reminders(
        ada=person("contact_every: 3 weeks\nsnooze_until: 2026-10-01", "2026-09-28 call: x")
    )

    assert (reminder.due, reminder.sources[2:]) == (date(2026, 10, 19), ())


def test_a_plan_within_two_weeks_silences_until_it_is_over():
    (reminder,) = reminders(
        ada=person("contact_every: 1 week", "2026-09-28 call: x", "2026-11-27 lunch: in Trieste")
    )

    assert reminder.due == date(2026, 11, 28)
    assert reminder.why.endswith("; you meet on Fri 27 Nov")


@pytest.mark.parametrize(
    ("every", "due"),
    [("2 weeks", date(2026, 10, 12)), ("5 weeks", date(2026, 12, 13))],
    ids=["further than the interval", "within the interval"],
)
def test_a_plan_further_on_silences_those_seen_as_rarely(every, due):
    (reminder,) = reminders(
        ada=person(f"contact_every: {every}", "2026-09-28 call: x", "2026-12-12 concert: the choir")
    )

    assert reminder.due == due


def test_a_planned_call_is_not_a_meeting():
    (reminder,) = reminders(
        ada=person("contact_every: 1 week", "2026-09-28 call: x", "2026-11-20 call: the plan")
    )

    assert reminder.why.endswith("; planned: call on Fri 20 Nov")


def test_who_was_never_contacted_counts_from_the_notes_first_day():
    (reminder,) = reminders(ada="contact_every: 30\ncreated: 2026-08-03")

    assert reminder.due == date(2026, 9, 2)
    assert reminder.text == "no contact noted since the note began on Mon 3 Aug"
    assert reminder.ratio == 3.5
    assert reminder.sources == (Source("ada.md", 4), Source("ada.md", 3))


def test_who_was_never_contacted_and_has_no_day_is_due_today():
    (reminder,) = reminders(ada="contact_every: 30")

    assert (reminder.due, reminder.text, reminder.ratio) == (TODAY, "no contact noted yet", 1.0)


@pytest.mark.parametrize(
    ("last", "told"), [("2026-10-05", False), ("2026-10-04", True)], ids=["as long", "longer"]
)
def test_silence_beyond_the_longest_interval_is_told(last, told):
    (reminder,) = reminders(ada=person("contact_every: 3 weeks..6 weeks", f"{last} call: x"))

    assert ("; longer than the 6 weeks you named as the longest" in reminder.why) is told


# -- drift ---------------------------------------------------------------------------------------


def every_three_weeks(last):
    start = date.fromisoformat(last).toordinal()
    return [f"{date.fromordinal(start - 21 * step)} call: hello" for step in range(5)]


def test_drift_is_measured_by_ones_own_rhythm():
    (reminder,) = reminders(ada=person("name: Ada", *every_three_weeks("2026-09-14")))

    assert reminder.kind == "drift"
    assert reminder.text == "quiet for 2 months; your rhythm was about every 3 weeks"
    assert reminder.ratio == 3.0
    assert reminder.due == date(2026, 10, 27)
    assert reminder.key == "drift:ada"


@pytest.mark.parametrize(
    ("last", "drifts"),
    [
        ("2026-10-05", False),
        ("2026-10-04", True),
        ("2026-03-09", True),
        ("2026-03-08", False),
    ],
    ids=["twice the gap", "a day more", "twelve times the gap", "an ended tie"],
)
def test_drift_is_a_band(last, drifts):
    assert bool(reminders(ada=person("name: Ada", *every_three_weeks(last)))) is drifts


@pytest.mark.parametrize(
    ("last", "drifts"),
    [("2026-11-03", False), ("2026-11-02", True), ("2026-08-18", True), ("2026-08-17", False)],
    ids=["13 days", "14 days", "90 days", "91 days"],
)
def test_daily_friends_drift_from_two_weeks_to_ninety_days(last, drifts):
    start = date.fromisoformat(last).toordinal()
    days = [f"{date.fromordinal(start - step)} call: hello" for step in range(5)]

    assert bool(reminders(ada=person("name: Ada", *days))) is drifts


def test_three_days_are_no_rhythm_however_many_lines_they_have():
    days = ("2026-07-01 call: a", "2026-08-01 call: b", "2026-09-01 call: c", "2026-09-01 mail: d")

    assert reminders(ada=person("name: Ada", *days)) == ()


@pytest.mark.parametrize(
    "front",
    [
        "contact_every: 1 year",
        "contact_every: never",
        "snooze_until: 2026-12-01",
        "paused: true",
        "died: 2026-10-01",
    ],
    ids=["wished otherwise", "never", "snoozed", "paused", "dead"],
)
def test_drift_leaves_alone(front):
    found = reminders(ada=person(front, *every_three_weeks("2026-09-14")))

    assert [reminder for reminder in found if reminder.kind == "drift"] == []


def test_a_plan_ends_drift():
    days = [*every_three_weeks("2026-09-14"), "2026-11-20 lunch: at noon"]

    assert reminders(ada=person("name: Ada", *days)) == ()


def test_drift_can_be_switched_off():
    ada = person("name: Ada", *every_three_weeks("2026-09-14"))

    assert reminders(settings={"drift": False}, ada=ada) == ()


# -- the sections --------------------------------------------------------------------------------


def people(count, day="2026-09-28", front="contact_every: 3 weeks"):
    return {f"p{number}": person(front, f"{day} call: hello") for number in range(count)}


def test_a_review_asks_for_seven_and_counts_the_rest():
    section = sections(network_of(today=TODAY, **people(11)))["reach_out"]

    assert len(section.lines) == 7
    assert section.intro == "The first 7 of 11; pnm due lists them all."
    assert (section.title, section.order) == ("Reach out", 40)
    assert (section.tally, section.minutes) == ("7 people", 14)


@pytest.mark.parametrize(
    ("settings", "config", "count"),
    [
        ({"asks": 3}, None, 3),
        ({"asks": 0}, None, 0),
        ({"asks": 12}, None, 7),
        ({"asks": "three"}, None, 7),
        ({}, "[reports]\nasks = 2\n", 2),
        ({}, "[reports]\nasks = 20\n", 7),
        ({"asks": 3}, "[reports]\nasks = 2\n", 2),
        ({"asks": 2}, "[reports]\nasks = 3\n", 2),
    ],
    ids=[
        "fewer",
        "none",
        "too many",
        "a word",
        "of all reports",
        "too many of all",
        "fewer of all",
        "fewer here",
    ],
)
def test_the_number_asked_for_can_be_lowered(settings, config, count):
    network = network_of(today=TODAY, config=config, **people(9))

    assert len(asked(network, settings)) == count


def test_the_order_is_by_ratio_never_by_days():
    network = network_of(
        today=TODAY,
        yearly=person("contact_every: 1 year", "2025-10-01 call: x"),
        weekly=person("contact_every: 1 week", "2026-10-26 call: x"),
    )

    assert asked(network) == ["weekly", "yearly"]


def test_close_circles_then_names_decide_between_equals():
    config = "[circles.family]\n[circles.clients]\n"
    every = "contact_every: 3 weeks\ncircle: "
    network = network_of(
        today=TODAY,
        config=config,
        abel=person(every + "clients", "2026-09-28 call: x"),
        zoe=person(every + "family", "2026-09-28 call: x"),
        bea=person(every + "clients", "2026-09-28 call: x"),
        first=person(every + "clients", "2026-09-27 call: x"),
    )

    assert asked(network) == ["first", "zoe", "abel", "bea"]


def test_the_words_for_close_circles_can_be_set():
    every = "contact_every: 3 weeks\ncircle: "
    network = network_of(
        today=TODAY,
        abel=person(every + "clients", "2026-09-28 call: x"),
        zoe=person(every + "Familie", "2026-09-28 call: x"),
    )

    assert asked(network, {"close": ["familie"]}) == ["zoe", "abel"]


def test_who_is_due_tomorrow_is_not_asked_for():
    network = network_of(
        today=TODAY,
        ada=person("contact_every: 3 weeks", "2026-10-26 call: x"),
        bob=person("contact_every: 3 weeks", "2026-10-27 call: x"),
    )

    assert asked(network) == ["ada"]


def test_drift_and_wishes_stand_in_one_ranking():
    network = network_of(
        today=TODAY,
        ada=person("contact_every: 3 weeks", "2026-09-28 call: x"),
        bob=person("name: Bob", *every_three_weeks("2026-09-14")),
    )

    assert asked(network) == ["bob", "ada"]


def test_another_plugins_wish_to_reach_out_counts_once_a_person():
    network = network_of(today=TODAY, ada=person("name: Ada", "2026-09-28 call: x"))
    rows = [
        Reminder(TODAY, "ada", "moved to your town", REACH_OUT, ratio=ratio, key=str(ratio))
        for ratio in (1.5, 4.0, None)
    ]
    gathered = Gathered(tuple(("stranger", row) for row in rows))

    (section, _) = ask(plugin, "pnm_sections", network, report=REVIEW, gathered=gathered)

    assert [(line.contact_id, line.key) for line in section.lines] == [("ada", "4.0")]


def test_a_line_says_who_why_now_and_what_about():
    network = network_of(
        today=TODAY,
        ada=person(
            "contact_every: 3 weeks\ncity: Lisbon\nasks: [a flat in Porto]\ninterest: [jazz, tea]",
            "2026-09-28 call: her new job",
            "2026-09-28 mail: the same day",
            "2026-08-01 mail: her exam",
        ),
    )

    (line,) = sections(network)["reach_out"].lines

    assert line.contact_id == "ada"
    assert line.text == "quiet for 7 weeks"
    assert line.details == (
        "last: mail on Mon 28 Sep: the same day",
        "looks for: a flat in Porto",
        "before that: her exam",
        "Lisbon",
    )
    assert (line.box, line.logs, line.key) == (True, True, "reach_out:ada")
    assert line.why == "you wished every 3 weeks; last: mail on Mon 28 Sep"
    assert line.sources == (Source("ada.md", 11), Source("ada.md", 3))
    assert dict(line.values) == {"ratio": 2.333, "due": "2026-10-19"}


def test_interests_and_offers_are_topics_too():
    network = network_of(
        today=TODAY,
        ada=person(
            "contact_every: 3 weeks\ninterest: [jazz, tea, go]\noffers: [a piano]",
            "2026-09-28 call: x",
        ),
    )

    (line,) = sections(network)["reach_out"].lines

    assert line.details[1:] == ("likes: jazz, tea", "offers: a piano")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("word " * 40, "word " * 15 + "word…"),
        ("語" * 200, "語" * 80 + "…"),
    ],
    ids=["between words", "where there are none"],
)
def test_a_long_talk_is_cut(text, shown):
    network = network_of(
        today=TODAY, ada=person("contact_every: 3 weeks", f"2026-09-28 call: {text.strip()}")
    )

    (line,) = sections(network)["reach_out"].lines

    assert line.details == (f"last: call on Mon 28 Sep: {shown}",)


def test_a_private_contact_is_reminded_of_but_stands_in_no_section():
    ada = person("contact_every: 3 weeks\nprivate: true", "2026-09-28 call: x")
    network = network_of(today=TODAY, ada=ada)

    assert len(reminders(ada=ada)) == 1
    assert asked(network) == []
    assert asked(network, {"include_private": True}) == ["ada"]


def test_a_talk_with_a_private_contact_is_not_quoted():
    network = network_of(
        today=TODAY,
        ada=person("contact_every: 3 weeks", "2026-09-28 call: about [[bob]]'s illness"),
        bob=person("private: true"),
    )

    (line,) = sections(network)["reach_out"].lines

    assert line.details == ("last: call on Mon 28 Sep",)


def test_a_review_without_anybody_has_no_words():
    section = sections(network_of(today=TODAY, ada="name: Ada"))["reach_out"]

    assert (section.lines, section.intro, section.tally, section.minutes) == ((), "", "", 0)


def test_other_reports_get_nothing():
    network = network_of(today=TODAY, **people(3))
    other = Report("yearly-review", "Year", "yearly-review")

    assert ask(plugin, "pnm_sections", network, report=other) == ()


def dear(network, day=TODAY, settings=None):
    found = ask(plugin, "pnm_reminders", network, today=day)
    gathered = Gathered(tuple(("x", row) for row in found))
    own = {"today": day, "gathered": gathered, "settings": settings or {"asks": 0}}
    sections = ask(plugin, "pnm_sections", network, report=REVIEW, **own)
    return next(section for section in sections if section.id == "quiet_but_dear")


def test_who_is_beyond_the_longest_interval_is_shown_without_an_ask():
    network = network_of(
        today=TODAY,
        ada=person("contact_every: 3 weeks..6 weeks\ncity: Lisbon", "2026-09-28 call: a job"),
        bob=person("contact_every: 3 weeks..7 weeks", "2026-09-28 call: x"),
        eve=person("contact_every: 1 week", "2026-09-28 call: x"),
    )

    section = dear(network)

    (line,) = section.lines
    assert (section.title, section.order) == ("Quiet, but dear", 70)
    assert (section.tally, section.minutes) == ("", 0)
    assert (line.contact_id, line.box, line.logs) == ("ada", False, False)
    assert line.key == "quiet_but_dear:ada"
    assert line.details == ("last: call on Mon 28 Sep: a job", "Lisbon")


@pytest.mark.parametrize(
    ("circle", "last", "shown"),
    [
        ("family", "2026-09-14", True),
        ("inner circle", "2026-09-14", True),
        ("family", "2026-09-15", False),
        ("clients", "2026-09-14", False),
    ],
    ids=["three times in the family", "a word of the name", "less than three", "not close"],
)
def test_close_people_are_dear_from_three_times_the_interval(circle, last, shown):
    network = network_of(
        today=TODAY, ada=person(f"contact_every: 3 weeks\ncircle: {circle}", f"{last} call: x")
    )

    assert bool(dear(network).lines) is shown


def test_who_is_asked_for_is_not_shown_again():
    network = network_of(today=TODAY, **people(9, front="contact_every: 3 weeks..4 weeks"))

    found = sections(network)

    assert [line.contact_id for line in found["quiet_but_dear"].lines] == ["p7", "p8"]


def test_the_dear_take_turns_by_the_week():
    everybody = people(5, front="contact_every: 3 weeks..4 weeks")
    days = [date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 23)]

    one, same, following = (
        [line.contact_id for line in dear(network_of(today=day, **everybody), day).lines]
        for day in days
    )

    assert (len(one), same) == (3, one)
    assert following != one
    assert set(one) | set(following) == set(everybody)


# -- settings, order, purity ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "mend"),
    [
        ("asks = 8", "PNM330", "write asks = 7, or any number from 0 to 7"),
        ("asks = true", "PNM330", "write asks = 7, or any number from 0 to 7"),
        ('drift = "no"', "PNM330", "write drift = true or drift = false"),
        ('close = "family"', "PNM330", 'write close = ["close", "family", "inner"]'),
        ("include_private = 1", "PNM330", "write include_private = true or"),
        ("ask = 3", "PNM331", "did you mean asks? known are: "),
    ],
    ids=["too many", "not a number", "not a flag", "not a list", "a number", "unknown"],
)
def test_a_wrong_setting_is_told_where_it_stands(line, code, mend):
    network = network_of(config=f"[plugins.keep_in_touch]\n{line}\n")

    (problem,) = wrong_settings(plugin, network)

    assert (problem.code, problem.source) == (code, Source(".pnm/config.toml", 2))
    assert problem.mend.startswith(mend)


def test_good_settings_are_not_complained_about():
    lines = 'asks = 0\ndrift = false\ninclude_private = true\nclose = ["Familie"]\n'
    network = network_of(config=f"[plugins.keep_in_touch]\n{lines}")

    assert wrong_settings(plugin, network) == ()


def test_the_order_of_notes_does_not_matter():
    everybody = {
        **people(6),
        "ada": person("contact_every: 3 weeks..4 weeks", "2026-09-28 call: with [[p1]]"),
        "bob": person("name: Bob", *every_three_weeks("2026-09-14")),
    }
    backwards = dict(reversed(everybody.items()))

    assert reminders(**everybody) == reminders(**backwards)
    assert sections(network_of(today=TODAY, **everybody)) == sections(
        network_of(today=TODAY, **backwards)
    )


def test_asking_twice_gives_the_same():
    network = network_of(today=TODAY, **people(9, front="contact_every: 3 weeks..4 weeks"))

    assert sections(network) == sections(network)
