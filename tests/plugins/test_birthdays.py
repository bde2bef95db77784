"""The report of birthdays: which days, what is said of them, and who is left out."""

import json
import time
from dataclasses import replace
from datetime import date

import pytest

import pnm_birthdays
from pnm.testing import ask, network_of, render

TODAY = date(2026, 11, 16)


def told(network, given=None, **settings):
    """Return the report's sections by id."""
    (report,) = ask(pnm_birthdays, "pnm_reports")
    asked = replace(report, given={key: (value,) for key, value in (given or {}).items()})
    found = ask(pnm_birthdays, "pnm_sections", network, report=asked, settings=settings)
    return {section.id: section for section in found}


def said(section):
    """Return for each line of a section whom it is about, and what it says."""
    return [(line.contact_id, line.text) for line in section.lines]


def of(**people):
    return network_of(today=TODAY, **people)


# -- which days ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ({}, "Mon 16 Nov 2026", "Mon 15 Feb 2027"),
        ({"from": "2026-12-01"}, "Tue 1 Dec 2026", "Sun 28 Feb 2027"),
        ({"days": "10"}, "Mon 16 Nov 2026", "Wed 25 Nov 2026"),
        ({"from": "2027-01-31", "days": "1"}, "Sun 31 Jan 2027", "Sun 31 Jan 2027"),
        ({"quarter": "Q4"}, "Thu 1 Oct 2026", "Thu 31 Dec 2026"),
        ({"quarter": "q1"}, "Fri 1 Jan 2027", "Wed 31 Mar 2027"),
        ({"quarter": "2025-Q3"}, "Tue 1 Jul 2025", "Tue 30 Sep 2025"),
        ({"quarter": "next"}, "Fri 1 Jan 2027", "Wed 31 Mar 2027"),
        ({"quarter": "this", "from": "2027-05-05"}, "Thu 1 Apr 2027", "Wed 30 Jun 2027"),
    ],
    ids=[
        "three months from today",
        "from a day on",
        "some days",
        "one day",
        "the running quarter",
        "a quarter of next year",
        "a quarter with its year",
        "the next quarter",
        "the quarter of a day",
    ],
)
def test_the_report_says_which_days_it_is_about(given, first, last):
    (section,) = told(network_of(today=TODAY), given).values()

    assert section.intro == f"For the days from {first} to {last}."


@pytest.mark.parametrize(
    ("given", "doubt"),
    [
        ({"days": "0"}, "days is '0': write a number from 1 to 330."),
        ({"days": "many"}, "days is 'many': write a number from 1 to 330."),
        ({"quarter": "Q5"}, "'Q5' is no quarter: write Q1 or 2027-Q1."),
        ({"quarter": "0000-Q1"}, "'0000-Q1' is no quarter: write Q1 or 2027-Q1."),
    ],
    ids=["no days", "no number", "no quarter", "no year"],
)
def test_what_is_not_understood_is_said_and_three_months_are_shown(given, doubt):
    (section,) = told(network_of(today=TODAY), given).values()

    assert section.intro == f"For the days from Mon 16 Nov 2026 to Mon 15 Feb 2027. {doubt}"


def test_a_stretch_ends_where_the_calendar_ends():
    (section,) = told(network_of(today=date(9999, 12, 1))).values()

    assert section.intro == "For the days from Wed 1 Dec 9999 to Fri 31 Dec 9999."


def test_the_setting_says_how_many_months_are_shown():
    (section,) = told(network_of(today=TODAY), months=1).values()

    assert section.intro == "For the days from Mon 16 Nov 2026 to Tue 15 Dec 2026."


# -- birthdays -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birthday", "text"),
    [
        ("1985-11-20", "Fri 20 Nov, week 47: turns 41"),
        ("--11-20", "Fri 20 Nov, week 47: birthday"),
        ("1986-11-20", "Fri 20 Nov, week 47: turns 40, a round one"),
        ("2025-11-20", "Fri 20 Nov, week 47: turns 1, the very first"),
        ("2008-11-20", "Fri 20 Nov, week 47: turns 18, of age"),
        ("1926-11-20", "Fri 20 Nov, week 47: turns 100, a whole century"),
        ("1986-11-16", "Mon 16 Nov, week 47: turns 40, a round one"),
    ],
    ids=["an age", "no year", "round", "first", "of age", "century", "today"],
)
def test_a_birthday_is_said_with_its_weekday_and_an_age_where_the_year_is_known(birthday, text):
    assert said(told(of(ada=f"birthday: {birthday}"))["month_1"]) == [("ada", text)]


