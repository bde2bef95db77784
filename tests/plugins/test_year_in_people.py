"""The year in people: what is told of a year, in which words, and who is left out."""

import json
import time
from dataclasses import replace
from datetime import date

import pytest

import pnm_year_in_people
from pnm.testing import ask, network_of, render

TODAY = date(2026, 11, 16)


def told(network, year="", **settings):
    """Return the report's sections by id."""
    (report,) = ask(pnm_year_in_people, "pnm_reports")
    asked = replace(report, given={"year": (year,) if year else ()})
    found = ask(pnm_year_in_people, "pnm_sections", network, report=asked, settings=settings)
    return {section.id: section for section in found}


def texts(section):
    return [line.text for line in section.lines]


def said(section):
    return [(line.contact_id, line.text) for line in section.lines]


def of(*notes, today=TODAY, config=None, **people):
    """Return a vault of daily notes, each a day and a line, and of people."""
    daily: dict[str, str] = {}
    for day, line in notes:
        path = f"Daily/{day}.md"
        daily[path] = f"{daily.get(path, '')}- {line}\n"
    return network_of(daily, today=today, config=config, **people)


ADA = {"ada": "name: Ada", "bob": "name: Bob"}
OLD = ("2020-05-05", "[[ada]] and [[bob]]")
"""A line of long ago, so that nobody is new."""


# -- which year ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "today", "title"),
    [
        ("", TODAY, "2026, up to 16 November"),
        ("2026", TODAY, "2026, up to 16 November"),
        ("2025", TODAY, "2025"),
        ("", date(2025, 12, 31), "2025"),
        ("", date(2026, 1, 1), "2026, up to 1 January"),
    ],
    ids=["running", "running, by name", "past", "its last day", "its first day"],
)
def test_the_first_section_names_the_year_and_how_far_it_has_come(year, today, title):
    network = of(("2025-03-01", "[[ada]]"), ("2026-01-01", "[[ada]]"), today=today, ada="name: Ada")

    assert told(network, year)["opening"].title == title


def test_a_text_that_is_no_year_is_said_and_the_running_one_is_told():
    section = told(of(("2026-03-01", "[[ada]]"), **ADA), "soon")["opening"]

    assert section.title == "2026, up to 16 November"
    assert section.intro == "'soon' is no year: write year=2026."


@pytest.mark.parametrize(
    ("year", "text"),
    [
        ("2019", "Nothing is written about 2019. Your notes tell of 2024 to 2026."),
        ("2027", "2027 has not begun."),
        ("0001", "Nothing is written about 1. Your notes tell of 2024 to 2026."),
    ],
    ids=["before the notes", "not begun", "the first of all years"],
)
def test_of_a_year_without_a_line_that_is_said(year, text):
    network = of(("2024-03-01", "[[ada]]"), ("2026-03-01", "[[ada]]"), **ADA)

    section = told(network, year)["opening"]

    assert (texts(section), section.tally) == ([text], "Nothing to tell yet")


@pytest.mark.parametrize("fmt", ["markdown", "html", "terminal", "json"])
def test_an_empty_vault_has_nothing_to_tell(fmt):
    shown = render("year-in-people", network_of(today=TODAY), fmt, plugins=(pnm_year_in_people,))

    assert "Nothing is written about 2026." in shown


def test_a_later_line_is_not_known_as_of_an_earlier_day():
    network = of(
        ("2026-03-01", "[[ada]]"), ("2026-09-01", "[[bob]]"), today=date(2026, 6, 1), **ADA
    )

    assert texts(told(network)["months"]) == ["March: Ada"]


# -- the year at a glance --------------------------------------------------------------------------


def test_people_and_days_are_counted_all_together():
    network = of(
        OLD,
        ("2026-03-01", "lunch with [[ada]] and [[bob]]"),
        ("2026-03-01", "call: [[ada]]"),
        ("2026-03-02", "[[ada]]"),
        **ADA,
    )

    section = told(network)["opening"]

    assert section.lines[0].text == "You were in touch with 2 people, on 2 days."
    assert dict(section.lines[0].values) == {"people": 2, "days": 2, "new": 0}
    assert section.tally == "2 people on 2 days"


