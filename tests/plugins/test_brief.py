"""The brief: what to know before meeting somebody, one person or several."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date

import pytest

import pnm_brief as plugin
import pnm_dates
import pnm_keep_in_touch
from pnm.api import Fact, Field, Gathered, Report, Source, hookimpl
from pnm.testing import ask, network_of, render

TODAY = date(2026, 11, 16)

ADA = """---
type: person
name: Ada Byrne
aliases: [Ada, Countess]
city: London
timezone: Europe/London
title: Weaver
organization: "[[Engines]]"
phone: "+44 7700 900100"
email: ada@engines.example
birthday: 1985-12-10
circle: friends
met: Turin 2010, a lecture on looms
spouse: "[[bill]]"
child: "[[cleo]]"
friend: "[[dora]]"
interest: [whist, harps]
asks: [a piano with a soul]
offers: [proofs read]
food: no nuts
---
Counts when she is bored.

- [ ] send her the loom book 📅 2026-11-20
- [ ] @ada: the cards back

## Log
- 2026-10-05 call: the engine runs; she wants to show it in Turin
- 2026-07-01 visit: tea in the garden, [[dora]] came too
- 2026-03-01 letter: nothing new
- 2025-11-20 gave: my old compass
"""
ME = "---\ntype: person\nme: true\nname: Eve\ntimezone: Europe/Rome\ninterest: [harps]\n---\n"
PEOPLE = {
    "ada": ADA,
    "bill": "name: Bill\nbirthday: 1980-01-02",
    "cleo": "name: Cleo\nbirthday: 2015-11-30",
    "dora": "name: Dora Lind\noffers: [harp tuning, two old pianos]",
    "me": ME,
}


def network(*, notes=None, today=TODAY, config=None, **people):
    return network_of(notes, today=today, config=config, plugins=(plugin,), **people)


def person(front, *log, body=""):
    lines = "".join(f"- {line}\n" for line in log)
    return f"---\ntype: person\n{front}\n---\n{body}\n\n## Log\n{lines}"


def sections(vault, *who, gathered=None, **settings):
    (report,) = ask(plugin, "pnm_reports")
    answers = ask(
        plugin,
        "pnm_sections",
        vault,
        report=replace(report, given={"who": who or ("ada",)}),
        gathered=gathered or Gathered(),
        settings=settings,
    )
    return {section.id: section for section in answers}


def texts(section):
    return [line.text for line in section.lines]


def details(section):
    return [line.details for line in section.lines]


# -- all of it -----------------------------------------------------------------------------------


def test_a_brief_says_all_that_is_written():
    assert (
        render("brief", network(**PEOPLE), plugins=(plugin,), given={"who": "ada"})
        == """\
# Before you meet: Ada Byrne, 16 November 2026

Last in touch 6 weeks ago, 2 open promises, birthday in 3 weeks.

## At a glance

- [[ada|Ada Byrne]] — Weaver at Engines · lives in London · also called Countess · circle: friends
- how you met: Turin 2010, a lecture on looms
- time there: 1 hour behind yours · Europe/London
- to reach: +44 7700 900100 · ada@engines.example
- food: no nuts

## Last times

4 days of contact since 20 Nov 2025, about every 3 months.

- Mon 5 Oct, call: the engine runs; she wants to show it in Turin · 6 weeks ago
- Wed 1 Jul, in person with Dora Lind: tea in the garden, dora came too · 5 months ago
- Sun 1 Mar, letter: nothing new · 9 months ago

## Open between you

- [ ] you promised: send her the loom book · due on Fri 20 Nov
- [ ] they promised: the cards back

## Worth coming back to

- she wants to show it in Turin · call, Mon 5 Oct

## Coming dates

- [[cleo|Cleo]] — child; turns 11 on Mon 30 Nov · in 2 weeks
- turns 41 on Thu 10 Dec · in 3 weeks
- [[bill|Bill]] — spouse; turns 47 on 2 Jan 2027 · in 7 weeks

## From the note

- Counts when she is bored.

## Family

- [[bill|Bill]] — spouse · 46 years old
- [[cleo|Cleo]] — child · 10 years old

## Likes and looks for

- likes: whist, harps · you both: harps
- offers: proofs read
- looks for: a piano with a soul · Dora Lind may help: two old pianos

## People you both know

- [[dora|Dora Lind]] — friend; met together on Wed 1 Jul · you were in touch 5 months ago