@pytest.mark.parametrize(
    "birthday",
    ["1986-02-16", "1986-11-15", "2026-11-20", "2027-01-01", "1986"],
    ids=["after the stretch", "yesterday", "the birth itself", "not born yet", "a year alone"],
)
def test_a_day_outside_of_the_stretch_is_not_told(birthday):
    assert [*told(of(ada=f"birthday: {birthday}"))] == ["none"]


@pytest.mark.parametrize(
    ("config", "today", "text"),
    [
        ("", date(2027, 2, 1), "Sun 28 Feb, week 8: turns 35"),
        ('[vault]\nleap_day = "mar1"', date(2027, 2, 1), "Mon 1 Mar, week 9: turns 35"),
        ("", date(2028, 2, 1), "Tue 29 Feb, week 9: turns 36"),
    ],
    ids=["the day before", "the day after", "a leap year"],
)
def test_29_february_falls_by_the_rule_of_the_vault(config, today, text):
    network = network_of(today=today, config=config, ada="birthday: 1992-02-29")

    (section,) = told(network).values()

    assert said(section) == [("ada", text)]


def test_the_leap_day_is_explained_in_years_without_one():
    network = network_of(today=date(2027, 2, 1), ada="birthday: 1992-02-29")

    (line,) = told(network)["month_1"].lines

    assert line.details == ("born on 29 February, which 2027 has not",)


def test_each_month_is_a_section_and_a_month_without_a_day_is_none():
    sections = told(
        of(
            ada="birthday: 1990-11-30",
            bob="birthday: 1990-02-03",
            cleo="birthday: 1990-11-20",
            dora="anniversary: 2010-11-25",
        )
    )

    assert [(s.id, s.title, s.tally) for s in sections.values()] == [
        ("month_1", "November 2026", "2 birthdays and 1 anniversary in November"),
        ("month_4", "February 2027", "1 birthday in February"),
    ]
    assert [line.contact_id for line in sections["month_1"].lines] == ["cleo", "dora", "ada"]


def test_a_day_that_lies_behind_asks_for_nothing():
    (line,) = told(of(ada="birthday: 1986-10-02"), {"quarter": "Q4"})["month_1"].lines

    assert (line.text, line.box, line.logs) == (
        "Fri 2 Oct, week 40: turned 40, a round one",
        False,
        False,
    )


def test_a_day_that_comes_can_be_ticked_and_logs_a_contact():
    (line,) = told(of(ada="birthday: 1986-11-20"))["month_1"].lines

    assert (line.box, line.logs) == (True, True)
    assert str(line.sources[0]) == "ada.md:3"
    assert dict(line.values) == {
        "kind": "birthday",
        "day": "2026-11-20",
        "week": 47,
        "years": 40,
    }


# -- what is worth knowing -------------------------------------------------------------------------


def test_what_was_done_around_the_day_a_year_before_is_quoted():
    network = network_of(
        {
            "Daily/2025-11-21.md": "- [[ada]] and I ate the cake that was meant for Bob",
            "Daily/2025-11-01.md": "- dinner with [[ada]]",
            "Daily/2026-11-01.md": "- [[ada]] has moved",
        },
        today=TODAY,
        ada="birthday: 1985-11-20",
    )

    (line,) = told(network)["month_1"].lines

    assert line.details == (
        "last year, Fri 21 Nov 2025: ada and I ate the cake that was meant for Bob",
        "last: in touch on Sun 1 Nov",
    )
    assert [source.path for source in line.sources] == [
        "ada.md",
        "Daily/2025-11-21.md",
        "Daily/2026-11-01.md",
    ]


def test_spouse_and_children_are_named_as_they_are_written():
    network = of(
        ada='birthday: 1985-11-20\nspouse: "[[bob]]"\nchildren: ["[[cleo]]", Dora]\ncity: Graz',
        bob="name: Bob",
        cleo="name: Cleo",
    )

    (line,) = told(network)["month_1"].lines

    assert line.details == ("with Bob, children Cleo and Dora", "Graz")