def many(year, people, days, first_month=1):
    """Return lines about so many people on so many days of a year."""
    return [
        (f"{year}-{first_month + day // 28:02}-{day % 28 + 1:02}", f"[[p{day % people}]]")
        for day in range(days)
    ]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ((20, 40), "In 2025 it was 20 people on 40 days: more people, on more days."),
        ((5, 10), "In 2025 it was 5 people on 10 days: fewer people, on fewer days."),
        (
            (11, 21),
            "In 2025 it was 11 people on 21 days: about as many people, on about as many days.",
        ),
    ],
    ids=["more", "fewer", "about the same"],
)
def test_the_year_before_is_told_in_plain_words(before, text):
    people = {f"p{n}": f"name: P{n}" for n in range(20)}
    network = of(*many(2025, *before), *many(2026, 10, 20), today=date(2026, 12, 31), **people)

    assert told(network)["opening"].lines[1].text == text


def test_a_running_year_is_compared_with_the_same_stretch():
    network = of(
        ("2025-03-01", "[[ada]]"), ("2025-12-01", "[[bob]]"), ("2026-03-01", "[[ada]]"), **ADA
    )

    assert told(network)["opening"].lines[1].text == (
        "In 2025, up to 16 November, it was 1 person on 1 day: "
        "about as many people, on about as many days."
    )


def test_a_year_before_without_a_line_is_not_compared():
    network = of(("2026-03-01", "[[ada]]"), **ADA)

    assert told(network)["opening"].lines[1].text == (
        "Of 2025, up to 16 November, nothing is written, so nothing can be compared."
    )


def test_the_fullest_and_the_quietest_month_are_named_of_those_that_are_over():
    network = of(
        ("2026-01-10", "[[ada]]"),
        ("2026-02-10", "[[ada]] and [[bob]]"),
        ("2026-03-10", "[[ada]]"),
        ("2026-04-10", "[[bob]]"),
        ("2026-05-10", "[[ada]], [[bob]] and [[cleo]]"),
        today=date(2026, 5, 12),
        cleo="name: Cleo",
        **ADA,
    )

    assert "February was the fullest month, January the quietest." in texts(
        told(network)["opening"]
    )


# -- the picture -----------------------------------------------------------------------------------


def test_the_picture_counts_the_times_of_each_month_by_channel():
    network = of(
        ("2026-01-10", "call: [[ada]]"),
        ("2026-01-11", "lunch with [[ada]] and [[bob]]"),
        ("2026-03-11", "call: [[bob]]"),
        ("2026-03-12", "[[bob]]"),
        today=date(2026, 4, 1),
        ada="---\ntype: person\nname: Ada\n---\n## Log\n- 2026-01-11 lunch: we laughed\n",
        bob="name: Bob",
    )

    chart = told(network)["opening"].chart

    assert chart.title == "Times in touch by month and channel"
    assert chart.labels == ("Jan", "Feb", "Mar", "Apr")
    assert chart.series == (
        ("call", (1.0, 0.0, 1.0, 0.0)),
        ("in person", (1.0, 0.0, 0.0, 0.0)),
        ("not said how", (0.0, 0.0, 1.0, 0.0)),
    )


def test_the_picture_can_tell_circles_apart():
    network = of(
        ("2026-01-10", "[[ada]]"),
        ("2026-01-11", "[[ada]]"),
        ("2026-01-12", "[[bob]]"),
        ("2026-02-12", "[[cleo]]"),
        today=date(2026, 2, 20),
        ada="circle: family",
        bob="circle: [family, choir]",
        cleo="name: Cleo",
    )

    chart = told(network, chart="circle")["opening"].chart

    assert chart.series == (
        ("family", (2.0, 0.0)),
        ("choir", (1.0, 0.0)),
        ("others", (0.0, 1.0)),
    )


# -- the first, the new, the ones again ------------------------------------------------------------


def test_the_first_of_the_year_are_those_of_its_first_day_each_once():
    network = of(
        ("2026-01-03", "lunch with [[bob]] and [[ada]]"),
        ("2026-01-03", "call: [[ada]]"),
        ("2026-01-04", "[[ada]]"),
        **ADA,
    )

    assert said(told(network)["first"]) == [
        ("bob", "Sat 3 Jan with Ada: in person: lunch with bob and ada")
    ]


def test_new_is_whose_first_line_is_of_the_year():
    network = of(
        OLD,
        ("2026-03-01", "call: [[cleo]] asks about the boat"),
        ("2026-04-01", "[[ada]]"),
        cleo='name: Cleo\nintroduced_by: "[[bob]]"\nmet: at the harbour',
        **ADA,
    )

    section = told(network)["new_people"]

    assert said(section) == [("cleo", "Sun 1 Mar: call: cleo asks about the boat")]
    assert section.lines[0].details == ("how you met: at the harbour", "introduced by Bob")
    assert section.tally == "1 new in the notes"


