"""Data health: what is found in notes, in which order, with which words, and who is left out."""

import json
import time
from dataclasses import replace
from datetime import date

import pytest

import pnm_data_health
from pnm.testing import ask, network_of, render

TODAY = date(2026, 11, 16)


def told(network, gathered=None, **settings):
    """Return the report's sections by id."""
    given = {"gathered": gathered} if gathered is not None else {}
    found = ask(
        pnm_data_health, "pnm_sections", network, report="data-health", settings=settings, **given
    )
    return {section.id: section for section in found}


def said(section):
    return [(line.contact_id, line.text, *line.details) for line in section.lines]


def of(notes=None, /, config=None, today=TODAY, **people):
    return network_of(notes or {}, today=today, config=config, **people)


# -- faults ----------------------------------------------------------------------------------------


def test_what_is_not_read_stands_first_with_its_place_and_what_to_type():
    section = told(of(ada="birthday: 10th of never\ncontact_every: now and then"))["not_read"]

    assert section.order == 10
    assert said(section) == [
        (
            "ada",
            "birthday '10th of never' is not a date",
            "ada.md:3",
            "write YYYY-MM-DD, or --MM-DD when the year is not known",
            "PNM102",
        ),
        (
            "ada",
            "cadence 'now and then' is not an interval",
            "ada.md:4",
            "write a wish such as `3 weeks`, `3 weeks..6 weeks`, or `never`",
            "PNM104",
        ),
    ]
    assert section.tally == "2 lines that are not read"
    assert all(line.box and not line.logs for line in section.lines)


def test_of_many_faults_of_one_kind_a_few_are_shown_and_the_rest_is_counted():
    people = {f"p{n}": "birthday: soon" for n in range(9)}

    section = told(of(**people))["not_read"]

    assert len(section.lines) == 4
    assert section.lines[-1].text == "6 more places of PNM102"
    assert section.lines[-1].details == ("pnm check --all lists them",)
    assert len(section.lines[-1].sources) == 6
    assert section.tally == "9 lines that are not read"
    assert len(told(of(**people), examples=1)["not_read"].lines) == 2


def test_faults_of_those_to_be_in_touch_with_come_before_the_same_faults_of_others():
    network = of(
        ada="birthday: soon",
        bob="birthday: soon\ncontact_every: 3 weeks",
        cleo="---\ntype: person\nbirthday: soon\n---\n## Log\n- 2026-11-01 call: the boat\n",
    )

    assert [line.contact_id for line in told(network)["not_read"].lines] == ["bob", "cleo", "ada"]


def test_doubts_and_loose_ties_have_sections_of_their_own():
    network = of(ada="city: Lisbon\ncity: Porto\nspouse: Bob")

    sections = told(network)

    assert [line.why for line in sections["doubtful"].lines] == ["PNM005"]
    assert [line.why for line in sections["loose_ties"].lines] == ["PNM203"]


def test_settings_that_are_not_understood_have_a_section_of_their_own(vault_of):
    vault = vault_of(
        {"People/Ada.md": "---\ntype: person\n---\n"},
        config="[plugins.data_health]\nmots = 3\n",
        plugins=(pnm_data_health,),
    )

    done = vault.run("report", "data-health", "--json", today=TODAY)

    (section,) = [s for s in json.loads(done.out)["sections"] if s["id"] == "set_up"]
    assert [line["why"] for line in section["lines"]] == ["PNM331"]
    assert section["lines"][0]["details"][0] == ".pnm/config.toml:2"