def test_of_a_child_the_parents_are_named():
    network = of(ada='birthday: 2020-11-20\nparents: ["[[bob]]"]', bob="name: Bob")

    (line,) = told(network)["month_1"].lines

    assert line.details == ("child of Bob",)


def test_an_anniversary_of_two_notes_is_told_once_with_both_names():
    network = of(
        bob='name: Bob\nanniversary: 2001-11-28\nspouse: "[[ada]]"',
        ada='name: Ada\nanniversary: 2001-11-28\nspouse: "[[bob]]"',
    )

    (line,) = told(network)["month_1"].lines

    assert (line.contact_id, line.text) == (
        "ada",
        "Sat 28 Nov, week 48: anniversary with Bob, 25 years, silver",
    )


def test_an_anniversary_with_the_vault_owner_is_yours():
    network = of(
        nora='me: true\nspouse: "[[bob]]"', bob='anniversary: 2016-11-28\nspouse: "[[nora]]"'
    )

    (line,) = told(network)["month_1"].lines

    assert line.text == "Sat 28 Nov, week 48: your anniversary, 10 years, a round one"


# -- beginning early -------------------------------------------------------------------------------

CIRCLES = """
[circles.family]
birthday_lead = "28 days"

[circles.work]
birthday_lead = "3 days"
"""


def test_who_needs_a_card_early_stands_first_by_the_lead_of_the_circle():
    network = network_of(
        today=TODAY,
        config=CIRCLES,
        ada="birthday: 1986-12-24\ncircle: family\ncity: Umeå",
        bob="birthday: 1986-11-20\ncircle: work",
        cleo="birthday: 1986-11-20\ncircle: family",
        dora="birthday: 1986-11-20",
    )

    section = told(network)["begin_early"]

    assert said(section) == [
        ("cleo", "begin now for Fri 20 Nov: turns 40, a round one"),
        ("ada", "begin by Thu 26 Nov for Thu 24 Dec: turns 40, a round one"),
    ]
    assert section.lines[1].details == ("for Umeå",)
    assert section.tally == "2 days to prepare for"
    assert [line.logs for line in section.lines] == [False, False]


def test_a_day_after_the_stretch_is_named_where_its_card_is_due_within():
    network = network_of(today=TODAY, config=CIRCLES, ada="birthday: 1986-12-20\ncircle: family")

    sections = told(network, {"days": "14"})

    assert said(sections["begin_early"]) == [
        ("ada", "begin by Sun 22 Nov for Sun 20 Dec: turns 40, a round one")
    ]
    assert "month_2" not in sections


def test_the_setting_says_which_lead_is_early():
    network = network_of(today=TODAY, config=CIRCLES, ada="birthday: 1986-12-01\ncircle: work")

    assert "begin_early" not in told(network)
    assert "begin_early" in told(network, early_days="2 days")


# -- the dead --------------------------------------------------------------------------------------


def test_the_dead_are_remembered_and_not_congratulated():
    network = network_of(
        {"Daily/2024-11-01.md": "- call: [[ada]] tapped the barometer"},
        today=TODAY,
        ada="birthday: 1931-11-20\ndied: 2024-11-22\nanniversary: 1950-11-25",
    )

    sections = told(network)

    assert [*sections] == ["none", "remembered"]
    assert [(line.text, line.details, line.box) for line in sections["remembered"].lines] == [
        ("Fri 20 Nov: the birthday, born in 1931", (), False),
        (
            "Sun 22 Nov: 2 years since the day of death",
            ("the last line, Fri 1 Nov 2024: call: ada tapped the barometer",),
            False,
        ),
    ]


def test_the_birthdays_of_the_dead_can_be_left_out():
    network = of(ada="birthday: 1931-11-20\ndied: yes")

    assert [*told(network, remember_birthdays=False)] == ["none"]


def test_an_anniversary_is_remembered_where_one_of_the_two_has_died():
    network = of(
        ada='anniversary: 1981-11-28\nspouse: "[[bob]]"', bob="name: Bob\ndied: 2020-05-01"
    )

    assert said(told(network)["remembered"]) == [
        ("ada", "Sat 28 Nov: anniversary, remembering Bob")
    ]