@pytest.mark.parametrize(
    ("header", "is_new"),
    [
        ("met: 2008 in Delft", False),
        ("met: Easter 2026", True),
        ("created: 2024-02-01", False),
        ("birthday: 2026-02-01", True),
        ('sibling: "[[nora]]"', False),
        ('parent: "[[olga]]"', False),
        ("friend: [[nora]]", True),
    ],
    ids=[
        "met long ago",
        "met this year",
        "an older note",
        "born this year",
        "a sister",
        "a niece",
        "a friend",
    ],
)
def test_the_note_and_the_family_say_who_is_not_new(header, is_new):
    network = of(
        OLD,
        ("2026-03-01", "[[cleo]]"),
        cleo=header,
        nora="me: true",
        olga='sibling: "[[nora]]"',
        **ADA,
    )

    assert ("new_people" in told(network)) is is_new


def test_in_the_year_in_which_the_notes_begin_nobody_is_new_unless_the_note_says_so():
    network = of(
        ("2026-03-01", "[[ada]], [[bob]] and [[cleo]]"), cleo="name: Cleo\nmet: 2026-02-20", **ADA
    )

    assert said(told(network)["new_people"]) == [
        ("cleo", "Sun 1 Mar: ada, bob and cleo"),
    ]


def test_a_long_quiet_is_told_with_its_length_and_the_time_before():
    network = of(
        ("2023-05-01", "call: [[ada]] moves"),
        ("2025-12-01", "[[bob]]"),
        ("2026-05-01", "coffee with [[ada]]"),
        ("2026-06-01", "[[ada]] and [[bob]]"),
        **ADA,
    )

    section = told(network)["again"]

    assert said(section) == [("ada", "after 3 years, Fri 1 May: in person: coffee with ada")]
    assert section.lines[0].details == ("the time before, Mon 1 May 2023: call: ada moves",)
    assert section.tally == "1 reunion"


def test_the_setting_says_how_long_a_long_quiet_is():
    network = of(("2026-01-01", "[[ada]]"), ("2026-05-01", "[[ada]]"), **ADA)

    assert "again" not in told(network)
    assert "again" in told(network, quiet_days="3 months")


def test_of_many_reunions_each_month_has_one_before_a_second_of_any():
    people = {f"p{n}": f"name: P{n}" for n in range(6)}
    network = of(
        *((f"2023-01-{n + 1:02}", f"[[p{n}]]") for n in range(6)),
        *((f"2026-03-{n + 1:02}", f"[[p{n}]]") for n in range(5)),
        ("2026-08-01", "[[p5]]"),
        **people,
    )

    section = told(network, most=3)["again"]

    assert [line.contact_id for line in section.lines] == ["p0", "p1", "p5"]
    assert section.intro == "3 of 6."


# -- the months ------------------------------------------------------------------------------------


def test_a_month_names_its_people_by_day():
    network = of(
        ("2026-01-03", "[[bob]]"), ("2026-01-09", "[[ada]]"), ("2026-03-01", "[[ada]]"), **ADA
    )

    section = told(network)["months"]

    assert texts(section) == ["January: Bob and Ada", "March: Ada"]
    assert [str(source) for source in section.lines[0].sources] == [
        "Daily/2026-01-03.md:1",
        "Daily/2026-01-09.md:1",
    ]


def test_a_full_month_names_first_whom_no_month_before_has_named():
    people = {f"p{n:02}": f"name: P{n:02}" for n in range(14)}
    everybody = ", ".join(f"[[{key}]]" for key in people)
    network = of(("2026-01-03", everybody), ("2026-02-03", everybody), **people)

    january, february = texts(told(network)["months"])

    assert january == f"January: {', '.join(f'P{n:02}' for n in range(10))} and 4 others"
    assert all(f"P{n:02}" in february for n in range(10, 14))


def test_one_line_of_each_month_is_quoted_as_written_about_somebody_else():
    network = of(
        ("2026-01-03", "[[ada]] sold the boat to her brother"),
        ("2026-02-03", "[[ada]] bought the boat back again today"),
        ("2026-02-09", "[[bob]] whistles when he thinks nobody hears"),
        ("2026-03-01", "[[bob]]"),
        **ADA,
    )

    assert said(told(network)["own_words"]) == [
        ("ada", "Sat 3 Jan: ada sold the boat to her brother"),
        ("bob", "Mon 9 Feb: bob whistles when he thinks nobody hears"),
    ]


# -- how and where ---------------------------------------------------------------------------------