# -- one person or two -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ada", "eve", "signs", "sure"),
    [
        (
            "name: Ada Lovelace",
            "name: ADA LOVELACE",
            "the same name",
            "likely, though two people can have one name",
        ),
        (
            "name: Ada Lovelace",
            "name: Lovelace Ada",
            "the same name",
            "likely, though two people can have one name",
        ),
        ("name: Ada\nuid: u1", "name: Eve\nuid: u1", "the same uid", "quite sure"),
        (
            "name: Ada\nemail: a@home.example",
            "name: Eve\nemail: A@home.example",
            "the same e-mail",
            "a guess: families share these",
        ),
        (
            'name: Ada\nphone: "+351 912 345 678"',
            'name: Eve\nphone: "912345678"',
            "the same phone",
            "a guess: families share these",
        ),
        (
            "name: Ada King\nbirthday: 1990-02-03",
            "name: Eve King\nbirthday: 1990-02-03",
            "the same birthday and family name",
            "a guess: families share these",
        ),
        (
            "name: Ada King\naliases: [Ada Lovelace]",
            "name: Ada Lovelace",
            "an alias is the other's name",
            "likely, though two people can have one name",
        ),
        (
            "name: Ada King\nemail: a@home.example\nbirthday: 1990-02-03",
            "name: A. King\nemail: a@home.example\nbirthday: 1990-02-03",
            "the same e-mail, the same birthday and family name",
            "quite sure",
        ),
    ],
    ids=["name", "name turned", "uid", "e-mail", "phone", "birthday", "alias", "two signs"],
)
def test_two_notes_may_be_one_person_and_it_is_said_how_sure_that_is(ada, eve, signs, sure):
    network = of(ada=ada, eve=eve)

    section = told(network)["one_or_two"]

    (line,) = section.lines
    assert line.contact_id == "ada"
    assert line.text in {
        f"may be the same person as {network['eve'].name} (eve.md): {signs}",
        f"has {signs} as {network['eve'].name} (eve.md)",
    }
    assert line.details[0] == "ada.md:1, eve.md:1"
    assert line.details[-1] == sure
    assert section.tally == "1 likely duplicate"


@pytest.mark.parametrize(
    ("ada", "bob"),
    [
        (
            'name: Ada King\nemail: us@home.example\nspouse: "[[bob]]"',
            "name: Bob King\nemail: us@home.example",
        ),
        ("name: Ada King", "name: Ada Prince"),
        ("name: Ada\nphone: 112", "name: Bob\nphone: 112"),
        (
            "name: Ada King\nemail: us@home.example\nbirthday: 1990-02-03",
            "name: Bob King\nemail: us@home.example\nbirthday: 1991-05-06",
        ),
        ("name: Ada King\nbirthday: --02-03", "name: Bob King\nbirthday: --02-03"),
    ],
    ids=[
        "a couple's address",
        "a first name",
        "a short number",
        "other birthdays",
        "a birthday without its year",
    ],
)
def test_two_people_are_left_in_peace(ada, bob):
    assert "one_or_two" not in told(of(ada=ada, bob=bob))


def test_two_of_other_names_are_said_to_share_an_address():
    network = of(ada="name: Ada King\nemail: a@x.example", bob="name: Bob Hope\nemail: a@x.example")

    ((_, text, _, mend, _),) = said(told(network)["one_or_two"])

    assert text == "has the same e-mail as Bob Hope (bob.md)"
    assert mend == "if neither is a slip, and they live or work together, write how they are tied"


def test_an_address_that_many_share_is_an_office():
    people = {f"p{n}": f"name: P{n} Q{n}\nemail: info@firm.example" for n in range(6)}

    assert "one_or_two" not in told(of(**people))


def test_a_link_without_a_note_may_be_a_slip():
    network = of(
        {"Daily/2026-11-01.md": "- lunch with [[Renzo Tavcer]]"}, renzo="name: Renzo Tavčar"
    )

    assert "one_or_two" not in told(network)

    network = of(
        ada='friend: ["[[Renzo Tavcer]]"]',
        renzo="name: Renzo Tavčar",
    )

    assert said(told(network)["one_or_two"]) == [
        (
            "renzo",
            "may be meant by the link [[Renzo Tavcer]], which has no note",
            "ada.md:3",
            "if so, write [[renzo]]",
            "a guess: the spelling differs by a letter",
        )
    ]