def test_who_died_later_is_congratulated_as_of_an_earlier_day():
    network = network_of(
        today=date(2024, 11, 16), ada="birthday: 1931-11-20\ndied: 2024-11-22\ncreated: 2024-01-01"
    )

    assert said(told(network)["month_1"]) == [("ada", "Wed 20 Nov, week 47: turns 93")]


# -- what is not known -----------------------------------------------------------------------------


def test_a_month_without_a_day_is_said_as_such():
    section = told(of(ada="birthday: 1986-12", bob="birthday: 1986-07"))["roughly"]

    assert [(line.text, line.details, line.box) for line in section.lines] == [
        (
            "some day in December: turns 40, a round one",
            ("the note says 1986-12", "when you know it, write birthday: 1986-12-DD"),
            False,
        )
    ]


def test_a_year_alone_is_told_of_those_one_is_in_touch_with():
    network = network_of(
        {"Daily/2026-10-01.md": "- [[ada]]"},
        today=TODAY,
        ada="birthday: 1986",
        bob="birthday: 1986",
    )

    assert said(told(network)["roughly"]) == [("ada", "turns 40, a round one, some day of 2026")]


def days_with(name, count):
    return {f"Daily/2026-10-{day:02}.md": f"- lunch with [[{name}]]" for day in range(1, count + 1)}


def test_whose_birthday_is_not_known_is_asked_for_a_few_who_are_often_there():
    network = network_of(
        {**days_with("ada", 6), "Daily/2026-11-02.md": "- [[bob]]"},
        today=TODAY,
        ada="name: Ada",
        bob="name: Bob",
    )

    section = told(network)["unknown"]

    assert said(section) == [("ada", "last: in person on Tue 6 Oct 2026")]
    assert section.lines[0].details == ("write birthday: YYYY-MM-DD, or --MM-DD, into ada.md",)
    assert section.tally == "1 birthday to ask for"


def test_the_settings_say_how_many_are_asked_for_and_how_often_is_often():
    network = network_of(
        {**days_with("ada", 2), "Daily/2026-11-02.md": "- [[bob]] and [[ada]]"},
        today=TODAY,
        ada="name: Ada",
        bob="name: Bob",
    )

    assert len(told(network, often=1)["unknown"].lines) == 2
    assert len(told(network, often=1, ask=1)["unknown"].lines) == 1
    assert "unknown" not in told(network, often=1, ask=0)


# -- who is left out -------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["private: true", "paused: true", "me: true"])
def test_somebody_is_left_out(mark):
    assert [*told(of(ada=f"birthday: 1986-11-20\n{mark}"))] == ["none"]


def test_private_contacts_are_shown_where_the_settings_say_so():
    sections = told(of(ada="birthday: 1986-11-20\nprivate: true"), include_private=True)

    assert [*sections] == ["month_1"]


def test_no_text_names_a_private_contact():
    network = network_of(
        {
            "Daily/2025-11-20.md": "- cake for [[ada]], without Wilhelmina",
            "Daily/2026-11-10.md": "- call: [[ada]] with [[wilhelmina]]",
        },
        today=TODAY,
        ada='birthday: 1986-11-20\nspouse: "[[wilhelmina]]"\nchild: Wilhelmina the Second',
        wilhelmina="name: Wilhelmina\nprivate: true\nbirthday: 1986-11-20",
    )

    for fmt in ("markdown", "html", "terminal", "json"):
        assert "ilhelmina" not in render("birthdays", network, fmt, plugins=(pnm_birthdays,))


# -- the whole -------------------------------------------------------------------------------------


@pytest.mark.parametrize("fmt", ["markdown", "html", "terminal", "json"])
def test_an_empty_vault_says_that_no_day_is_known(fmt):
    shown = render("birthdays", network_of(today=TODAY), fmt, plugins=(pnm_birthdays,))

    assert "No birthday and no anniversary of these days is known." in shown


