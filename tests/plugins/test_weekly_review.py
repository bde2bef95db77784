"""`pnm_weekly_review`: the sections of the review and the checks between notes.

Today is Monday 16 November 2026, in week 2026-W47.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

import pnm_weekly_review
from pnm.api import Diagnostic, Gathered, Report, Severity, Source, Tag
from pnm.testing import ask, network_of, wrong_settings
from pnm_weekly_review import checks as checks_of

TODAY = date(2026, 11, 16)
(REVIEW,) = ask(pnm_weekly_review, "pnm_reports")


def person(head, *log):
    """Return a person's note with log lines."""
    lines = "\n".join(f"- {line}" for line in log)
    return f"---\ntype: person\n{head}\n---\n\n## Log\n{lines}\n"


def network(notes=None, /, *, today=TODAY, config=None, **people):
    return network_of(notes, today=today, config=config, **people)


def sections(net, *, settings=None, gathered=None, report=REVIEW):
    own = {"report": report, "gathered": gathered or Gathered(), "settings": settings or {}}
    found = ask(pnm_weekly_review, "pnm_sections", net, **own)
    return {section.id: section for section in found}


def told(section):
    return [(line.contact_id, line.text) for line in section.lines]


# -- the report ----------------------------------------------------------------------------------


def test_the_report_is_written_by_week_into_the_folder_of_reports():
    assert (REVIEW.name, REVIEW.template, REVIEW.path) == (
        "weekly-review",
        "weekly-review",
        "{folder}/{week}.md",
    )


def test_the_folder_of_templates_lies_beside_the_plugin():
    (folder,) = ask(pnm_weekly_review, "pnm_templates")

    assert Path(folder) == Path(pnm_weekly_review.__file__).resolve().parent / "templates"


def test_other_reports_get_no_sections():
    net = network(ada=person("name: Ada", "2026-11-13 call: boats"))

    assert sections(net, report=Report("year", "Year", "year")) == {}


def test_an_empty_vault_has_room_for_own_words_only():
    found = sections(network())

    assert list(found) == ["free"]
    assert found["free"].free
    assert found["free"].lines == ()


def test_the_sections_stand_in_the_order_of_the_review():
    net = network(ada=person("name: Ada\ncreated: 2026-11-12", "2025-11-16 call", "2026-11-13 met"))
    problem = Diagnostic(Source("ada.md", 2), "PNM102", "something", "mend it")

    found = sections(net, gathered=Gathered(problems=(problem,)))

    assert [(s.id, s.order, s.folded) for s in found.values()] == [
        ("you_met", 50, False),
        ("new_faces", 60, False),
        ("past", 80, False),
        ("housekeeping", 90, True),
        ("numbers", 95, True),
        ("free", 99, False),
    ]


def test_asking_twice_gives_the_same():
    net = network(
        {"Daily/2026-11-12.md": "## Call with [[Cy]]\n\nlunch with [[Ada]] and [[Bob]]\n"},
        ada=person("name: Ada\ncircle: friends\nfriend: '[[Bob]]'", "2025-11-16 call"),
        bob=person("name: Bob\ncircle: work", "2026-11-13 met"),
        cy="name: Cy",
    )

    assert sections(net) == sections(net)


# -- you met -------------------------------------------------------------------------------------


def test_you_met_lists_the_past_week_and_today_newest_first():
    met = sections(
        network(
            ada=person("name: Ada", "2026-11-16 call: today", "2026-11-09 mail: a week ago"),
            bob=person("name: Bob", "2026-11-08 call: too long ago", "2026-11-12 soup"),
        )
    )["you_met"]

    assert told(met) == [("ada", "call: today"), ("bob", "soup"), ("ada", "mail: a week ago")]
    assert [line.details for line in met.lines] == [
        ("Mon 16 Nov",),
        ("Thu 12 Nov",),
        ("Mon 9 Nov",),
    ]


def test_you_met_asks_nothing():
    met = sections(network(ada=person("name: Ada", "2026-11-13 call: boats")))["you_met"]

    assert (met.tally, met.minutes, met.lines[0].box, met.lines[0].logs) == ("", 0, False, False)