def test_the_channels_and_the_towns_that_lines_name_are_told():
    network = of(
        ("2026-01-03", "lunch with [[ada]] in Lisbon"),
        ("2026-01-04", "call: [[bob]] is in Porto"),
        ("2026-04-04", "lunch with [[bob]], Lisbon in the rain"),
        ("2026-05-04", "lunch with [[bob]] at home in Graz"),
        ada="name: Ada\ncity: Lisbon",
        bob="name: Bob\ncity: Porto",
        nora="me: true\ncity: Graz",
        cleo="city: Graz",
    )

    section = told(network)["ways"]

    assert texts(section) == [
        "You were in touch in person on 3 days and by call on 1 day.",
        "Your lines name Lisbon (January and April).",
    ]
    assert section.lines[1].details == (
        "a guess: towns of your contacts, named where you met somebody",
    )


# -- promises and favours --------------------------------------------------------------------------


def test_promises_kept_are_told_in_both_directions():
    network = network_of(
        today=TODAY,
        ada="---\ntype: person\nname: Ada\n---\n"
        "- [x] send the deck ✅ 2026-02-03\n"
        "- [x] @ada: bring back the drill ✅ 2026-03-04\n"
        "- [x] something of last year ✅ 2025-03-04\n"
        "- [ ] not done yet\n",
    )

    section = told(network)["kept"]

    assert [(line.text, line.details) for line in section.lines] == [
        ("send the deck", ("by you", "Tue 3 Feb")),
        ("bring back the drill", ("by them", "Wed 4 Mar")),
    ]
    assert section.tally == "2 promises kept"


def test_favours_are_told_one_of_each_person_and_direction():
    network = network_of(
        today=TODAY,
        ada="---\ntype: person\nname: Ada\n---\n## Log\n"
        "- 2026-02-03 gave: my old lens\n"
        "- 2026-03-03 gave: a second lens\n"
        "- 2026-04-03 got: three jars of jam\n"
        "- 2026-05-03 asked: whether the lens is sharp\n",
    )

    section = told(network)["favours"]

    assert [(line.text, line.details) for line in section.lines] == [
        ("gave: my old lens", ("from you", "Tue 3 Feb")),
        ("got: three jars of jam", ("for you", "Fri 3 Apr")),
    ]
    assert section.intro == "2 of 4."


# -- the dead, and long ties -----------------------------------------------------------------------


def test_who_died_in_the_year_is_remembered_with_the_last_line():
    network = of(
        ("2026-02-01", "call: [[ada]] counts in Finnish when she is tired"),
        ada="name: Ada\nbirthday: 1931-01-30\ndied: 2026-03-01",
        bob="name: Bob\ndied: 2024-01-01",
    )

    section = told(network)["remembered"]

    assert said(section) == [("ada", "died on Sun 1 Mar, at 95")]
    assert section.lines[0].details == (
        "the last line, Sun 1 Feb 2026: call: ada counts in Finnish when she is tired",
    )


def test_who_died_before_is_remembered_where_a_note_of_the_year_names_them():
    network = of(
        ("2026-05-01", "[[ada]] found the barometer of [[bob]] in the cellar"),
        ("2026-07-01", "[[ada]] and I spoke of [[bob]]"),
        ada="name: Ada",
        bob="name: Bob\ndied: 2024-01-01",
    )

    ((person, text),) = said(told(network)["remembered"])

    assert person == "bob"
    assert text.startswith("named on Fri 1 May")


def test_long_ties_stand_by_the_year_they_began():
    network = of(
        ("2015-05-05", "[[bob]]"),
        ("2026-03-01", "[[ada]], [[bob]] and [[cleo]]"),
        ada="name: Ada\nmet: Delft 2008, one kettle",
        bob="name: Bob",
        cleo="name: Cleo\nmet: 2024",
    )

    section = told(network)["long_ties"]

    assert [(line.contact_id, line.text, line.details) for line in section.lines] == [
        ("ada", "since 2008: 18 years", ("Delft 2008, one kettle",)),
        ("bob", "since 2015: 11 years", ("the first line about them",)),
    ]


# -- who is left out -------------------------------------------------------------------------------


def test_no_line_names_or_counts_a_private_contact():
    network = of(
        ("2025-01-01", "[[wilhelmina]]"),
        ("2026-01-01", "[[wilhelmina]] and [[ada]] ate the last of the cake"),
        ("2026-01-05", "[[wilhelmina]] alone"),
        ("2026-02-01", "call: [[ada]] told me about Wilhelmina and the cake"),
        today=TODAY,
        ada="name: Ada\nmet: through Wilhelmina, 2008",
        wilhelmina="name: Wilhelmina\nprivate: true\ncity: Wilhelminastad",
    )

    for fmt in ("markdown", "html", "terminal", "json"):
        shown = render("year-in-people", network, fmt, plugins=(pnm_year_in_people,))
        assert "ilhelmina" not in shown
    assert told(network)["opening"].lines[0].text == "You were in touch with 1 person, on 2 days."
    assert told(network, include_private=True)["opening"].lines[0].text == (
        "You were in touch with 2 people, on 3 days."
    )