# -- contradictions --------------------------------------------------------------------------------


def test_spouses_who_name_others_are_told():
    network = of(
        ada='name: Ada\nspouse: "[[bob]]"',
        bob='name: Bob\nspouse: "[[cleo]]"',
        cleo='name: Cleo\nspouse: "[[bob]]"',
    )

    assert said(told(network)["disagree"]) == [
        (
            "ada",
            "names Bob as spouse, whose note names Cleo",
            "ada.md:4, bob.md:4",
            "write former_spouse: for the one that is past, or take it out",
        )
    ]


def test_relations_that_exclude_each_other_are_told_once():
    network = of(ada='name: Ada\nparent: "[[bob]]"', bob='name: Bob\nparent: "[[ada]]"')

    assert said(told(network)["disagree"]) == [
        (
            "ada",
            "has Bob both as parent and as child",
            "ada.md:4, bob.md:4",
            "keep the line that is right, and take the other out",
        )
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        ("2001-05-06", "2001-05-07", True),
        ("2001-05-06", "--05-06", False),
        ("2001-05", "2001-05-06", False),
        ("2001", "2002-05-06", True),
    ],
    ids=["another day", "no year", "no day", "another year"],
)
def test_anniversaries_of_a_couple_are_compared_as_far_as_they_are_known(ours, theirs, differ):
    network = of(
        ada=f'name: Ada\nanniversary: {ours}\nspouse: "[[bob]]"',
        bob=f'name: Bob\nanniversary: {theirs}\nspouse: "[[ada]]"',
    )

    assert ("disagree" in told(network)) is differ


def test_what_differs_between_two_notes_of_one_person_is_told():
    network = of(
        ada="name: Ada King\nbirthday: 1990-02-03\ncity: Lisbon",
        eve="name: Ada King\nbirthday: 1990-03-02\ncity: Porto",
    )

    assert [row[1] for row in said(told(network)["disagree"])] == [
        "birthday is 1990-02-03 here, and 1990-03-02 in eve.md",
        "city is Lisbon here, and Porto in eve.md",
    ]


# -- dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("birthday: 2027-01-01", "is born only on 2027-01-01"),
        ("birthday: 1890-01-02", "would be 136 years old, by birthday: 1890-01-02"),
        ("birthday: 1970-01-01", "birthday 1970-01-01 is what forms write where nobody knows it"),
        ("birthday: 1990-02-03\ndied: 1980", "died 1980, before birth"),
        (
            "birthday: 1990-02-03\nanniversary: 1999-05-05",
            "anniversary 1999-05-05 lies within the childhood (born 1990-02-03)",
        ),
    ],
    ids=["not born yet", "very old", "a form's day", "died before birth", "a childhood's wedding"],
)
def test_a_date_that_can_hardly_be_right_is_told(header, text):
    assert [row[1] for row in said(told(of(ada=header))["impossible"])] == [text]


@pytest.mark.parametrize(
    "header",
    ["birthday: 1931-01-30", "birthday: 1890-01-02\ndied: 1970", "birthday: 1990-01-01"],
    ids=["old", "dead", "one on 1 January"],
)
def test_a_date_that_may_be_right_is_not_told(header):
    assert "impossible" not in told(of(ada=header))


def test_many_birthdays_on_1_january_are_those_of_forms():
    people = {f"p{n}": f"birthday: {1980 + n}-01-01" for n in range(3)}

    assert len(told(of(**people))["impossible"].lines) == 3


def test_being_in_touch_after_death_and_before_birth_is_told():
    network = of(
        ada="---\ntype: person\nname: Ada\ndied: 2024-11-22\n---\n## Log\n- 2025-02-03 call: a\n",
        bob="---\ntype: person\nname: Bob\nbirthday: 2026-05-05\n---\n- 2026-02-03 call: b\n",
    )

    assert [row[:3] for row in said(told(network)["impossible"])] == [
        ("bob", "is born 2026-05-05, and is in touch on Tue 3 Feb", "bob.md:6, bob.md:4"),
        ("ada", "died 2024-11-22, and is in touch on 3 Feb 2025", "ada.md:7, ada.md:4"),
    ]