def test_several_people_of_one_meeting_stand_on_one_line():
    (line,) = sections(
        network(
            {"Meetings/2026-11-10 Proofs.md": "---\ntype: meeting\npeople: [Ada, Bob, Cy]\n---\n"},
            ada="name: Ada",
            bob="name: Bob",
            cy="name: Cy",
        )
    )["you_met"].lines

    assert (line.contact_id, line.text) == ("ada", "in person with Bob and Cy: Proofs")
    assert str(line.sources[0]) == "Meetings/2026-11-10 Proofs.md:3"


def test_one_talk_told_in_two_notes_is_one_line_with_both_sources():
    (line,) = sections(
        network(
            {"Daily/2026-11-10.md": "rang [[Ada]] about the boat\n"},
            ada=person("name: Ada", "2026-11-10 call: the boat is sold"),
        )
    )["you_met"].lines

    assert line.text == "call: rang Ada about the boat"
    assert line.details == ("Tue 10 Nov", "the boat is sold")
    assert [str(source) for source in line.sources] == ["Daily/2026-11-10.md:1", "ada.md:7"]


def test_a_meeting_is_one_line_though_its_text_names_some_of_its_people():
    note = "---\ntype: meeting\npeople: [Ada, Bob]\n---\n\n[[Bob]] sends the mail\n"
    (line,) = sections(
        network({"Meetings/2026-11-10 Proofs.md": note}, ada="name: Ada", bob="name: Bob")
    )["you_met"].lines

    assert (line.contact_id, line.text) == ("ada", "in person with Bob: Proofs")
    assert line.details == ("Tue 10 Nov", "Bob sends the mail")


def test_a_letter_and_a_call_on_one_day_are_two_lines():
    met = sections(
        network(ada=person("name: Ada", "2026-11-10 call: boats", "2026-11-10 letter: sails"))
    )["you_met"]

    assert [line.text for line in met.lines] == ["call: boats", "letter: sails"]
    assert len({line.key for line in met.lines}) == 2


def test_a_key_stays_when_the_words_change():
    def key(text):
        return sections(network(ada=person("name: Ada", text)))["you_met"].lines[0].key

    assert key("2026-11-10 call: boats") == key("2026-11-10 call: boats and sails")


def test_a_busy_week_is_cut_and_says_so():
    people = {f"p{n:02}": person(f"name: P{n:02}", f"2026-11-10 x{n}") for n in range(23)}

    met = sections(network(**people))["you_met"]

    assert (len(met.lines), met.intro) == (20, "The latest 20 of 23.")


@pytest.mark.parametrize(
    ("note", "asks"),
    [
        ("## Call with [[Ada]]\n\nlong\n", []),
        ("## People\n- [[Ada]]\n", ["mentioned on Tue 10 Nov; were you in touch?"]),
        ("## Birthdays\n- [[Ada]]\n", ["mentioned on Tue 10 Nov; were you in touch?"]),
        ("- [ ] write to [[Ada]]\n", []),
        ("- [-] write to [[Ada]]\n", []),
        ("> [[Ada]] once said so\n", []),
        ("`[[Ada]]`\n", []),
        ("## People\n- [[Ada]]\n\n## Day\n\ntea with [[Ada]]\n", []),
    ],
    ids=[
        "heading",
        "people",
        "list",
        "open task",
        "cancelled task",
        "quote",
        "code",
        "logged as well",
    ],
)
def test_a_mention_that_did_not_count_is_asked_about(note, asks):
    net = network({"Daily/2026-11-10.md": note}, ada="name: Ada")

    met = sections(net).get("you_met")
    asked = [line.text for line in met.lines if line.box] if met else []

    assert asked == asks


def test_ticking_a_mention_logs_it():
    met = sections(network({"Daily/2026-11-10.md": "# People\n- [[Ada]]\n"}, ada="name: Ada"))[
        "you_met"
    ]
    (line,) = met.lines

    assert (line.contact_id, line.box, line.logs) == ("ada", True, True)
    assert str(line.sources[0]) == "Daily/2026-11-10.md:2"
    assert line.key == "you_met:mentioned:ada:Daily/2026-11-10.md:2026-11-10"
    assert (met.tally, met.minutes) == ("1 mention to confirm", 1)


def test_the_dead_and_older_mentions_are_not_asked_about():
    net = network(
        {
            "Daily/2026-11-10.md": "# People\n- [[Ada]]\n",
            "Daily/2026-11-01.md": "# People\n- [[Bob]]\n",
        },
        ada="name: Ada\ndied: 2026-01-01",
        bob="name: Bob",
    )

    assert "you_met" not in sections(net)