# -- the whole -------------------------------------------------------------------------------------


def test_the_note_is_called_by_the_year_and_not_by_the_day_it_is_made_on():
    network = of(("2025-03-01", "[[ada]]"), **ADA)

    shown = render("year-in-people", network, plugins=(pnm_year_in_people,), given={"year": "2025"})

    assert shown.startswith("# A year in people: 2025\n")


def test_there_is_room_for_what_no_note_says():
    sections = told(of(("2026-03-01", "[[ada]]"), **ADA))

    assert [*sections][-1] == "free"
    assert sections["free"].free


def test_a_section_holds_no_more_lines_than_the_setting_says():
    people = {f"p{n:02}": f"met: in {2000 + n % 9}" for n in range(30)}
    everybody = ", ".join(f"[[{key}]]" for key in people)
    network = of(("2026-03-01", everybody), **people)

    assert len(told(network)["long_ties"].lines) == 12
    assert len(told(network, most=3)["long_ties"].lines) == 3


def test_the_order_of_the_notes_does_not_matter():
    notes = [
        ("2023-01-03", "[[ada]]"),
        ("2026-01-03", "lunch with [[bob]] and [[ada]]"),
        ("2026-01-03", "call: [[bob]]"),
        ("2026-05-03", "letter: [[cleo]] writes about the long winter there"),
    ]
    people = {**ADA, "cleo": "died: 2026-06-01"}
    one = of(*notes, **people)
    other = of(*[notes[3], notes[1], notes[2], notes[0]], **dict(reversed(people.items())))

    assert [*told(one).values()] == [*told(other).values()]


def test_no_key_is_used_twice():
    network = of(*many(2024, 7, 30), *many(2026, 9, 40), **{f"p{n}": "met: 2001" for n in range(9)})

    keys = [line.key for section in told(network).values() for line in section.lines]

    assert len(keys) == len(set(keys)) > 20


def test_a_hostile_line_does_nothing():
    network = of(
        ("2026-03-01", "[[ada]] <script>alert(1)</script> [x](javascript:alert(1))"), **ADA
    )

    assert "<script>alert" not in render(
        "year-in-people", network, "html", plugins=(pnm_year_in_people,)
    )
    assert "](javascript" not in render("year-in-people", network, plugins=(pnm_year_in_people,))


def test_three_thousand_contacts_take_a_moment():
    people = {f"p{n}": f"name: Person {n}\nmet: {2000 + n % 25}" for n in range(3000)}
    notes = [
        (
            f"{2025 + n % 2}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            f"call: [[p{n % 3000}]] said {n} things",
        )
        for n in range(9000)
    ]
    network = of(*notes, **people)

    start = time.perf_counter()
    sections = told(network)

    assert time.perf_counter() - start < 5
    assert dict(sections["opening"].lines[0].values)["people"] > 1000


def test_another_report_is_none_of_its_business():
    (report,) = ask(pnm_year_in_people, "pnm_reports")
    other = replace(report, name="weekly-review")
    network = of(("2026-03-01", "[[ada]]"), **ADA)

    assert ask(pnm_year_in_people, "pnm_sections", network, report=other) == ()


def test_each_year_becomes_a_note_of_its_own(vault_of):
    vault = vault_of(
        {"People/Ada.md": "---\ntype: person\n---\n## Log\n- 2025-02-03 call: the boat\n"},
        plugins=(pnm_year_in_people,),
    )

    done = vault.run("report", "year-in-people", "year=2025", "--json", today=TODAY)
    assert json.loads(done.out)["sections"][0]["title"] == "2025"
    vault.untouched()
    vault.run("report", "year-in-people", "2025", "--write", today=TODAY)
    vault.run("report", "year-in-people", "--write", today=TODAY)

    assert sorted(path.name for path in (vault.root / "Reviews").iterdir()) == [
        "2025 in people.md",
        "2026 in people.md",
    ]


@pytest.mark.parametrize("typed", ["year=0", "year=10000", "year=25", "soon"])
def test_what_is_no_year_is_told_and_nothing_is_printed(vault_of, typed):
    vault = vault_of({}, plugins=(pnm_year_in_people,), today=TODAY)
    done = vault.run("report", "year-in-people", typed)

    assert (done.code, done.out) == (2, "")
    assert "is not a whole number from 1000 to 9999, for year of year-in-people" in done.err
    assert "mend: year=N: which year: 2025; by default the running one" in done.err
