"""The city visit: who is where the user will be."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date

import pytest

import pnm_city_visit as plugin
from pnm.api import Report, Source
from pnm.testing import ask, network_of, render

TODAY = date(2026, 11, 16)


def network(*, notes=None, today=TODAY, config=None, **people):
    return network_of(notes, today=today, config=config, plugins=(plugin,), **people)


def person(front, *log, body=""):
    lines = "".join(f"- {line}\n" for line in log)
    return f"---\ntype: person\n{front}\n---\n{body}\n\n## Log\n{lines}"


def sections(vault, city="Lisbon", first="", until="", **settings):
    (report,) = ask(plugin, "pnm_reports")
    given = {"city": (city,), "from": (first,) * bool(first), "until": (until,) * bool(until)}
    answers = ask(
        plugin, "pnm_sections", vault, report=replace(report, given=given), settings=settings
    )
    return {section.id: section for section in sorted(answers, key=lambda row: row.order)}


def people(found, *groups):
    """Return who stands in the groups by when they were seen."""
    groups = groups or ("long", "year", "lately", "never")
    return [line.contact_id for key in groups if key in found for line in found[key].lines]


def texts(section):
    return [line.text for line in section.lines]


VAULT = {
    "ana": person(
        'name: Ana\ncity: Lisbon\nbirthday: 1988-11-20\nfriend: "[[rui]]"\n'
        "asks: [a desk]\noffers: [intros to museums, bread]",
        "2026-07-12 call: her father is better",
        "2025-05-17 visit: the ferry four times",
        body="- [ ] draw her the figure 📅 2026-11-30",
    ),
    "rui": person(
        "name: Rui\ncity: Lisbon",
        "2026-10-30 lunch: with [[ana]]",
        "2026-11-19 dinner: at his place",
    ),
    "tia": person("name: Tia\ncity: Lisbon", "2026-06-01 call: wants us to come"),
    "eva": person("name: Eva\ncity: Porto", "2026-10-01 call: moves to Lisbon in spring"),
    "me": "me: true\nname: Nora\ncity: Trieste",
}


# -- all of it -----------------------------------------------------------------------------------


def test_a_visit_says_who_is_there_and_what_is_open():
    given = {"city": "Lisbon", "from": "2026-11-18", "until": "2026-11-22"}

    assert (
        render("city-visit", network(**VAULT), plugins=(plugin,), given=given)
        == """\
# City visit: Lisbon, 16 November 2026

3 people in Lisbon, 1 birthday, 1 open promise.

## Seen in the last three months

Wed 18 Nov to Sun 22 Nov.

- [ ] [[ana|Ana]] — seen 2 weeks ago, on Fri 30 Oct: with ana · turns 38 on Fri 20 Nov · \
1 open promise · looks for: a desk · offers: intros to museums, bread
- [ ] [[rui|Rui]] — seen 2 weeks ago, on Fri 30 Oct: with ana · planned for Thu 19 Nov

## Not yet met in person, as far as your notes say

- [ ] [[tia|Tia]] — call 6 months ago, on Mon 1 Jun: wants us to come

## While you are there

- [[ana|Ana]] — turns 38 on Fri 20 Nov
- [[rui|Rui]] — planned for Thu 19 Nov: at his place

## Open with them

- [ ] [[ana|Ana]] — you promised: draw her the figure · due on Mon 30 Nov

## Who knows whom there

- [[ana|Ana]] — friend Rui; met together on Fri 30 Oct

## Your notes also speak of Lisbon