# -- new faces -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "questions"),
    [
        (
            "tags: person",
            ["How did you meet?", "How often would you like to be in touch?", "Which circle?"],
        ),
        ("met: at the fair\ncircle: work", ["How often would you like to be in touch?"]),
        ("introduced_by: '[[Bob]]'\ntags: sailing\ncontact_every: never", []),
        ("met: at the fair\ncontact_every: 3 weeks", ["Which circle?"]),
        ("tags: sailing\npaused: true", ["How did you meet?"]),
    ],
    ids=["nothing known", "no cadence", "all known", "no circle", "paused"],
)
def test_new_faces_ask_what_the_note_does_not_say(head, questions):
    net = network(ada=f"name: Ada\ncreated: 2026-11-05\n{head}", bob="name: Bob")

    found = sections(net).get("new_faces")

    assert [detail for line in (found.lines if found else ()) for detail in line.details] == (
        questions
    )


def test_a_circle_with_a_cadence_answers_two_questions():
    net = network(
        ada="name: Ada\ncreated: 2026-11-05\ncircle: friends",
        config='[circles.friends]\nevery = "6 weeks"\n',
    )

    assert sections(net)["new_faces"].lines[0].details == ("How did you meet?",)


def test_a_derived_tag_answers_the_question_for_a_circle():
    gathered = Gathered(tags={"ada": (Tag("local", "tag_rules", "lives here"),)})
    net = network(ada="name: Ada\ncreated: 2026-11-05\nmet: here\ncontact_every: never")

    assert "new_faces" in sections(net)
    assert "new_faces" not in sections(net, gathered=gathered)


def test_new_faces_are_those_of_two_weeks_newest_first_to_be_ticked_as_done():
    faces = sections(
        network(
            ada="name: Ada\ncreated: 2026-11-02",
            bob="name: Bob\ncreated: 2026-11-11",
            cy="name: Cy\ncreated: 2026-11-01",
            dora=person("name: Dora", "2026-11-08 call"),
        )
    )["new_faces"]

    assert told(faces) == [
        ("bob", "new since Wed 11 Nov"),
        ("dora", "new since Sun 8 Nov"),
        ("ada", "new since Mon 2 Nov"),
    ]
    assert all(line.box and not line.logs for line in faces.lines)
    assert [str(line.sources[0]) for line in faces.lines] == ["bob.md:4", "dora.md:1", "ada.md:4"]
    assert (faces.tally, faces.minutes) == ("3 new faces", 3)


def test_the_dead_are_no_new_faces():
    assert "new_faces" not in sections(network(ada="name: Ada\ncreated: 2026-11-05\ndied: yes"))


def test_an_imported_address_book_does_not_flood_the_review():
    people = {f"p{n}": f"name: P{n}\ncreated: 2026-11-05" for n in range(9)}

    faces = sections(network(**people))["new_faces"]

    assert (len(faces.lines), faces.intro) == (7, "The latest 7 of 9.")


# -- from the past -------------------------------------------------------------------------------


def test_the_past_tells_of_these_days_in_earlier_years():
    past = sections(
        network(
            ada=person(
                "name: Ada",
                "2024-11-19 call: the house in Lisbon",
                "2025-11-13 soup",
                "2025-11-12 too early",
                "2023-11-22 letter: the last day",
                "2022-11-23 too late",
            )
        )
    )["past"]

    assert told(past) == [
        ("ada", "1 year ago, Thu 13 Nov 2025: soup"),
        ("ada", "2 years ago, Tue 19 Nov 2024 (call): the house in Lisbon"),
        ("ada", "3 years ago, Wed 22 Nov 2023 (letter): the last day"),
    ]
    assert [str(line.sources[0]) for line in past.lines] == ["ada.md:8", "ada.md:7", "ada.md:10"]
    assert not any(line.box for line in past.lines)