def test_the_parameters_are_read_as_typed():
    network = of(ada="birthday: 1986-11-20", bob="birthday: 1986-11-30")

    shown = render(
        "birthdays",
        network,
        "json",
        plugins=(pnm_birthdays,),
        given={"from": "tomorrow", "days": "5"},
    )

    sections = json.loads(shown)["sections"]
    assert [line["contact"]["id"] for section in sections for line in section["lines"]] == ["ada"]


def test_the_order_of_the_notes_does_not_matter():
    people = {
        "ada": 'birthday: 1986-11-20\nanniversary: 2001-12-01\nspouse: "[[bob]]"',
        "bob": 'birthday: 1986-11-20\nanniversary: 2001-12-01\nspouse: "[[ada]]"',
        "cleo": "birthday: 1986-12",
        "dora": "died: 2020-12-12",
    }
    one = of(**people)
    other = of(**dict(reversed(people.items())))

    assert [*told(one).values()] == [*told(other).values()]


def test_no_key_is_used_twice():
    network = network_of(
        today=TODAY,
        config=CIRCLES,
        ada="birthday: 1986-11-20\nanniversary: 2001-11-20\ncircle: family",
        bob="birthday: 1931-11-20\ndied: 2001-11-20",
    )

    keys = [line.key for section in told(network).values() for line in section.lines]

    assert len(keys) == len(set(keys)) == 6


@pytest.mark.parametrize("name", ["*Ada* [x](javascript:1)", "<script>alert(1)</script>", "a | b"])
def test_a_hostile_name_does_nothing(name):
    network = of(ada=f"name: {json.dumps(name)}\nbirthday: 1986-11-20\ncity: {json.dumps(name)}")

    assert "<script>" not in render("birthdays", network, "html", plugins=(pnm_birthdays,))
    assert "](javascript" not in render("birthdays", network, plugins=(pnm_birthdays,))


def test_three_thousand_contacts_take_a_moment():
    people = {
        f"p{n}": f"name: Person {n}\nbirthday: {1950 + n % 60}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        for n in range(3000)
    }
    network = of(**people)

    start = time.perf_counter()
    sections = told(network)

    assert time.perf_counter() - start < 3
    assert len(sections["month_2"].lines) == 40
    assert sections["month_2"].intro.startswith("40 of 250: ")
    assert sections["month_2"].tally == "250 birthdays in December"


def test_of_many_days_of_a_month_those_of_people_one_is_near_are_shown():
    network = network_of(
        {"Daily/2026-10-01.md": "- [[cleo]]"},
        today=TODAY,
        ada="birthday: 1986-11-20",
        bob="birthday: 1986-11-30\ncontact_every: 3 weeks",
        cleo="birthday: 1986-11-25",
    )

    section = told(network, most=2)["month_1"]

    assert [line.contact_id for line in section.lines] == ["cleo", "bob"]
    assert section.intro.endswith(
        "2 of 3: of those you wish to be in touch with, then of those you were lately."
    )


def test_another_report_is_none_of_its_business():
    (report,) = ask(pnm_birthdays, "pnm_reports")
    other = replace(report, name="weekly-review")

    assert ask(pnm_birthdays, "pnm_sections", of(ada="birthday: 1986-11-20"), report=other) == ()


def test_a_run_writes_nothing_but_the_note_that_is_asked_for(vault_of):
    vault = vault_of(
        {"People/Ada.md": "---\ntype: person\nbirthday: 1986-11-20\n---\n"},
        plugins=(pnm_birthdays,),
    )

    done = vault.run("report", "birthdays", "days=30", today=TODAY)

    assert (done.code, done.err) == (0, "")
    assert "turns 40, a round one" in done.out
    vault.untouched()
    done = vault.run("report", "birthdays", "--write", today=TODAY)
    assert (vault.root / "Reviews" / "Birthdays 2026-11.md").is_file()


@pytest.mark.parametrize("typed", ["days=abc", "days=-1", "days=0", "days=331", "quarter=Q9"])
def test_what_is_typed_wrongly_is_told_and_nothing_is_printed(vault_of, typed):
    vault = vault_of({}, plugins=(pnm_birthdays,), today=TODAY)
    done = vault.run("report", "birthdays", typed)

    assert (done.code, done.out) == (2, "")
    assert typed.partition("=")[0] + " of birthdays\n    mend: " in done.err
