"""Lost touch: who was close or often met and has gone quiet, each with an occasion to write."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

import pnm_lost_touch as plugin
from pnm.api import Report
from pnm.testing import ask, network_of, render

TODAY = date(2026, 11, 16)
CIRCLES = '[circles.friends]\nevery = "6 weeks"\n\n[circles.clients]\nevery = "8 weeks"\n'


def person(front="", *log, body=""):
    lines = "".join(f"- {line}\n" for line in log)
    return f"---\ntype: person\n{front}\n---\n{body}\n\n## Log\n{lines}"


def talks(last, *, number=6, every=30, text="hello"):
    """Return log lines, the newest first."""
    newest = date.fromisoformat(last)
    days = [newest - timedelta(days=every * back) for back in range(number)]
    return [f"{day} call: {text if day == newest else 'before'}" for day in days]


def sections(vault, since="", **settings):
    (report,) = ask(plugin, "pnm_reports")
    report = replace(report, given={"since": (since,) * bool(since)})
    return ask(plugin, "pnm_sections", vault, report=report, settings=settings)


def lines(vault, since="", **settings):
    return [
        line
        for section in sections(vault, since, **settings)
        for line in section.lines
        if line.contact_id
    ]


def quiet(vault, since="", **settings):
    return [line.contact_id for line in lines(vault, since, **settings)]


def occasion(front="", *, today=TODAY, log=(), body="", notes=None, config=None, **people):
    """Return the occasion to write to somebody who was last called on 2 April."""
    log = (*log, *talks("2026-04-02", number=4))
    ada = person(f"name: Ada\n{front}", *log, body=body)
    vault = network_of(notes, today=today, config=config, ada=ada, **people)
    (line,) = (line for line in lines(vault) if line.contact_id == "ada")
    return line.details[0] if line.values["occasion"] else ""


# -- all of it -----------------------------------------------------------------------------------


def test_the_report_says_who_is_quiet_and_what_might_begin_a_letter():
    vault = network_of(
        today=TODAY,
        config=CIRCLES,
        ada=person(
            "name: Ada\ncircle: friends\ncity: York\nbirthday: 1990-11-30",
            *talks("2026-04-02", text="she sold the boat"),
        ),
        bob=person("name: Bob\nexpertise: [tides]", *talks("2025-03-09", every=10, number=9)),
        eve=person("name: Eve", *talks("2026-11-02")),
    )

    assert (
        render("lost-touch", vault, plugins=(plugin,))
        == """\
# Lost touch, 16 November 2026

2 people gone quiet. About 6 minutes.

## Friends

A short line is enough; what stands beside a name may help to begin it.

- [ ] [[ada|Ada]] — quiet for 7 months; last call on Thu 2 Apr: she sold the boat · \
turns 36 on Mon 30 Nov · before: 6 days of contact in 5 months, about every 4 weeks · York

## Others