def test_each_year_gets_a_line_before_any_gets_a_second():
    days = ("2025-11-16", "2025-11-17", "2025-11-18", "2024-11-16", "2023-11-16")
    people = {f"p{n}": person(f"name: P{n}", f"{day} boats") for n, day in enumerate(days)}

    past = sections(network(**people))["past"]

    assert [line.contact_id for line in past.lines] == ["p0", "p1", "p3", "p4"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("2025-11-20 boats", "2025-11-16"),
        ("2025-11-16 boats", "2025-11-17 boats"),
    ],
    ids=["words before none", "near before far"],
)
def test_the_better_memory_of_a_year_comes_first(better, worse):
    others = {f"o{n}": person(f"name: O{n}", f"{2024 - n}-11-16 boats") for n in range(3)}
    net = network(ada=person("name: Ada", worse), bob=person("name: Bob", better), **others)

    assert sections(net)["past"].lines[0].contact_id == "bob"


def test_somebody_not_told_of_yet_comes_before_somebody_who_is():
    past = sections(
        network(
            ada=person("name: Ada", "2025-11-16 boats", "2024-11-16 boats"),
            bob=person("name: Bob", "2024-11-17 sails"),
            cy=person("name: Cy", "2023-11-16 oars"),
            dora=person("name: Dora", "2022-11-16 nets"),
        )
    )["past"]

    assert [line.contact_id for line in past.lines] == ["ada", "bob", "cy", "dora"]


def test_the_dead_are_remembered_after_the_living():
    dead = person("name: Ada\ndied: 2026-01-01", "2025-11-16 boats")

    alone = sections(network(ada=dead))["past"]
    others = {f"o{n}": person(f"name: O{n}", f"{2025 - n}-11-17 boats") for n in range(4)}
    among = sections(network(ada=dead, **others))["past"]

    assert (told(alone), alone.lines[0].details) == (
        [("ada", "1 year ago, Sun 16 Nov 2025: boats")],
        ("in memory",),
    )
    assert [line.contact_id for line in among.lines] == ["o0", "o1", "o2", "o3"]


@pytest.mark.parametrize(
    ("today", "day", "text"),
    [
        (date(2027, 1, 2), "2025-12-31", "1 year ago, Wed 31 Dec 2025: boats"),
        (date(2026, 12, 30), "2026-01-03", "1 year ago, Sat 3 Jan 2026: boats"),
        (date(2027, 2, 28), "2024-02-29", "3 years ago, Thu 29 Feb 2024: boats"),
    ],
    ids=["just after new year", "just before new year", "leap day"],
)
def test_the_past_reaches_over_the_turn_of_the_year(today, day, text):
    net = network(today=today, ada=person("name: Ada", f"{day} boats"))

    assert told(sections(net)["past"]) == [("ada", text)]


# -- housekeeping --------------------------------------------------------------------------------


def problem(number, code="PNM102", severity=Severity.WARNING, path="ada.md"):
    return Diagnostic(Source(path, number), code, f"fault {number}", f"mend {number}", severity)


def test_housekeeping_tells_what_to_mend_and_where():
    gathered = Gathered(problems=(problem(4), problem(2, path=".pnm/config.toml")))

    lines = sections(network(ada="name: Ada"), gathered=gathered)["housekeeping"].lines

    assert [(line.contact_id, line.text, line.details, str(line.sources[0])) for line in lines] == [
        (None, "fault 2", ("mend 2",), ".pnm/config.toml:2"),
        ("ada", "fault 4", ("mend 4",), "ada.md:4"),
    ]
    assert all(line.box and not line.logs for line in lines)


def test_housekeeping_takes_errors_then_warnings_and_five_at_most():
    rows = [problem(n, severity=Severity.INFO) for n in range(4)]
    rows += [problem(n) for n in (11, 12)] + [problem(n, "PNM1", Severity.ERROR) for n in (21, 22)]

    found = sections(network(), gathered=Gathered(problems=tuple(rows)))["housekeeping"]

    texts = [line.text for line in found.lines]
    assert texts[:4] == ["fault 21", "fault 22", "fault 11", "fault 12"]
    assert len(texts) == 5


def test_housekeeping_takes_the_codes_in_turns():
    rows = [problem(n, "PNM203") for n in range(4)] + [problem(9, "PNM999")]

    found = sections(network(), gathered=Gathered(problems=tuple(rows)))["housekeeping"]

    assert [line.text for line in found.lines][:2] == ["fault 0", "fault 9"]