def test_a_child_as_old_as_a_parent_is_told():
    network = of(
        ada='name: Ada\nbirthday: 1990-02-03\nchild: "[[bob]]"',
        bob="name: Bob\nbirthday: 1995-02-03",
        cleo="name: Cleo\nbirthday: 2015-02-03\nparent: [[ada]]",
    )

    assert [row[:2] for row in said(told(network)["impossible"])] == [
        ("ada", "is born 1990-02-03, the child Bob 1995-02-03")
    ]


def test_several_such_children_are_one_line():
    network = of(
        ada='name: Ada\nbirthday: 1990-02-03\nchildren: ["[[bob]]", "[[cleo]]", "[[dora]]"]',
        bob="name: Bob\nbirthday: 1995-02-03",
        cleo="name: Cleo\nbirthday: 1970",
        dora="name: Dora\nbirthday: 2020-02-03",
    )

    assert [row[1] for row in said(told(network)["impossible"])] == [
        "is born 1990-02-03, the child Bob 1995-02-03, and 1 more child"
    ]


def test_what_was_right_on_an_earlier_day_is_asked_as_of_that_day():
    ada = "birthday: 2026-06-01\ncreated: 2026-01-01"

    assert "impossible" in told(of(today=date(2026, 3, 1), ada=ada))
    assert "impossible" not in told(of(ada=ada))


# -- circles ---------------------------------------------------------------------------------------

CIRCLES = '[circles.friends]\nevery = "6 weeks"\n'


def test_a_circle_that_is_misspelt_is_told_with_what_may_be_meant():
    network = of(config=CIRCLES, ada="circle: freinds", bob="circle: Friend", cleo="circle: choir")

    assert (
        said(told(network)["circles"])
        == [
            (
                "ada",
                "circle 'freinds', of 1 note, is not in .pnm/config.toml",
                "ada.md:3",
                "did you mean friends? then write circle: friends; else add [circles.freinds]",
                "a guess by spelling",
            ),
            (
                None,
                "without an interval: choir (1)",
                "cleo.md:3",
                'fine if you want none; else write [circles.choir] and every = "8 weeks" into '
                ".pnm/config.toml",
            ),
        ]
        or said(told(network)["circles"])[0][0] is None
    )


def test_without_any_configured_circle_none_is_missing():
    assert "circles" not in told(of(ada="circle: freinds"))


# -- gaps ------------------------------------------------------------------------------------------


def test_who_has_no_day_of_contact_is_told_those_with_a_wish_first():
    network = of(
        ada="name: Ada",
        bob="name: Bob\ncontact_every: 3 weeks\ncreated: 2026-08-03",
        cleo="name: Cleo\nlast_contact: 2026-01-01",
        dead="name: Dora\ndied: 2020-01-01",
        eve="name: Eve\ncontact_every: never",
        finn="name: Finn\npaused: true",
    )

    section = told(network)["no_day"]

    assert said(section) == [
        (
            "bob",
            "no day of being in touch is written; you wished every 3 weeks; "
            "the note began on Mon 3 Aug",
            "bob.md:1",
            "write below ## Log: - 2026-11-16 call: …, with the day it was",
        ),
        (
            "ada",
            "no day of being in touch is written",
            "ada.md:1",
            "write below ## Log: - 2026-11-16 call: …, with the day it was",
        ),
    ]


def test_a_long_list_is_cut_and_says_so():
    people = {f"p{n:02}": f"name: P{n:02}" for n in range(30)}

    section = told(of(**people))["no_day"]

    assert len(section.lines) == 7
    assert section.intro.endswith("The first 7 of 30.")
    assert section.tally == "30 people without a day of contact"
    assert len(told(of(**people), most=9)["no_day"].lines) == 9