## Given and received

- 20 Nov 2025: gave: my old compass
"""
    )


def test_the_sections_stand_in_a_lasting_order():
    found = sections(network(**PEOPLE))

    assert {key: section.order for key, section in found.items()} == {
        "who": 10,
        "last": 20,
        "open": 30,
        "ask": 40,
        "dates": 50,
        "note": 60,
        "family": 65,
        "likes": 70,
        "common": 80,
        "favours": 90,
    }


@pytest.mark.parametrize("fmt", ["html", "terminal", "json"])
def test_each_format_tells_the_same(fmt):
    document = render("brief", network(**PEOPLE), fmt, plugins=(plugin,), given={"who": "ada"})

    for told in ("Weaver at Engines", "send her the loom book", "1 hour behind yours"):
        assert told in document


def test_json_has_the_places_and_the_keys_of_promises():
    document = render("brief", network(**PEOPLE), "json", plugins=(plugin,), given={"who": "ada"})
    parts = {section["id"]: section for section in json.loads(document)["sections"]}
    mine, theirs = parts["open"]["lines"]

    assert mine["sources"] == [{"path": "ada.md", "line": 24}]
    assert (mine["checkbox"], mine["values"]) == (True, {"mine": True})
    assert mine["key"] != theirs["key"]
    assert parts["last"]["lines"][0]["values"] == {"day": "2026-10-05", "channel": "call"}


def test_every_line_that_rests_on_a_note_names_its_place():
    found = sections(network(**PEOPLE))

    for key in set(found) - {"who"}:
        assert all(line.sources for line in found[key].lines), key


def test_the_order_of_the_notes_does_not_matter():
    other = dict(reversed(PEOPLE.items()))

    assert sections(network(**PEOPLE)) == sections(network(**other))


def test_a_brief_of_an_earlier_day_knows_nothing_of_later():
    found = sections(network(today=date(2026, 6, 1), **PEOPLE))

    assert texts(found["last"])[0] == "Sun 1 Mar, letter: nothing new"
    assert found["who"].tally == "Last in touch 3 months ago"
    assert texts(found["open"])[2:] == [
        "planned for Wed 1 Jul, in person: tea in the garden, dora came too"
    ]


def test_who_is_not_there_is_left_out():
    assert sections(network(), "nobody") == {}


def test_the_only_person_of_a_vault_has_a_brief():
    found = sections(network(ada="name: Ada"))

    assert list(found) == ["who"]
    assert found["who"].tally == "Not in touch yet"


def test_another_report_gets_nothing():
    report = Report("weekly-review", "Weekly review", "weekly-review")

    assert ask(plugin, "pnm_sections", network(**PEOPLE), report=report) == ()


# -- at a glance ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "mine", "said"),
    [
        ("Asia/Shanghai", "Europe/Rome", ["time there: 7 hours ahead of yours"]),
        ("Asia/Kolkata", "Europe/Rome", ["time there: 4 hours and 30 minutes ahead of yours"]),
        ("Europe/Berlin", "Europe/Rome", []),
        ("Asia/Shanghai", "", ["time there: UTC+8"]),
        ("America/St_Johns", "", ["time there: UTC-3:30"]),
        ("Middle/Earth", "Europe/Rome", []),
        ("../../etc/passwd", "Europe/Rome", []),
        ("CET or so", "Europe/Rome", []),
    ],
    ids=["ahead", "half an hour", "same", "mine unknown", "west", "no zone", "a path", "words"],
)
def test_the_time_there_is_told_where_the_zone_is_known(theirs, mine, said):
    vault = network(ada=f"timezone: {theirs}", me=f"me: true\ntimezone: {mine}")
    found = sections(vault)["who"]

    assert [text for text in texts(found) if text.startswith("time there")] == said


def test_summer_time_counts_on_the_day_of_the_meeting():
    people = {"ada": "timezone: America/New_York", "me": "me: true\ntimezone: Europe/Rome"}

    assert "time there: 6 hours behind yours" in texts(sections(network(**people))["who"])
    # The clocks change two weeks earlier over there.
    between = network(today=date(2026, 3, 20), **people)
    assert "time there: 5 hours behind yours" in texts(sections(between)["who"])


def test_ones_own_family_is_told_what_they_are():
    vault = network(me='me: true\nmother: "[[ada]]"', ada="name: Ada\ncity: London")

    assert texts(sections(vault)["who"])[0] == "your mother · lives in London"


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("title: Weaver\ncompany: Engines", "Weaver at Engines"),
        ("company: Engines", "works at Engines"),
        ("title: Weaver", "Weaver"),
        ("city: York\ncountry: England", "lives in York, England"),
    ],
    ids=["both", "employer", "role", "place"],
)
def test_role_employer_and_place_make_one_line(front, said):
    assert texts(sections(network(ada=front))["who"])[0] == said


def test_how_you_met_names_who_introduced_you():
    vault = network(ada='introduced_by: "[[dora]]"\nmet: 2024-05-02', dora="name: Dora")

    assert "how you met: 2 May 2024; introduced by Dora" in texts(sections(vault)["who"])


def test_keys_about_the_note_itself_are_not_told():
    vault = network(ada="name: Ada\nmodified: 2026-01-01\nblog_photo: x\ncover: y\nshoe_size: 38")

    assert texts(sections(vault)["who"])[1:] == ["blog photo: x", "shoe size: 38"]


def test_somebody_known_only_by_links_has_a_short_brief():
    vault = network(ada='friend: "[[Zed Olsen]]"')
    found = sections(vault, "link:Zed Olsen")

    assert details(found["who"]) == [("known by links only, there is no note of their own",)]
    assert [line.contact_id for line in found["common"].lines] == ["ada"]


# -- times ---------------------------------------------------------------------------------------


def test_two_notes_of_one_day_tell_one_time():
    vault = network(
        notes={"Daily/2026-11-10.md": "Lunch with [[ada]] by the river"},
        ada=person("name: Ada", "2026-11-10 lunch: she sold the boat"),
    )
    (line,) = sections(vault)["last"].lines

    assert line.text.startswith("Tue 10 Nov, in person: ")
    assert line.details[0] == "6 days ago"
    assert len(line.details) == 2
    assert [source.path for source in line.sources] == ["Daily/2026-11-10.md", "ada.md"]


def test_two_channels_of_one_day_are_two_times():
    vault = network(ada=person("name: Ada", "2026-11-10 call: early", "2026-11-10 lunch: later"))

    assert len(sections(vault)["last"].lines) == 2


def test_the_number_of_talks_is_a_setting():
    found = sections(network(**PEOPLE), talks=1)

    assert texts(found["last"]) == [
        "Mon 5 Oct, call: the engine runs; she wants to show it in Turin"
    ]


# -- worth coming back to ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "all well; she may go to Udine for a year, not decided",
            "she may go to Udine for a year, not decided",
        ),
        ("tea. He hopes for a grant in Vienna", "He hopes for a grant in Vienna"),
        ("he moved his knight, I have not answered", "he moved his knight, I have not answered"),
        ("she wants to learn the harp! Rain", "she wants to learn the harp!"),
        ("looking for a flat near the sea", "looking for a flat near the sea"),
        ("rock; she had an offer from Oslo", "she had an offer from Oslo"),
        ("the snow held. / She will come in May", "She will come in May"),
    ],
    ids=["may", "hopes", "I have not", "wants", "looking for", "an offer", "two lines"],
)
def test_what_a_line_leaves_open_is_quoted(written, told):
    vault = network(ada=person("name: Ada", f"2026-10-05 call: {written}"))

    assert texts(sections(vault)["ask"]) == [told]


@pytest.mark.parametrize(
    "written",
    ["rain all day", "Will came along", "in May we went to Turin", "the will of her aunt."],
    ids=["nothing", "a name", "a month", "a noun"],
)
def test_what_is_not_open_is_not_asked_about(written):
    vault = network(ada=person("name: Ada", f"2026-10-05 call: {written}"))

    assert "ask" not in sections(vault)


@pytest.mark.parametrize(
    ("day", "is_told"),
    [("2026-10-05", True), ("2026-05-05", False)],
    ids=["of this season", "long over"],
)
def test_what_was_near_then_is_old_news_after_a_season(day, is_told):
    vault = network(ada=person("name: Ada", f"{day} call: the exam is on Tuesday"))

    assert ("ask" in sections(vault)) is is_told


def test_a_later_line_that_comes_back_to_it_is_told_beside():
    vault = network(
        ada=person(
            "name: Ada",
            "2026-11-02 call: keeps the dinghy after all",
            "2026-09-05 call: wants to sell the dinghy",
        )
    )

    assert details(sections(vault)["ask"]) == [
        ("call, Sat 5 Sep", "then, Mon 2 Nov: keeps the dinghy after all")
    ]


def test_words_of_another_language_may_be_set():
    vault = network(ada=person("name: Ada", "2026-10-05 call: sie sucht noch ein Klavier"))

    assert "ask" not in sections(vault)
    assert texts(sections(vault, ask_words=["sucht"])["ask"]) == ["sie sucht noch ein Klavier"]


# -- since then ----------------------------------------------------------------------------------


def test_a_birthday_since_the_last_time_is_told():
    vault = network(ada=person("name: Ada\nbirthday: 1985-10-20", "2026-10-05 call: hello"))
    found = sections(vault)["since"]

    assert (found.title, texts(found)) == ("Since then, 6 weeks", ["turned 41 on Tue 20 Oct"])


def test_what_others_said_of_them_is_told():
    vault = network(
        ada=person("name: Ada Byrne", "2026-10-05 call: hello"),
        bob=person("name: Bob", "2026-10-20 call: Ada Byrne has a new dog", "2026-09-01 call: Ada"),
    )

    assert texts(sections(vault)["since"]) == ["Bob, Tue 20 Oct: Ada Byrne has a new dog"]


def test_a_name_that_two_people_have_tells_of_neither():
    vault = network(
        ada=person("name: Ada Byrne\naliases: [Ada]", "2026-10-05 call: hello"),
        twin="name: Ada Cole\naliases: [Ada]",
        bob=person("name: Bob", "2026-10-20 call: Ada has a new dog"),
    )

    assert "since" not in sections(vault)


def test_a_dated_line_that_is_no_contact_is_news():
    vault = network(
        ada=(
            "---\ntype: person\nname: Ada\n---\n## Log\n- 2026-10-05 call: hello\n\n"
            "## Life events\n- 2026-10-30 new job at the mint\n- 2026-02-01 moved to York\n"
        )
    )

    assert texts(sections(vault)["since"]) == ["Fri 30 Oct: new job at the mint"]


def test_a_death_in_the_family_is_told():
    vault = network(
        ada=person('name: Ada\nmother: "[[mum]]"', "2026-10-05 call: hello"),
        mum="name: Maud\ndied: 2026-10-30",
    )
    (line,) = sections(vault)["since"].lines

    assert (line.contact_id, line.text) == ("mum", "mother; died on Fri 30 Oct")


# -- open, dates, family -------------------------------------------------------------------------


def test_a_promise_of_another_is_told_as_theirs():
    vault = network(
        notes={"Daily/2026-11-01.md": "- [ ] @bob: send [[ada]] and me the map [[bob]]"},
        ada="name: Ada",
        bob="name: Bob",
    )
    (line,) = sections(vault)["open"].lines

    assert line.text.startswith("Bob promised: ")


def test_what_is_due_is_told_with_its_reason():
    vault = network_of(
        today=TODAY,
        plugins=(plugin,),
        ada=person("name: Ada\ncontact_every: 2 weeks", "2026-10-05 call: hello"),
    )
    found = ask(pnm_keep_in_touch, "pnm_reminders", vault)
    gathered = Gathered(tuple(("keep_in_touch", row) for row in found))
    (line,) = sections(vault, gathered=gathered)["open"].lines

    assert line.text == "quiet for 6 weeks"
    assert line.details == ("you wished every 2 weeks",)


def test_dates_of_other_plugins_are_not_told_twice():
    vault = network(ada="name: Ada\nbirthday: 1985-11-20")
    found = ask(pnm_dates, "pnm_reminders", vault)
    gathered = Gathered(tuple(("dates", row) for row in found))

    assert texts(sections(vault, gathered=gathered)["dates"]) == ["turns 41 on Fri 20 Nov"]


@pytest.mark.parametrize(
    ("birthday", "told", "tally"),
    [
        ("1985-11-16", "turns 41 on Mon 16 Nov", "birthday today"),
        ("--11-20", "birthday on Fri 20 Nov", "birthday in 4 days"),
        ("1985-11-15", None, ""),
        ("1985", None, ""),
        ("1984-02-29", None, ""),
    ],
    ids=["today", "no year", "yesterday", "no day", "far off"],
)
def test_a_birthday_comes_with_its_years_where_they_are_known(birthday, told, tally):
    found = sections(network(ada=f"birthday: {birthday}"))

    assert texts(found["dates"]) == [told] if told else "dates" not in found
    assert not told or found["dates"].tally == tally


def test_how_far_ahead_is_a_setting():
    vault = network(ada="birthday: 1985-05-10")

    assert "dates" not in sections(vault)
    assert texts(sections(vault, ahead="1 year")["dates"]) == ["turns 42 on 10 May 2027"]


def test_the_anniversary_of_a_death_in_the_family_is_told():
    vault = network(ada='mother: "[[mum]]"', mum="name: Maud\ndied: 2024-11-22")

    assert texts(sections(vault)["dates"]) == ["mother; 2 years since they died, on Sun 22 Nov"]


def test_children_have_ages_only_where_a_year_is_known():
    vault = network(
        ada='children: ["[[cleo]]", "[[dan]]", "[[Fay]]"]',
        cleo="name: Cleo\nbirthday: 2015-11-30",
        dan="name: Dan\nbirthday: --03-03",
    )

    assert [(line.contact_id, line.text) for line in sections(vault)["family"].lines] == [
        ("cleo", "child · 10 years old"),
        ("dan", "child"),
        ("link:Fay", "child"),
    ]


def test_family_in_plain_text_is_told_as_it_is_written():
    vault = network(ada="children: Mila and Tom, twins")

    assert texts(sections(vault)["family"]) == ["child: Mila and Tom, twins"]


# -- the dead, the private -----------------------------------------------------------------------


def test_the_dead_are_remembered_and_asked_for_nothing():
    vault = network(
        ada=person(
            "name: Ada\nbirthday: 1931-12-10\ndied: 2024-11-22\nphone: 0611",
            "2024-11-10 call: she wants to give me the barometer",
            body="- [ ] return the book",
        )
    )
    found = sections(vault)

    assert found["who"].tally == "In memory"
    assert texts(found["who"]) == ["", "died on 22 Nov 2024, at 92"]
    assert texts(found["dates"]) == ["2 years since they died, on Sun 22 Nov"]
    assert not {"ask", "since"} & set(found)


SECRET = {
    "ada": person(
        'name: Ada Byrne\nfriend: "[[sam]]"\nbirthday: 1985-10-20',
        "2026-10-05 lunch: with [[sam]], all about the boat",
        "2026-09-05 call: she wants to visit Sam Hale",
        body="Lives above Sam Hale.\n\n- [ ] bring [[sam]] and her the map",
    ),
    "sam": person("name: Sam Hale\nprivate: true", "2026-10-20 call: Ada Byrne is ill"),
}


def test_a_private_contact_is_neither_named_nor_quoted():
    document = render("brief", network(**SECRET), "json", plugins=(plugin,), given={"who": "ada"})

    hidden = ("Sam", "sam", "boat", "the map", "is ill")
    assert [word for word in hidden if word in document] == []


def test_private_contacts_are_told_where_the_settings_say_so():
    found = sections(network(**SECRET), include_private=True)

    assert (
        texts(found["last"])[0]
        == "Mon 5 Oct, in person with Sam Hale: with sam, all about the boat"
    )
    assert texts(found["note"]) == ["Lives above Sam Hale."]
    assert [line.contact_id for line in found["common"].lines] == ["sam"]


def test_naming_a_private_contact_is_asking_for_them():
    found = sections(network(**SECRET), "sam")

    assert texts(found["last"])[0] == "Tue 20 Oct, call: Ada Byrne is ill"


def test_what_a_private_note_says_is_not_told():
    vault = network(
        notes={"Daily/2026-11-10.md": "---\nprivate: true\n---\nDinner with [[ada]], secrets"},
        ada=person("name: Ada", "2026-10-05 call: hello"),
    )
    found = sections(vault)

    assert found["who"].tally == "Last in touch 6 weeks ago"
    assert texts(found["last"]) == ["Mon 5 Oct, call: hello"]


# -- several -------------------------------------------------------------------------------------


def test_several_people_have_a_group_each_and_what_joins_them():
    vault = network(
        ada=person(
            'name: Ada\ncity: York\nfriend: "[[bob]]"\ninterest: [harps]',
            "2026-07-01 visit: tea with [[bob]] and [[eve]]",
        ),
        bob="name: Bob\ncity: york\ninterest: [Harps, rain]",
        eve="name: Eve",
    )
    found = sections(vault, "ada", "bob", "ada")

    assert [(key, section.title, section.order) for key, section in found.items()] == [
        ("together", "What joins them", 5),
        ("who:ada", "Ada", 110),
        ("last:ada", "Ada: last times", 120),
        ("likes:ada", "Ada: likes and looks for", 170),
        ("common:ada", "Ada: people you both know", 180),
        ("who:bob", "Bob", 210),
        ("last:bob", "Bob: last times", 220),
        ("likes:bob", "Bob: likes and looks for", 270),
        ("common:bob", "Bob: people you both know", 280),
    ]
    assert texts(found["together"]) == [
        "friend Bob; met together on Wed 1 Jul",
        "Ada and Bob live in York",
        "Ada and Bob like harps",
        "Eve knows both",
    ]
    assert found["who:bob"].values == {"part": "who", "person": "bob"}


def test_people_who_have_nothing_in_common_are_said_to():
    found = sections(network(ada="name: Ada", bob="name: Bob"), "ada", "bob")

    assert texts(found["together"]) == ["Your notes do not say that any of them know each other."]


# -- in a vault ----------------------------------------------------------------------------------


def test_the_command_prints_it_and_changes_nothing(vault_of):
    vault = vault_of(
        {"People/Ada.md": ADA, "People/bill.md": "---\ntype: person\n---\n"},
        plugins=(plugin,),
        today=TODAY,
    )
    done = vault.run("brief", "Countess")

    assert done.code == 0
    assert done.out.startswith("# Before you meet: Ada Byrne, 16 November 2026\n")
    assert "- Counts when she is bored." in done.out
    vault.untouched()


@pytest.mark.parametrize(
    ("names", "code"), [((), 2), (("Zacharias",), 3)], ids=["nobody", "a stranger"]
)
def test_who_is_meant_must_be_known(vault_of, names, code):
    vault = vault_of({"People/Ada.md": ADA}, plugins=(plugin,), today=TODAY)

    assert vault.run("brief", *names).code == code


def test_three_thousand_contacts_take_little_longer():
    people = {
        f"p{number}": person(
            f'name: Person {number}\nfriend: "[[p{number // 2}]]"\noffers: [a hand with {number}]',
            "2026-10-05 call: hello",
            "2026-03-05 lunch: soup",
        )
        for number in range(3000)
    }
    vault = network(**people)
    start = time.perf_counter()
    found = sections(vault, "p7", "p14")

    assert "who:p7" in found
    assert time.perf_counter() - start < 5


def test_remarks_are_read_out_of_a_note_without_log_and_lists():
    vault = network(
        ada=(
            "---\ntype: person\nname: Ada\n---\nTwo lines\nof one remark.\n\n> a quote\n\n"
            "#person #friend\n\nTall. #climbing\n\n## People\n- [[bob]] - a friend\n\n"
            "## Health\n- no salt\n\n"
            "- [ ] a task\n\n## Log\n- 2026-10-05 call: hello\n"
        ),
        bob="name: Bob",
    )
    found = sections(vault)["note"]

    assert texts(found) == [
        "Two lines of one remark.",
        "a quote",
        "Tall.",
        "Health: no salt",
    ]
    assert found.lines[0].sources == (Source("ada.md", 5),)


class Shoes:
    """A plugin with fields and facts of its own."""

    @staticmethod
    @hookimpl
    def pnm_fields():
        yield Field("shoe_size", "the size", "number", ("shoes",))
        yield Field("likes", "what they like", "list")

    @staticmethod
    @hookimpl
    def pnm_facts(note):
        yield from (Fact("shoes", row.line) for row in note.lines if "boots" in row.text)


def test_what_another_plugin_reads_out_of_the_note_is_told_once():
    vault = network_of(
        today=TODAY,
        plugins={"brief": plugin, "shoes": Shoes},
        ada=person("shoes: 38\nlikes: [rain]\nfood: no nuts", body="Wants boots.\n\n> Never late."),
    )
    found = sections(vault)

    assert texts(found["who"])[1:] == ["shoe size: 38", "food: no nuts"]
    assert texts(found["note"]) == ["Never late."]
    assert "likes: rain" in texts(sections(vault, leave_out=[])["who"])


def test_another_note_that_is_shown_in_this_one_is_no_remark():
    body = "Never late.\n\n## Meetings\n![[Meetings.base]]\n"

    assert texts(sections(network(ada=person("name: Ada", body=body)))["note"]) == ["Never late."]