def test_housekeeping_comes_to_everything_in_turn_and_stands_still_within_a_week():
    gathered = Gathered(problems=tuple(problem(n) for n in range(12)))

    def shown(day):
        found = sections(network(today=day), gathered=gathered)["housekeeping"]
        return {line.text for line in found.lines}

    weeks = [shown(TODAY + timedelta(weeks=n)) for n in range(3)]

    assert shown(TODAY) == shown(TODAY + timedelta(days=6))
    assert set.union(*weeks) == {f"fault {n}" for n in range(12)}


def test_a_repair_keeps_its_key_when_its_line_moves():
    def key(line):
        fault = Diagnostic(Source("ada.md", line), "PNM102", "no date", "mend")
        found = sections(network(), gathered=Gathered(problems=(fault,)))
        return found["housekeeping"].lines[0].key

    assert key(3) == key(8)


# -- numbers -------------------------------------------------------------------------------------


def ago(days, text="call"):
    return f"{TODAY - timedelta(days=days)} {text}"


def test_numbers_compare_each_stretch_with_the_one_before():
    numbers = sections(
        network(
            ada=person("name: Ada", ago(0), ago(6), ago(8)),
            bob=person("name: Bob", ago(10), ago(40)),
            cy=person("name: Cy", ago(100)),
        )
    )["numbers"]

    assert [line.text for line in numbers.lines] == [
        "1 person in touch in 7 days, 2 in the 7 before",
        "2 people in touch in 30 days, 1 in the 30 before",
        "2 people in touch in 90 days, 1 in the 90 before",
        "3 contacts in all",
    ]
    assert dict(numbers.lines[0].values) == {"days": 7, "people": 1, "before": 2}


def test_numbers_set_the_wishes_beside_what_was_done():
    numbers = sections(
        network(
            ada=person("name: Ada\ncontact_every: 1 week", ago(1), ago(2), ago(3, "x"), ago(20)),
            bob=person("name: Bob\ncontact_every: 2 weeks", ago(3)),
            cy=person("name: Cy", ago(1)),
            dora="name: Dora\ncontact_every: 1 day\npaused: true",
            eve="name: Eve\ncontact_every: 1 day\ndied: 2026-01-01",
            finn="name: Finn\ncontact_every: never",
        )
    )["numbers"]
    line = next(line for line in numbers.lines if line.key == "numbers:wishes")

    assert line.text == "Your wishes add up to 1.5 contacts a week; you were in touch 4 times"
    assert line.details == ("over 4 weeks: 1.2 times a week",)


def test_numbers_tell_how_many_are_known_only_by_links():
    numbers = sections(network(ada="name: Ada\nfriend: '[[Bob]]'"))["numbers"]

    assert [line.text for line in numbers.lines] == [
        "2 contacts in all, 1 of them known only by links"
    ]
    assert numbers.chart is None


def test_the_chart_shows_people_by_month_and_circle():
    chart = sections(
        network(
            ada=person("name: Ada\ncircle: Friends", "2026-11-01 a", "2026-11-02 b", "2025-12-05"),
            bob=person("name: Bob\ncircle: friend", "2026-11-03 a"),
            cy=person("name: Cy", "2026-10-01 a", "2025-11-30 too long ago"),
        )
    )["numbers"].chart

    assert chart.labels == tuple("Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov".split())
    assert chart.series == (
        ("Friends", (1.0, *(0.0,) * 10, 2.0)),
        ("others", (*(0.0,) * 10, 1.0, 0.0)),
    )


def test_the_chart_counts_a_person_of_two_circles_in_the_smaller():
    chart = sections(
        network(
            ada=person("name: Ada\ncircle: [choir, friends]", "2026-11-01 a"),
            bob=person("name: Bob\ncircle: friends", "2026-11-01 a"),
        )
    )["numbers"].chart

    assert [(name, row[-1]) for name, row in chart.series] == [("friends", 1.0), ("choir", 1.0)]


def test_the_chart_keeps_the_five_largest_circles():
    people = {
        f"p{circle}{n}": person(f"name: P{circle}{n}\ncircle: c{circle}", "2026-11-01 a")
        for circle in range(7)
        for n in range(circle + 1)
    }

    chart = sections(network(**people))["numbers"].chart

    assert [(name, row[-1]) for name, row in chart.series] == [
        ("c6", 7.0),
        ("c5", 6.0),
        ("c4", 5.0),
        ("c3", 4.0),
        ("c2", 3.0),
        ("others", 3.0),
    ]