def test_who_is_linked_in_several_notes_and_has_none_is_told():
    network = of(
        ada='friend: "[[Renzo]]"',
        bob='friend: "[[Renzo]]"',
        cleo='friend: ["[[Renzo]]", "[[Zed]]"]',
    )

    assert said(told(network)["no_note"]) == [
        (
            "link:Renzo",
            "linked in 3 notes, and has none",
            "ada.md:3, bob.md:3, 1 more",
            'start "Renzo.md" with type: person, if there is more to keep',
        )
    ]
    assert len(told(network, linked=1)["no_note"].lines) == 2


# -- old facts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "is_old"),
    [
        ("organization: Acme\ncity: Lisbon", True),
        ("organization: Acme\nverified: 2020-01-01", False),
        ("interest: [jazz]", False),
        ("organization: Acme\npaused: true", False),
        ("organization: Acme\ncontact_every: never", False),
    ],
    ids=["job and city", "looked over", "nothing that ages", "paused", "never"],
)
def test_facts_are_as_old_as_the_last_sign_of_somebody(header, is_old):
    network = of({"Daily/2022-03-01.md": "- call: [[ada]]"}, ada=header)

    assert ("old" in told(network)) is is_old


def test_an_old_fact_says_on_what_it_rests():
    network = of({"Daily/2022-03-01.md": "- call: [[ada]]"}, ada="organization: Acme\ncity: Lisbon")

    assert said(told(network)["old"]) == [
        (
            "ada",
            "job and city are 5 years old or more",
            "ada.md:1, Daily/2022-03-01.md:1",
            "ask at the next talk, then write verified: 2026-11-16",
            "a guess: the last sign is of 1 Mar 2022",
        )
    ]


def test_without_any_dated_sign_nothing_is_called_old():
    assert "old" not in told(of(ada="organization: Acme\ncreated: 2001-01-01"))


# -- what is known ---------------------------------------------------------------------------------


def test_what_is_known_is_counted_and_those_of_whom_it_is_not_are_named():
    network = of(
        ada="name: Ada\nbirthday: 1990-02-03\ncity: Lisbon\nmet: 2008",
        bob="name: Bob\nbirthday: 1990\ncity: Graz",
        dead="name: Dora\ndied: 2020-01-01",
    )

    section = told(network)["known"]

    assert said(section)[:3] == [
        (None, "birthday: known of 1", "not of Bob"),
        (None, "city: known of all 2"),
        (None, "how you met: known of 1", "not of Bob"),
    ]
    assert dict(section.lines[0].values) == {"field": "birthday", "known": 1, "of": 2}
    assert section.folded
    assert not any(line.box for line in section.lines)


# -- the whole -------------------------------------------------------------------------------------


def test_the_sections_stand_by_what_is_most_worth_mending():
    network = of(
        config=CIRCLES,
        ada="name: Ada\nbirthday: soon\ncircle: freinds",
        bob="name: Ada\nbirthday: 2099-01-01",
        cleo="spouse: Nobody There",
    )

    in_order = sorted(told(network).values(), key=lambda section: section.order)
    assert [section.id for section in in_order] == [
        "not_read",
        "one_or_two",
        "impossible",
        "no_day",
        "circles",
        "loose_ties",
        "known",
    ]


def test_nothing_to_mend_is_said():
    network = of({"Daily/2026-11-01.md": "- call: [[ada]]"}, ada="name: Ada")

    sections = told(network)

    assert [*sections] == ["nothing", "known"]
    assert sections["nothing"].tally == "Nothing to mend"


@pytest.mark.parametrize("fmt", ["markdown", "html", "terminal", "json"])
def test_an_empty_vault_has_no_contacts_yet(fmt):
    shown = render("data-health", network_of(today=TODAY), fmt, plugins=(pnm_data_health,))

    assert "There are no contacts yet." in shown