- [[eva|Eva]] — call, Thu 1 Oct: moves to Lisbon in spring
"""
    )


def test_the_sections_stand_in_a_lasting_order():
    found = sections(network(**VAULT), first="2026-11-18")

    assert {key: section.order for key, section in found.items()} == {
        "lately": 24,
        "never": 26,
        "dates": 30,
        "open": 40,
        "ties": 50,
        "spoken": 60,
    }


@pytest.mark.parametrize("fmt", ["html", "terminal", "json"])
def test_each_format_tells_the_same(fmt):
    document = render(
        "city-visit", network(**VAULT), fmt, plugins=(plugin,), given={"city": "Lisbon"}
    )

    for told in ("3 people in Lisbon", "wants us to come", "draw her the figure"):
        assert told in " ".join(document.split())


def test_json_has_the_places_and_the_last_day_seen():
    document = render(
        "city-visit", network(**VAULT), "json", plugins=(plugin,), given={"city": "Lisbon"}
    )
    parts = {section["id"]: section for section in json.loads(document)["sections"]}
    (ana, _), (tia,) = parts["lately"]["lines"], parts["never"]["lines"]

    assert ana["values"] == {"seen": "2026-10-30"}
    assert ana["sources"] == [{"path": "ana.md", "line": 4}, {"path": "rui.md", "line": 9}]
    assert (tia["values"], tia["checkbox"], tia["logs"]) == ({"seen": None}, True, True)


def test_the_order_of_the_notes_does_not_matter():
    other = dict(reversed(VAULT.items()))

    assert sections(network(**VAULT)) == sections(network(**other))


def test_a_visit_on_an_earlier_day_knows_nothing_of_later():
    found = sections(network(today=date(2026, 6, 30), **VAULT))

    assert texts(found["long"])[0].startswith("seen 13 months ago, on 17 May 2025")
    assert people(found, "never") == ["rui", "tia"]


def test_another_report_gets_nothing():
    report = Report("weekly-review", "Weekly review", "weekly-review")

    assert ask(plugin, "pnm_sections", network(**VAULT), report=report) == ()


# -- who is there --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "asked"),
    [
        ("city: Göteborg", "goteborg"),
        ("city: LISBON", "Lisbon"),
        ("city: Lisbon, Portugal", "Lisbon"),
        ("city: Lisbon 1200-195", "lisbon"),
        ("city: Lisbon\ncountry: Portugal", "Portugal"),
        ("city: Porto\nregion: Norte", "norte"),
        ('address_home: "Rua A 1, 1200 Lisbon, PT"', "Lisbon"),
        ('city: Porto\naddress_work: "Rua A 1, Lisbon"', "Lisbon"),
        ("city: New York", "new  york"),
        ("city: Lisbon", "Lisbon, Portugal"),
        ("city: 武汉", "武汉"),
    ],
    ids=[
        "without dots",
        "capitals",
        "with a country",
        "with a postal code",
        "the country",
        "the region",
        "an address",
        "an address at work",
        "two words",
        "asked for with its country",
        "another script",
    ],
)
def test_a_place_is_found_however_it_is_written(front, asked):
    assert people(sections(network(ada=front), asked)) == ["ada"]


@pytest.mark.parametrize(
    ("front", "asked"),
    [
        ("city: New York", "York"),
        ("city: Porto\ncountry: Portugal", "Lisbon, Portugal"),
        ("city: Porto\naddress_home: Rua A 1, Lisbon", "Lisbon"),
        ("city: Porto\naddress: Rua A 1, Lisbon", "Lisbon"),
        ("city: Lisbon\ndied: 2025-01-01", "Lisbon"),
        ("city: Lisbon\ndied: true", "Lisbon"),
        ("city: Lisbon\npaused: true", "Lisbon"),
        ("city: Lisbon\nprivate: true", "Lisbon"),
        ("city: Lisbon\nme: true", "Lisbon"),
        ('city: Porto\nfriend: "[[Lisbon]]"', "Lisbon"),
    ],
    ids=[
        "a longer name",
        "another city of the country",
        "moved away",
        "an old address",
        "dead",
        "dead on an unknown day",
        "paused",
        "private",
        "the owner",
        "known only by a link",
    ],
)
def test_who_is_not_there_is_left_out(front, asked):
    found = sections(network(ada=front), asked)

    assert people(found) == []
    assert texts(found["nobody"])[0] == f"No note says that anybody lives in {asked}."


def test_who_works_there_is_there():
    vault = network(
        notes={"Organisations/Tide Mill.md": "---\ncity: Lisbon\naliases: [TM]\n---\n"},
        ada='organization: "[[Tide Mill]]"\ncity: Porto',
        bob="company: TM",
        eve="company: Tide Millers",
    )
    found = sections(vault)["never"]

    assert [(line.contact_id, line.details) for line in found.lines] == [
        ("ada", ("lives in Porto, works at Tide Mill",)),
        ("bob", ("works at TM",)),
    ]
    assert found.lines[0].sources == (Source("ada.md", 3),)


def test_a_meeting_in_a_city_puts_no_employer_there():
    vault = network(
        notes={
            "2026-11-10 Fair.md": "---\ntype: meeting\ndate: 2026-11-10\nlocation: Lisbon\n---\n"
        },
        ada="company: Fair",
    )

    assert people(sections(vault)) == []


def test_two_names_of_one_place_may_be_set():
    vault = network(ada="city: Wien", bob="city: Vienna")

    assert people(sections(vault, "Vienna", same_place=["Vienna = Wien = Bécs"])) == ["ada", "bob"]
    assert people(sections(vault, "Becs", same_place=["Vienna = Wien = Bécs"])) == ["ada", "bob"]


def test_near_spellings_are_told_as_such():
    found = sections(network(ada="city: Lisbon", bob="city: Rome"), "Lisboa")

    assert texts(found["nobody"]) == ["No note says that anybody lives in Lisboa."]
    assert [(line.contact_id, line.text) for line in found["near"].lines] == [("ada", "Lisbon")]


def test_where_nothing_is_near_the_places_are_named_that_are_known():
    vault = network(
        ada="city: Lisbon", bob="city: Rome", eve="city: rome", sam="city: Oslo\nprivate: true"
    )

    assert texts(sections(vault, "Umeå")["nobody"]) == [
        "No note says that anybody lives in Umeå.",
        "The places that your notes name: Rome (2), Lisbon (1)",
    ]


def test_an_empty_vault_says_that_nobody_is_there():
    found = sections(network())

    assert (list(found), found["nobody"].tally) == (
        ["nobody"],
        "Nobody in Lisbon, as far as your notes say",
    )


def test_at_home_those_across_the_table_are_left_out():
    vault = network(
        me="me: true\ncity: Lisbon", ada="city: Lisbon\ncontact_every: never", bob="city: Lisbon"
    )

    assert people(sections(vault)) == ["bob"]


def test_elsewhere_even_those_who_are_never_asked_for_are_named():
    vault = network(me="me: true\ncity: Rome", ada="city: Lisbon\ncontact_every: never")

    assert people(sections(vault)) == ["ada"]


# -- groups --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("2026-11-01 lunch: soup", "lately"),
        ("2026-08-16 lunch: soup", "lately"),
        ("2026-08-15 lunch: soup", "year"),
        ("2025-11-16 lunch: soup", "year"),
        ("2025-11-15 lunch: soup", "long"),
        ("2026-11-01 call: hello", "never"),
    ],
    ids=["now", "three months", "more", "a year", "more than a year", "only a call"],
)
def test_people_are_grouped_by_when_they_were_seen(line, group):
    vault = network(ada=person("city: Lisbon", line))

    assert people(sections(vault), group) == ["ada"]


def test_who_is_closer_comes_first_then_who_was_quiet_longer():
    vault = network(
        ada="city: Lisbon",
        bob=person("city: Lisbon\ncontact_every: 1 month", "2026-10-01 call: x"),
        cid=person("city: Lisbon\ncontact_every: 1 month", "2026-09-01 call: x"),
        dan=person("city: Lisbon\ncontact_every: 1 week", "2026-11-01 call: x"),
    )

    assert people(sections(vault)) == ["dan", "cid", "bob", "ada"]


def test_a_long_group_is_counted():
    vault = network(
        **{f"p{number:02}": f"name: P{number:02}\ncity: Lisbon" for number in range(15)}
    )
    found = sections(vault)["never"]

    assert (len(found.lines), found.intro) == (12, "The first 12 of 15.")
    assert found.tally == "15 people in Lisbon"
    assert len(sections(vault, people=3)["never"].lines) == 3


# -- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "until", "is_told"),
    [
        ("2026-12-01", "2026-12-04", True),
        ("2026-12-04", "2026-12-04", True),
        ("2026-12-05", "2026-12-09", False),
        ("2026-12-09", "2026-12-01", True),
        ("2026-11-28", "", True),
        ("2026-11-26", "", False),
        ("", "2026-12-05", True),
        ("", "", False),
    ],
    ids=["in it", "its only day", "before", "turned round", "a week", "after it", "until", "none"],
)
def test_a_birthday_on_the_days_of_the_visit_is_told(first, until, is_told):
    vault = network(ada="city: Lisbon\nbirthday: 1987-12-04")
    found = sections(vault, first=first, until=until)

    assert ("dates" in found) is is_told
    assert not is_told or texts(found["dates"]) == ["turns 39 on Fri 4 Dec"]


def test_a_birthday_of_the_turn_of_the_year_is_found():
    vault = network(ada="city: Lisbon\nbirthday: --01-02")
    found = sections(vault, first="2026-12-28", until="2027-01-03")

    assert texts(found["dates"]) == ["birthday on 2 Jan 2027"]


def test_how_long_a_visit_takes_is_a_setting():
    vault = network(ada="city: Lisbon\nbirthday: 1987-12-04")

    assert "dates" in sections(vault, stay="3 weeks")


def test_without_a_day_the_days_to_come_count():
    found = sections(network(ada="city: Lisbon\nbirthday: 1987-11-20"))["dates"]

    assert (found.title, found.intro) == ("In the days to come", "Mon 16 Nov to Mon 23 Nov.")


# -- private -------------------------------------------------------------------------------------


SECRET = {
    "ada": person(
        'name: Ada\ncity: Lisbon\nfriend: "[[sam]]"',
        "2026-10-05 lunch: with [[sam]], all about the boat",
        body="- [ ] bring [[sam]] and her the map",
    ),
    "sam": person("name: Sam Hale\nprivate: true\ncity: Lisbon", "2026-10-20 call: Lisbon is wet"),
    "bob": person("name: Bob\ncity: Rome", "2026-10-21 call: Sam Hale says Lisbon is dear"),
}


def test_a_private_contact_is_neither_named_nor_quoted():
    vault = network(**SECRET)
    document = render("city-visit", vault, "json", plugins=(plugin,), given={"city": "Lisbon"})

    hidden = ("Sam", "sam.md", "boat", "the map", "dear", "wet")
    assert [word for word in hidden if word in document] == []
    assert people(sections(vault)) == ["ada"]


def test_private_contacts_are_told_where_the_settings_say_so():
    found = sections(network(**SECRET), include_private=True)

    assert people(found) == ["ada", "sam"]
    assert [line.contact_id for line in found["spoken"].lines] == ["bob"]


# -- in a vault ----------------------------------------------------------------------------------


def test_the_command_prints_it_and_changes_nothing(vault_of):
    vault = vault_of(
        {f"{name}.md": text for name, text in VAULT.items() if text.startswith("---")},
        plugins=(plugin,),
        today=TODAY,
    )
    done = vault.run("visit", "Lisbon", "from=tomorrow", "until=2026-11-22")

    assert done.code == 0
    assert done.out.startswith("# City visit: Lisbon, 16 November 2026\n")
    assert "Tue 17 Nov to Sun 22 Nov." in done.out
    vault.untouched()


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        (("from=2026-12-28", "until=2027-01-03"), "Mon 28 Dec 2026 to Sun 3 Jan 2027."),
        (("from=2027-01-01", "until=2027-01-04"), "Fri 1 Jan 2027 to Mon 4 Jan 2027."),
    ],
    ids=["over the turn of the year", "next year"],
)
def test_days_that_are_not_all_of_this_year_are_told_with_theirs(vault_of, typed, days):
    vault = vault_of({"ada.md": person("city: Lisbon")}, plugins=(plugin,), today=TODAY)

    assert days in vault.run("visit", "Lisbon", *typed).out


def test_a_last_day_before_the_first_is_told(vault_of):
    vault = vault_of({"ada.md": person("city: Lisbon")}, plugins=(plugin,), today=TODAY)
    done = vault.run("visit", "Lisbon", "from=2027-01-01", "until=2026-01-01")

    assert (done.code, done.out) == (2, "")
    assert "until of city-visit is 2026-01-01, and that is before from, 2027-01-01" in done.err


def test_the_command_asks_where(vault_of):
    vault = vault_of({}, plugins=(plugin,), today=TODAY)

    assert vault.run("visit").code == 2


def test_three_thousand_contacts_take_little_longer():
    rows = {
        f"p{number}": person(
            f'city: {"Lisbon" if number % 3 else "Rome"}\nfriend: "[[p{number // 2}]]"',
            "2026-10-05 call: hello",
            "2026-03-05 lunch: soup",
        )
        for number in range(3000)
    }
    vault = network(**rows)
    start = time.perf_counter()
    found = sections(vault)

    assert found["year"].tally == "2000 people in Lisbon"
    assert time.perf_counter() - start < 5