# -- private contacts ----------------------------------------------------------------------------


def test_private_contacts_are_nowhere_in_the_review():
    net = network(
        {
            "Daily/2026-11-10.md": "dinner with [[Ada]] and [[Zelda]]: her divorce\n",
            "Daily/2026-11-11.md": "# [[Zelda]]\n",
            "Daily/2026-11-12.md": "with [[Ada]]: Zelda is ill\n",
        },
        ada="name: Ada",
        zelda=person(
            "name: Zelda\nprivate: true\ncreated: 2026-11-09\ncircle: secret",
            "2026-11-12 call: secret",
            "2025-11-16 call: secret, with [[Ada]]",
        ),
    )
    gathered = Gathered(
        problems=(
            problem(3, path="zelda.md"),
            Diagnostic(Source("ada.md", 3), "PNM202", "[[Zelda]] may mean two", "write [[zelda]]"),
        )
    )

    found = sections(net, gathered=gathered)

    assert told(found["you_met"]) == [("ada", "in touch"), ("ada", "in person")]
    assert set(found) == {"you_met", "numbers", "free"}
    assert found["numbers"].lines[-1].text == "1 contact in all"
    everything = repr(found).casefold()
    assert "zelda" not in everything
    assert "secret" not in everything


def test_private_contacts_are_shown_where_the_owner_wants_it():
    net = network(zelda=person("name: Zelda\nprivate: true", "2026-11-12 call: boats"))

    assert told(sections(net, settings={"include_private": True})["you_met"]) == [
        ("zelda", "call: boats")
    ]


# -- checks --------------------------------------------------------------------------------------


def checks(net):
    return list(ask(pnm_weekly_review, "pnm_checks", net))


def test_a_relation_to_somebody_without_a_note_is_told_once():
    net = network(ada="name: Ada\nfriend: '[[Bob]]'", cy="name: Cy\nmother: '[[Bob]]'")

    (found,) = checks(net)

    assert (found.code, str(found.source), found.message, found.severity) == (
        "PNM205",
        "ada.md:4",
        "Bob, named as friend, has no note",
        Severity.INFO,
    )


@pytest.mark.parametrize(
    ("ada", "bob", "codes"),
    [
        ("spouse: '[[Bob]]'", "city: Lisbon", ["PNM206"]),
        ("spouse: '[[Bob]]'", "spouse: '[[Ada]]'", []),
        ("friend: '[[Bob]]'", "colleague: '[[Ada]]'", []),
        ("parent: '[[Bob]]'", "city: Lisbon", []),
        ("knows: '[[Bob]]'", "city: Lisbon", []),
    ],
    ids=["one side", "both sides", "named in another way", "not symmetric", "vague"],
)
def test_a_symmetric_relation_written_on_one_side_is_told(ada, bob, codes):
    net = network(ada=f"name: Ada\n{ada}", bob=f"name: Bob\n{bob}")

    assert [found.code for found in checks(net)] == codes


def test_a_one_sided_relation_says_what_to_write_where():
    net = network(
        {"People/Ada.md": "---\ntype: person\nhusband: '[[Bob]]'\n---\n"}, bob="name: Bob"
    )

    (found,) = checks(net)

    assert str(found.source) == "People/Ada.md:3"
    assert found.message == "names Bob as husband; the note of Bob says nothing of it"
    assert found.mend == 'write spouse: "[[Ada]]" into bob.md, or leave it: pnm sees both sides'


@pytest.mark.parametrize(
    ("key", "codes"),
    [("2026-08-01", ["PNM207"]), ("2026-10-20", []), ("2026-11-20", [])],
    ids=["overtaken", "by less than a month", "later"],
)
def test_a_last_contact_that_the_notes_have_overtaken_is_told(key, codes):
    net = network(ada=person(f"name: Ada\nlast_contact: {key}", "2026-11-01 call"))

    assert [found.code for found in checks(net)] == codes


def test_an_overtaken_last_contact_names_the_line_that_knows_better():
    (found,) = checks(network(ada=person("name: Ada\nlast_contact: 2026-08-01", "2026-11-01 call")))

    assert str(found.source) == "ada.md:4"
    assert found.message == (
        "last contact is given as 2026-08-01, but ada.md:8 tells of 2026-11-01"
    )