def test_no_line_speaks_of_a_private_note():
    network = of(
        {"Daily/2026-11-01.md": "- call: [[Zed]] with [[wilhelmina]]"},
        config=CIRCLES,
        ada='name: Ada\nspouse: "[[wilhelmina]]"\nemail: x@home.example\nbirthday: 1990-02-03',
        wilhelmina="name: Wilhelmina\nprivate: true\nbirthday: soon\nemail: x@home.example\n"
        'circle: freinds\nfriend: "[[Zed]]"\nspouse: "[[bob]]"\nanniversary: 1991',
        bob='name: Bob\nfriend: "[[Wilhelmina]]"\nspouse: Wilhelmina',
    )

    for fmt in ("markdown", "html", "terminal", "json"):
        shown = render("data-health", network, fmt, plugins=(pnm_data_health,))
        assert "ilhelmina" not in shown
    assert "not_read" in told(network, include_private=True)


def test_the_order_of_the_notes_does_not_matter():
    people = {
        "ada": 'name: Ada King\nspouse: "[[bob]]"\nbirthday: soon\ncircle: freinds',
        "bob": 'name: Bob King\nspouse: "[[cleo]]"\nbirthday: 2099-01-01',
        "cleo": 'name: Ada King\nemail: a@home.example\nfriend: "[[Zed]]"',
        "dora": "name: Dora\nemail: a@home.example\nbirthday: 1970-01-01",
    }
    one = of(config=CIRCLES, **people)
    other = of(config=CIRCLES, **dict(reversed(people.items())))

    assert [*told(one).values()] == [*told(other).values()]


def test_a_line_is_known_again_when_its_note_grows():
    before = of(ada="birthday: soon")
    after = of(ada="city: Lisbon\nbirthday: soon")

    (one,) = told(before)["not_read"].lines
    (other,) = told(after)["not_read"].lines
    assert one.key == other.key
    assert one.sources != other.sources


def test_no_key_is_used_twice():
    people = {f"p{n}": f"name: P {n % 4}\nbirthday: {'soon' if n % 2 else 2099}" for n in range(12)}

    keys = [line.key for section in told(of(**people)).values() for line in section.lines]

    assert len(keys) == len(set(keys)) > 20


def test_a_hostile_value_does_nothing():
    name = "<script>alert(1)</script> [x](javascript:alert(1))"
    network = of(ada=f"name: {json.dumps(name)}\nbirthday: {json.dumps(name)}")

    assert "<script>alert" not in render("data-health", network, "html", plugins=(pnm_data_health,))
    assert "](javascript" not in render("data-health", network, plugins=(pnm_data_health,))


def test_three_thousand_contacts_take_a_moment():
    people = {
        f"p{n}": f"name: Person {n}\nemail: p{n % 2900}@home.example\ncity: Town {n % 40}\n"
        f'birthday: {1900 + n % 99}-01-01\nfriend: "[[Ghost {n % 700}]]"'
        for n in range(3000)
    }
    network = of(**people)

    start = time.perf_counter()
    sections = told(network)

    assert time.perf_counter() - start < 6
    assert sections["no_note"].tally == "700 people without a note"


def test_another_report_is_none_of_its_business():
    (report,) = ask(pnm_data_health, "pnm_reports")
    other = replace(report, name="weekly-review")

    assert ask(pnm_data_health, "pnm_sections", of(ada="birthday: soon"), report=other) == ()


def test_a_run_writes_nothing_but_the_note_that_is_asked_for(vault_of):
    vault = vault_of(
        {"People/Ada.md": "---\ntype: person\nbirthday: soon\n---\n"}, plugins=(pnm_data_health,)
    )

    done = vault.run("report", "data-health", today=TODAY)

    assert (done.code, "People/Ada.md:3" in done.out) == (0, True)
    vault.untouched()
    vault.run("report", "data-health", "--write", today=TODAY)
    assert (vault.root / "Reviews" / "Data health.md").is_file()