- [ ] [[bob|Bob]] — quiet for 20 months; last call on 9 Mar 2025: hello · knows about tides · \
before: 9 days of contact in 3 months, about every 10 days
"""
    )


@pytest.mark.parametrize("fmt", ["html", "terminal", "json"])
def test_each_format_tells_the_same(fmt):
    vault = network_of(today=TODAY, ada=person("name: Ada", *talks("2026-04-02")))
    document = render("lost-touch", vault, fmt, plugins=(plugin,))

    for told in ("quiet for 7 months", "last call on Thu 2 Apr", "6 days of contact"):
        assert told in " ".join(document.split())


def test_json_has_the_numbers_and_no_score():
    vault = network_of(today=TODAY, ada=person("name: Ada", *talks("2026-04-02")))
    document = render("lost-touch", vault, "json", plugins=(plugin,))
    (line,) = json.loads(document)["sections"][0]["lines"]

    assert line["values"] == {
        "quiet_days": 228,
        "usual_days": 30,
        "days_of_contact": 6,
        "last": "2026-04-02",
        "occasion": "",
    }
    assert line["sources"] == [{"path": "ada.md", "line": 8}]
    assert line["why"] == "usually every 4 weeks, now quiet for 7 months"
    assert line["logs"] is True


def test_the_order_of_the_notes_does_not_matter():
    people = {f"p{number}": person("", *talks("2026-03-01")) for number in range(12)}
    other = dict(reversed(people.items()))

    assert sections(network_of(today=TODAY, **people)) == sections(network_of(today=TODAY, **other))


def test_on_an_earlier_day_nobody_was_quiet_yet():
    people = {"ada": person("", *talks("2026-04-02"))}

    assert quiet(network_of(today=date(2026, 7, 1), **people)) == []
    assert quiet(network_of(today=date(2026, 8, 20), **people)) == ["ada"]


def test_what_was_said_later_ends_the_quiet():
    log = ("2026-11-01 mail: there you are", *talks("2026-04-02"))

    assert quiet(network_of(today=TODAY, ada=person("", *log))) == []
    assert quiet(network_of(today=date(2026, 8, 2), ada=person("", *log))) == ["ada"]


def test_an_empty_vault_has_lost_nobody():
    (section,) = sections(network_of(today=TODAY))

    assert (section.id, section.tally) == ("nobody", "Nobody has gone quiet")
    assert [line.text for line in section.lines] == [
        "Nobody whom you met often has been quiet for 4 months or more."
    ]


def test_another_report_gets_nothing():
    report = Report("weekly-review", "Weekly review", "weekly-review")

    assert ask(plugin, "pnm_sections", network_of(), report=report) == ()


# -- who has gone quiet --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("log", "is_named"),
    [
        (talks("2026-04-02"), True),
        (talks("2026-04-02", number=4), True),
        (talks("2026-04-02", number=3), False),
        (talks("2026-04-02", number=6, every=9), False),
        (talks("2026-07-20"), False),
        (talks("2026-04-02", every=150), False),
        (talks("2025-10-02", every=300, number=3), True),
        (talks("2025-10-02", every=300, number=2), False),
        (talks("2025-12-01", every=300, number=4), False),
    ],
    ids=[
        "monthly, then nothing",
        "four times",
        "three times in two months",
        "six times in one matter",
        "not yet four months",
        "seldom anyway",
        "known for long, a year ago",
        "known for long, but twice only",
        "known for long, less than a year ago",
    ],
)
def test_quiet_is_told_by_what_was_usual(log, is_named):
    assert quiet(network_of(today=TODAY, ada=person("", *log))) == ["ada"] * is_named


@pytest.mark.parametrize(
    "front",
    [
        "died: 2026-05-01",
        "died: true",
        "paused: true",
        "prm-paused: true",
        "snooze_until: 2026-12-01",
        "contact_every: never",
        "contact_every: 1 year",
        "contact_every: 2 months..9 months",
        "private: true",
        "me: true",
    ],
    ids=[
        "dead",
        "dead on an unknown day",
        "paused",
        "paused by another key",
        "snoozed",
        "never",
        "wished yearly",
        "within the longest",
        "private",
        "the owner",
    ],
)
def test_nobody_is_named_whom_the_user_has_silenced(front):
    assert quiet(network_of(today=TODAY, ada=person(front, *talks("2026-04-02")))) == []


def test_a_snooze_that_has_passed_silences_nobody():
    vault = network_of(today=TODAY, ada=person("snooze_until: 2026-11-16", *talks("2026-04-02")))

    assert quiet(vault) == ["ada"]


@pytest.mark.parametrize(
    ("plan", "is_named"), [("2027-02-14", False), ("2027-02-15", True)], ids=["near", "far"]
)
def test_who_has_a_plan_near_is_not_lost(plan, is_named):
    log = (f"{plan} dinner: in York", *talks("2026-04-02"))

    assert quiet(network_of(today=TODAY, ada=person("", *log))) == ["ada"] * is_named


@pytest.mark.parametrize(
    ("config", "front", "me"),
    [
        ('[circles.inner]\nevery = "2 weeks"', "circle: inner", ""),
        (None, "circle: close friends", ""),
        (None, "name: Ada", 'sister: "[[ada]]"'),
        (None, "name: Ada", 'friend: "[[ada]]"'),
    ],
    ids=["a declared circle", "a circle of the note", "family", "a friend"],
)
def test_of_close_people_two_times_are_enough(config, front, me):
    vault = network_of(
        today=TODAY,
        config=config,
        ada=person(front, *talks("2026-04-02", number=2, every=7)),
        bob=person("name: Bob", *talks("2026-04-02", number=2, every=7)),
        me=f"me: true\n{me}",
    )

    assert quiet(vault) == ["ada"]


def test_the_words_for_close_circles_are_a_setting():
    vault = network_of(
        today=TODAY, ada=person("circle: band", *talks("2026-04-02", number=2, every=7))
    )

    assert quiet(vault) == []
    assert quiet(vault, close=["band"]) == ["ada"]


def test_close_people_come_first_then_those_met_most_often():
    vault = network_of(
        today=TODAY,
        config=CIRCLES,
        ada=person("circle: choir", *talks("2026-04-02", number=5)),
        bob=person("circle: choir", *talks("2026-04-02", number=9)),
        eve=person("circle: friends", *talks("2026-04-02", number=4)),
    )

    assert quiet(vault, people=1) == ["eve"]
    assert quiet(vault, people=2) == ["eve", "bob"]


def test_a_sensible_number_is_named_and_the_rest_counted():
    people = {f"p{number:02}": person("", *talks("2026-03-01")) for number in range(12)}
    (section,) = sections(network_of(today=TODAY, **people))

    assert len(section.lines) == 7
    assert section.intro.startswith("The nearest 7 of 12. ")
    assert section.tally == "7 people gone quiet"


def test_how_long_is_quiet_is_a_setting():
    vault = network_of(today=TODAY, ada=person("", *talks("2026-08-10")))

    assert quiet(vault) == []
    assert quiet(vault, quiet="3 months") == ["ada"]


@pytest.mark.parametrize(
    ("since", "named"),
    [
        ("", ["ada", "bob"]),
        ("2026", ["ada"]),
        ("2025", ["ada", "bob"]),
        ("2025-06-02", ["ada"]),
        ("2025-06", ["ada", "bob"]),
        ("1 year", ["ada"]),
        ("2 years", ["ada", "bob"]),
    ],
    ids=["nothing", "a year", "an earlier year", "a day", "a month", "a span", "a longer span"],
)
def test_since_leaves_out_those_who_were_quiet_before(since, named):
    vault = network_of(
        today=TODAY, ada=person("", *talks("2026-04-02")), bob=person("", *talks("2025-06-01"))
    )

    assert quiet(vault, since) == named


@pytest.mark.parametrize("since", ["soon", "0000", "2026-13-45"])
def test_a_since_that_is_no_day_says_what_to_write(since):
    (section,) = sections(network_of(today=TODAY, ada=person("", *talks("2026-04-02"))), since)
    (line,) = section.lines

    assert line.text == f"'{since}' names no day"
    assert line.details[0].startswith("write a year, a day, or a span: since=2024")


# -- groups --------------------------------------------------------------------------------------


GROUPED = {
    "ada": person("circle: [clients, friends]", *talks("2026-04-02")),
    "bob": person("circle: clients", *talks("2025-06-01")),
    "cid": person("circle: choir", *talks("2026-03-02")),
    "dan": person("name: Dan", *talks("2026-03-02")),
}


def test_people_stand_under_the_circle_with_the_shortest_interval():
    found = sections(network_of(today=TODAY, config=CIRCLES, **GROUPED))

    assert [(row.id, row.title, [line.contact_id for line in row.lines]) for row in found] == [
        ("quiet-friends", "Friends", ["ada"]),
        ("quiet-clients", "Clients", ["bob"]),
        ("quiet-choir", "Choir", ["cid"]),
        ("quiet-others", "Others", ["dan"]),
    ]


def test_people_may_be_grouped_by_the_year_of_the_last_contact():
    found = sections(network_of(today=TODAY, config=CIRCLES, **GROUPED), by="year")

    assert [(row.id, [line.contact_id for line in row.lines]) for row in found] == [
        ("quiet-quiet-since-2026", ["ada", "cid", "dan"]),
        ("quiet-quiet-since-2025", ["bob"]),
    ]


def test_where_nobody_has_a_circle_the_years_group():
    vault = network_of(today=TODAY, ada=person("", *talks("2026-04-02")))

    assert [section.title for section in sections(vault)] == ["Quiet since 2026"]


# -- occasions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birthday", "said"),
    [
        ("1990-11-16", "turns 36 on Mon 16 Nov"),
        ("1990-12-16", "turns 36 on Wed 16 Dec"),
        ("--11-30", "birthday on Mon 30 Nov"),
        ("1990-11-10", "turned 36 on Tue 10 Nov"),
        ("1990-12-17", ""),
        ("1990-11-05", ""),
        ("1990", ""),
    ],
    ids=["today", "in a month", "no year", "just over", "later", "long over", "no day"],
)
def test_a_birthday_about_now_is_an_occasion(birthday, said):
    assert occasion(f"birthday: {birthday}") == said


def test_what_was_promised_is_an_occasion():
    assert occasion(body="- [ ] send her the chart") == "you promised: send her the chart"
    assert occasion(body="- [ ] @ada: the book back") == "they promised: the book back"


def test_what_one_looks_for_and_another_offers_is_an_occasion():
    people = {"me": "me: true\nasks: [a bookbinder]\noffers: [a couch with a view]"}

    assert occasion("asks: [a couch for May]", **people) == (
        "looks for a couch for May; you offer a couch with a view"
    )
    assert occasion("offers: [bookbinding]", **people) == (
        "you look for a bookbinder; they offer bookbinding"
    )
    assert occasion("asks: [a piano]", bob="name: Bob\noffers: [two pianos]") == (
        "looks for a piano; Bob offers two pianos"
    )


def test_what_was_about_this_day_of_an_earlier_year_is_an_occasion():
    log = ("2025-11-18 dinner: under the vines",)

    assert occasion(log=log) == "1 year ago these days, on 18 Nov 2025: under the vines"


def test_who_spoke_of_them_since_is_an_occasion():
    bob = person("name: Bob", "2026-09-20 call: saw Ada in York")

    assert occasion(bob=bob) == "Bob, Sun 20 Sep: saw Ada in York"


def test_whom_both_know_is_an_occasion_where_they_were_met_lately():
    bob = person("name: Bob", "2026-11-02 call: hello")
    eve = person("name: Eve", "2026-11-09 call: hello")
    links = 'friend: ["[[bob]]", "[[eve]]"]'

    assert occasion(links, bob=bob) == "you both know Bob (call 2 weeks ago)"
    assert occasion(links, bob=bob, eve=eve) == "you both know Eve (call 7 days ago)"
    assert occasion(links, bob="name: Bob") == ""


def test_what_both_like_comes_before_what_one_likes():
    me = "me: true\ninterest: [harps]"

    assert occasion("interest: [Harps, rain]", me=me) == "you both like Harps"
    assert occasion("interest: [rain]\nexpertise: [tides, law]") == "knows about tides and law"
    assert occasion("interest: [rain]") == "likes rain"


def test_what_nobody_around_knows_is_told_as_such():
    around = {
        f"p{number}": person(f"name: P{number}\nexpertise: [steam]", "2026-11-02 call: hello")
        for number in range(5)
    }

    assert occasion("expertise: [steam engines, libel law]", **around) == (
        "knows about libel law, as nobody you were in touch with lately"
    )
    assert occasion("expertise: [steam engines]", **around) == "knows about steam engines"


def test_what_has_a_day_comes_before_what_has_none():
    body = "- [ ] send her the chart"

    assert occasion("birthday: 1990-11-30", body=body) == "turns 36 on Mon 30 Nov"


def test_an_occasion_names_its_place():
    vault = network_of(today=TODAY, ada=person("birthday: 1990-11-30", *talks("2026-04-02")))
    (line,) = lines(vault)

    assert [str(source) for source in line.sources] == ["ada.md:8", "ada.md:3"]


# -- private -------------------------------------------------------------------------------------


def test_a_private_contact_is_neither_named_nor_quoted():
    vault = network_of(
        today=TODAY,
        ada=person(
            'name: Ada\nfriend: "[[sam]]"\nasks: [a piano]',
            "2026-09-01 paused",
            *talks("2026-04-02", text="with Sam Hale on the boat"),
            body="- [ ] bring [[sam]] and her the map",
        ),
        sam=person(
            "name: Sam Hale\nprivate: true\noffers: [two pianos]",
            "2026-11-02 call: Ada is well",
            *talks("2025-11-14"),
        ),
    )
    document = render("lost-touch", vault, "json", plugins=(plugin,))

    hidden = ("Sam", "sam.md", "boat", "the map", "two pianos", "is well")
    assert [word for word in hidden if word in document] == []


def test_private_contacts_are_told_where_the_settings_say_so():
    vault = network_of(today=TODAY, ada=person("private: true", *talks("2026-04-02")))

    assert quiet(vault, include_private=True) == ["ada"]


# -- in a vault ----------------------------------------------------------------------------------


def test_the_report_is_written_as_a_note_on_which_a_tick_counts(vault_of):
    vault = vault_of(
        {"People/Ada.md": person("name: Ada", *talks("2026-04-02"))},
        plugins=(plugin,),
        today=TODAY,
    )
    done = vault.run("report", "lost-touch", "--write")
    path = "Reviews/Lost touch 2026-11.md"

    assert done.code == 0
    vault.untouched(but=(path,))
    vault.write(path, vault.read(path).replace("- [ ] [[", "- [x] [["))
    assert "Nobody has gone quiet" in vault.run("report", "lost-touch").out


def test_three_thousand_contacts_take_little_longer():
    people = {
        f"p{number}": person(
            f'name: Person {number}\nfriend: "[[p{number // 2}]]"\noffers: [a hand]\nasks: [chart]',
            *talks("2026-04-02"),
        )
        for number in range(3000)
    }
    vault = network_of(today=TODAY, **people)
    start = time.perf_counter()
    found = sections(vault, people=50)

    assert found[0].intro.startswith("The nearest 50 of 3000. ")
    assert time.perf_counter() - start < 5