@pytest.mark.parametrize(
    ("head", "messages"),
    [
        ("org: Acme\nverified: 2024-11-16", ["job was last looked over on 2024-11-16"]),
        (
            "org: Acme\ncity: Lisbon\nLast checked: 2024-01-02",
            ["job and city were last looked over on 2024-01-02"],
        ),
        ("org: Acme\nmodified: 2023-01-01T10:00\nverified: 2026-01-01", []),
        ("org: Acme\nverified: 2024-11-17", []),
        ("verified: 2020-01-01", []),
        ("org: Acme\nverified: 2020-01-01\ndied: 2026-01-01", []),
        ("org: Acme\nverified: 2020-01-01\ncontact_every: never", []),
        ("org: Acme", []),
    ],
    ids=[
        "two years",
        "two facts",
        "looked over since",
        "not yet two years",
        "no facts that age",
        "dead",
        "never to be reminded of",
        "nobody says when",
    ],
)
def test_facts_that_nobody_looked_over_for_two_years_are_told(head, messages):
    net = network(ada=person(f"name: Ada\n{head}", "2026-11-01 call"))

    assert [found.message for found in checks(net) if found.code == "PNM208"] == messages


def test_facts_of_somebody_long_out_of_touch_are_left_alone():
    net = network(ada="name: Ada\norg: Acme\nverified: 2020-01-01")

    assert checks(net) == []


@pytest.mark.parametrize(
    ("setting", "code", "mend"),
    [
        (
            "include_privat = true",
            "PNM331",
            "did you mean include_private? known are: include_private",
        ),
        (
            'include_private = "yes"',
            "PNM330",
            "write include_private = true or include_private = false",
        ),
    ],
    ids=["unknown key", "wrong type"],
)
def test_a_setting_that_means_nothing_is_told(setting, code, mend):
    config = f"[plugins.weekly_review]\n{setting}\n"
    net = network(config=config)

    (found,) = wrong_settings(pnm_weekly_review, net)

    assert (found.code, str(found.source), found.mend) == (code, ".pnm/config.toml:2", mend)


# -- the page ------------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[2] / "docs" / "plugins" / "weekly_review.md").read_text("utf-8")


def test_the_example_on_the_page_is_true():
    ada, daily = re.findall(r"^```markdown\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    net = network({"People/Ada.md": ada, "Daily/2026-11-12.md": daily}, bob="name: Bob")
    rows = re.findall(r"^\| (You met|New faces|Numbers) \| (.+?) \| (.*?) ?\|$", PAGE, re.MULTILINE)
    lines = [
        (section.title, line)
        for section in sections(net).values()
        for line in section.lines
        if line.key not in {"numbers:30", "numbers:90", "numbers:all"}
    ]

    def shown(line):
        name = f"**{net[line.contact_id].name}** " if line.contact_id else ""
        return f"{'☐ ' if line.box else ''}{name}{line.text}"

    assert [(title, shown(line)) for title, line in lines] == [row[:2] for row in rows]
    assert [" · ".join(line.details) for _, line in lines] == [row[2] for row in rows]


def test_the_page_names_every_section_and_code():
    told = re.findall(r"^\| (\d+) \| `(\w+)`, (.+?) \|", PAGE, re.MULTILINE)
    net = network(ada=person("name: Ada\ncreated: 2026-11-12", "2025-11-16 call", "2026-11-13 met"))
    found = sections(net, gathered=Gathered(problems=(problem(4),)))
    codes = {v for v in vars(checks_of).values() if str(v).startswith("PNM")}

    assert told == [(str(s.order), s.id, s.title) for s in found.values()]
    assert set(re.findall(r"^\| (PNM\d{3}) \|", PAGE, re.MULTILINE)) == codes


def test_the_numbers_of_people_lead_to_the_last_line_with_each_of_them():
    net = network(
        ada=person("name: Ada", "2026-11-10 call", "2026-11-12 call"),
        bob=person("name: Bob\ncontact_every: 2 weeks", "2026-11-13 call"),
    )

    week, *_, wishes, everybody = sections(net)["numbers"].lines

    assert week.text.startswith("2 people in touch in 7 days")
    assert sorted(str(source) for source in week.sources) == ["ada.md:8", "bob.md:8"]
    assert [str(source) for source in wishes.sources] == ["bob.md:4"]
    assert "pnm list" in everybody.why
