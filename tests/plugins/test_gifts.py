"""Presents: read out of notes, told in the brief and among the birthdays."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pnm_gifts as plugin
from pnm.api import Parameter, Report, Source
from pnm.testing import ask, network_of, render

TODAY = date(2026, 11, 16)
BRIEF = Report("brief", "Brief", "brief", given={"who": ("Ada",)})
BIRTHDAYS = Report("birthdays", "Birthdays", "birthdays")


def built(notes=None, /, today=TODAY, **more):
    return network_of(notes, today=today, plugins=(plugin,), **more)


def gifts(network, contact="Ada"):
    return [(f.text, f.values["given"], f.day) for f in network.facts_of(contact, "gift")]


def person(*lines, front=""):
    front = f"{front}\n" if front else ""
    return "---\ntype: person\n" + front + "---\n" + "".join(f"{line}\n" for line in lines)


def sections(network, report=BRIEF, **more):
    return ask(plugin, "pnm_sections", network, report=report, **more)


def texts(network, report=BRIEF, **more):
    return [line.text for section in sections(network, report, **more) for line in section.lines]


# -- what is a present -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "text", "given"),
    [
        ("gift: a good atlas", "a good atlas", True),
        ("Gifts: an atlas, boots", "an atlas, boots", True),
        ("(gift) tickets for the opera", "tickets for the opera", True),
        ("present for her: wool", "wool", True),
        ("present from her: wool", "wool", False),
        ("gave her the atlas", "the atlas", True),
        ("Gave her the atlas; she loved it", "the atlas", True),
        ("gave her the atlas. Rain all day", "the atlas", True),
        ("I gave them two tickets – to Porto", "two tickets", True),
        ("gave Ada my old bicycle", "my old bicycle", True),
        ("gave Ada Lovelace a loom", "a loom", True),
        ("gave [[Ada|her]] the atlas", "the atlas", True),
        ("gave her [[The Atlas|an atlas]]", "an atlas", True),
        ("gave the old lamp to her", "the old lamp", True),
        ("gave her 3 bottles of the 2022", "3 bottles of the 2022", True),
        ("lunch: gave her a scarf", "a scarf", True),
        ("(coffee) gave her a scarf", "a scarf", True),
        ("gave her socks for Christmas", "socks for Christmas", True),
        ("gave her a present", "a present", True),
        ("gave me a print of the chapel", "a print of the chapel", False),
        ("she gave us his second-best dividers", "his second-best dividers", False),
        ("Ada gave me the map", "the map", False),
        ("got from her a sack of figs", "a sack of figs", False),
        ("got a sack of figs from Ada", "a sack of figs", False),
        ("received the print from [[Ada]]", "the print", False),
    ],
)
def test_a_present_is_read_out_of_the_log(line, text, given):
    note = person(f"- 2026-02-11 {line}", front="name: Ada Lovelace")

    assert gifts(built({"Ada.md": note})) == [(text, given, date(2026, 2, 11))]


@pytest.mark.parametrize(
    "line",
    [
        "gave her a lift",
        "gave her a big hug",
        "gave him the number of the roofer",
        "gave up, soup",
        "gave the speech",
        "gave her up for lost",
        "gave her hell",
        "gave us two weeks off",
        "gave",
        "gave her",
        "gave her the",
        "got a raise and spent it on a washing machine",
        "got the job",
        "got a call from her",
        "got home late",
        "received",
        "gave Eve a metronome",
        "presents are overrated",
        "gift shop on the pier, then tea",
        "wondered what gave her the idea",
        "gave: a lecture at the school",
        "> gave her the atlas",
    ],
)
def test_what_is_no_present_is_none(line):
    assert gifts(built({"Ada.md": person(f"- 2026-02-11 {line}")})) == []


def test_words_of_the_users_own_are_no_presents_either():
    note = {"Ada.md": person("- 2026-02-11 gave her a serenade")}

    assert len(gifts(built(note))) == 1
    assert gifts(built(note, config='[plugins.gifts]\nno_gifts = ["Serenade"]')) == []


@pytest.mark.parametrize(
    ("path", "text", "day"),
    [
        ("2026-02-11.md", "- gave [[Ada]] the atlas", date(2026, 2, 11)),
        ("2026-02-11.md", "- 2026-02-10 gave [[Ada]] the atlas", date(2026, 2, 10)),
        ("Journal.md", "- 2026-02-11 gave [[Ada]] the atlas", date(2026, 2, 11)),
        ("Journal.md", "## 2026-02-11\n- gave [[Ada]] the atlas", date(2026, 2, 11)),
        ("Journal.md", "## [[2026-02-11]] in Porto\n- gave [[Ada]] the atlas", date(2026, 2, 11)),
        ("2026-02-11.md", "- [x] gave [[Ada]] the atlas", date(2026, 2, 11)),
        ("2026-02-11.md", "gave [She](Ada.md) the atlas\r\n", date(2026, 2, 11)),
    ],
    ids=["daily", "own day", "journal", "heading", "linked heading", "ticked", "CRLF"],
)
def test_a_present_is_read_wherever_a_line_links_the_person(path, text, day):
    network = built({path: text}, Ada="name: Ada")

    assert gifts(network) == [("the atlas", True, day)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("2026-02-11.md", "- gave her the atlas, said [[Ada]]"),
        ("2026-02-11.md", "- [ ] gave [[Ada]] the atlas"),
        ("2026-02-11.md", "- [-] gave [[Ada]] the atlas"),
        ("Ideas.md", "- gave [[Ada]] the atlas"),
        ("Templates/Day.md", "- 2026-02-11 gave [[Ada]] the atlas"),
        ("2026-02-11.md", "`gave [[Ada]] the atlas`"),
        ("2026-02-11.md", "- gave ![[Ada]] the atlas"),
    ],
    ids=["nobody named", "open", "cancelled", "undated", "a template", "code", "an embed"],
)
def test_elsewhere_it_takes_a_day_and_a_link_that_says_whom(path, text):
    assert gifts(built({path: text}, Ada="name: Ada")) == []


def test_a_present_for_two_is_one_of_each():
    network = built(
        {"2026-02-11.md": "- gave [[Ada]] and [[Bob]] the pot that [[Eve]] had"},
        Ada="name: Ada",
        Bob="name: Bob",
        Eve="name: Eve",
    )

    assert (
        gifts(network)
        == gifts(network, "Bob")
        == [("the pot that Eve had", True, date(2026, 2, 11))]
    )
    assert gifts(network, "Eve") == []


def test_a_present_of_tomorrow_is_not_known_yet():
    note = {"Ada.md": person("- 2026-11-17 gave her the atlas")}

    assert gifts(built(note)) == []
    assert len(gifts(built(note, today=date(2026, 11, 17)))) == 1


def test_the_line_counts_as_a_contact_and_a_favour_as_before():
    (row,) = built({"Ada.md": person("- 2026-02-11 gave her the atlas")}).interactions_of("Ada")

    assert (row.text, row.favour) == ("gave her the atlas", "given")


def test_any_line_is_read_in_time():
    endless = "gave " + "Ada, and Ada & " * 400
    links = "gave " + ", ".join(["[[Ada]]"] * 400) + " the atlas"
    note = person(f"- 2026-02-11 {endless}", f"- 2026-02-12 {links}", "- 2026-02-13 gave \ue000 x")

    assert all(len(text) <= 120 for text, _, _ in gifts(built({"Ada.md": note})))


PIECES = st.sampled_from(
    "gave |got |received |gift: |present |(gift) |her |me |from |to |[[Ada]]|[[Bob|him]]|![[X]]|, |"
    " and |the |a |lamp|; |. | – |lift|Ada|\ue000|\ue100|[|]]|(|)|:|🎁|2|for her birthday".split(
        "|"
    )
)


@given(pieces=st.lists(PIECES, max_size=25), idea=st.booleans())
def test_any_line_is_a_short_present_or_none(pieces, idea):
    line = "".join(pieces)
    note = person("## Gift ideas", f"- {line}") if idea else person(f"- 2026-02-11 {line}")
    network = built({"Ada.md": note}, Bob="name: Bob")

    for fact in network.facts():
        assert 0 < len(fact.text) <= 120
        assert not {"\ue000", "\ue001", "\ue100"}.intersection(fact.text)
        assert set(fact.people) <= {"Ada", "Bob"}


# -- ideas -----------------------------------------------------------------------------------------


def test_ideas_come_from_the_field_and_from_lists_under_a_heading():
    note = person(
        "## Gift ideas:",
        "- a torch",
        "- [ ] [[The Atlas|an atlas]]",
        "- [x] a scarf",
        "text",
        "## Other",
        "- no idea",
        front="presents: [boots, A Torch]",
    )
    (section,) = sections(built({"Ada.md": note}))

    assert [line.text for line in section.lines] == ["ideas: boots, A Torch and an atlas"]
    assert section.lines[0].sources == (Source("Ada.md", 3), Source("Ada.md", 7))


def test_an_idea_that_was_given_says_when():
    note = person("- 2025-12-24 gave her a good Atlas of stars", front="gift_ideas: [atlas, tea]")

    assert texts(built({"Ada.md": note}))[0] == "ideas: atlas (given 24 Dec 2025) and tea"


# -- the brief -------------------------------------------------------------------------------------


def test_the_brief_says_all_that_is_known_the_newest_present_first():
    note = person(
        "- 2024-12-10 gave her a scarf",
        "- 2025-12-10 gave her a lamp",
        "- 2025-06-01 gave me a print",
        front="likes: [tea]\nallergic to: hazelnuts\nno_presents: yes\ngift_ideas: [boots]",
    )
    (section,) = sections(built({"Ada.md": note}))

    assert (section.id, section.title) == ("gifts", "Presents")
    assert [line.text for line in section.lines] == [
        "wants no presents",
        "ideas: boots",
        "likes: tea",
        "allergic to: hazelnuts",
        "from you, 10 Dec 2025: a lamp",
        "from you, 10 Dec 2024: a scarf",
        "from them, 1 Jun 2025: a print",
    ]
    assert all(line.sources for line in section.lines)
    assert len({line.key for line in section.lines}) == 7


def test_only_so_many_presents_of_before_are_told():
    lines = [f"- 2025-01-{day:02} gave her a lamp" for day in range(1, 32)]
    network = built({"Ada.md": person(*lines)})

    assert len(texts(network)) == 5
    assert len(texts(network, settings={"before": 2})) == 2


def test_of_several_people_each_has_a_section():
    network = built(Ada="likes: tea", Bob="likes: jam", Eve="name: Eve")
    report = Report("brief", "Brief", "brief", given={"who": ("Bob", "Eve", "Ada", "Bob")})

    assert [(s.id, s.title, s.order) for s in sections(network, report)] == [
        ("gifts:Bob", "Bob: presents", 172),
        ("gifts:Ada", "Ada: presents", 372),
    ]


@pytest.mark.parametrize(
    "report",
    [
        Report("brief", "Brief", "brief"),
        Report("brief", "Brief", "brief", given={"who": ("nobody",)}),
        Report("brief", "Brief", "brief", given={"who": ("Bob",)}),
        Report("weekly-review", "Review", "weekly-review", given={"who": ("Ada",)}),
    ],
    ids=["nobody asked for", "a stranger", "nothing known", "another report"],
)
def test_where_there_is_nothing_to_tell_there_is_no_section(report):
    assert sections(built(Ada="likes: tea", Bob="no_gifts: no"), report) == ()


def test_the_section_stands_in_any_format():
    who = Parameter("who", "whom you meet", kind="contact", many=True)
    report = Report("brief", "Brief", "brief", parameters=(who,))
    network = built(Ada='gift_ideas: ["<script>", "*stars*"]')

    told = {
        fmt: render(report, network, fmt, plugins=(plugin,), given={"who": "Ada"})
        for fmt in ("markdown", "html", "terminal", "json")
    }
    assert all("ideas: " in text for text in told.values())
    assert "<script>" not in told["html"]


# -- the birthdays ---------------------------------------------------------------------------------


def birthdays(network, today=TODAY, settings=None, **given):
    report = Report("birthdays", "B", "b", given={k: (str(v),) for k, v in given.items()})
    return texts(network, report, today=today, settings=settings or {})


def test_who_has_a_birthday_soon_is_told_by_day():
    network = built(
        Ada="birthday: 1986-12-10\ngift_ideas: [boots]",
        Bob="birthday: --11-20\nno_gifts: true",
        Eve="birthday: 1990-12-01",
        Kim="birthday: 1990-05-01\ngift_ideas: [tea]",
        Dee="birthday: 1990-12-02\ndied: 2020\ngift_ideas: [tea]",
        Lou="gift_ideas: [tea]",
    )
    (section,) = sections(network, BIRTHDAYS)

    assert [(line.contact_id, line.text) for line in section.lines] == [
        ("Bob", "Fri 20 Nov: wants no presents"),
        ("Ada", "Thu 10 Dec: boots"),
    ]


def test_what_was_given_before_is_told_beside():
    note = person(
        "- 2025-12-10 gave her a lamp",
        "- 2024-12-10 gave her a scarf",
        front="birthday: 1986-12-10\nlikes: tea\nallergies: [nuts, milk]",
    )
    ((line,),) = [s.lines for s in sections(built({"Ada.md": note}), BIRTHDAYS)]

    assert line.text == "Thu 10 Dec: no idea is written yet"
    assert line.details == (
        "given before: a lamp (10 Dec 2025) and a scarf (10 Dec 2024)",
        "likes tea",
        "allergic to nuts and milk",
    )


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({}, ["Fri 20 Nov", "10 Feb 2027"]),
        ({"days": "7"}, ["Fri 20 Nov"]),
        ({"from": "2027-02-01", "days": "10"}, ["10 Feb 2027"]),
        ({"quarter": "Q2"}, ["1 Apr 2027"]),
        ({"quarter": "2027-Q1"}, ["10 Feb 2027"]),
        ({"quarter": "next"}, ["10 Feb 2027"]),
        ({"quarter": "this"}, ["Fri 20 Nov"]),
        ({"quarter": "last"}, []),
        ({"quarter": "soon"}, ["Fri 20 Nov", "10 Feb 2027"]),
        ({"days": "0"}, ["Fri 20 Nov", "10 Feb 2027"]),
        ({"days": "9" * 50}, ["Fri 20 Nov", "10 Feb 2027"]),
        ({"quarter": "9999-4"}, ["20 Nov 9999"]),
        ({"quarter": "0000-4"}, ["Fri 20 Nov", "10 Feb 2027"]),
        ({"from": "9999-12-30"}, []),
    ],
    ids=str,
)
def test_the_days_are_those_that_the_report_is_asked_for(asked, days):
    network = built(
        Ada="birthday: --11-20\ngift_ideas: [tea]",
        Bob="birthday: --02-10\ngift_ideas: [tea]",
        Eve="birthday: --04-01\ngift_ideas: [tea]",
    )

    assert [text.partition(":")[0] for text in birthdays(network, **asked)] == days


def test_who_was_born_on_29_february_gets_a_day():
    network = built(Ada="birthday: 2000-02-29\ngift_ideas: [tea]")

    assert birthdays(network, today=date(2027, 2, 1)) == ["Sun 28 Feb: tea"]


# -- what is private -------------------------------------------------------------------------------

PRIVATE = {
    "Ada": "birthday: --11-20\ngift_ideas: [tea, what Bob Secret likes]",
    "Bob": "name: Bob Secret\nprivate: true\nbirthday: --11-21\ngift_ideas: [jam]",
}


def test_private_contacts_are_neither_told_of_nor_named():
    network = built(**PRIVATE)

    assert birthdays(network) == ["Fri 20 Nov: tea"]
    assert texts(network) == ["ideas: tea"]


def test_a_setting_shows_private_contacts_among_the_birthdays():
    told = birthdays(built(**PRIVATE), settings={"include_private": True})

    assert told == ["Fri 20 Nov: tea and what Bob Secret likes", "Sat 21 Nov: jam"]


def test_who_is_asked_for_by_name_is_shown():
    report = Report("brief", "Brief", "brief", given={"who": ("Bob",)})

    assert texts(built(**PRIVATE), report) == ["ideas: jam"]


def test_a_private_note_is_not_quoted_but_for_ones_own():
    notes = {"2026-02-11.md": "---\nprivate: true\n---\ngave [[Ada]] the ring\n"}
    own = person("- 2026-02-12 gave her a lamp", front="private: true")

    assert texts(built({**notes, "Ada.md": own})) == ["from you, Thu 12 Feb: a lamp"]


# -- in pnm ----------------------------------------------------------------------------------------

NOTE = person("- 2026-02-11 gave her a serenade", front="gift ideas: [boots]\nno_gifts: at my age")


def test_the_card_the_check_and_the_brief_know_what_is_written(vault_of):
    vault = vault_of({"People/Ada.md": NOTE}, bundled=True, today=TODAY)

    assert "gift_ideas: boots  [People/Ada.md:3]" in vault.run("show", "ada").out
    assert "no_gifts:  at my age" in vault.run("show", "ada").out
    assert "People/Ada.md:4: PNM107 no_gifts 'at my age'" in vault.run("check").out
    assert vault.run("list", "has:gift_ideas").out.startswith("Ada")
    assert "from you, Wed 11 Feb: a serenade" in vault.run("brief", "ada").out
    vault.untouched()


def test_notes_are_read_again_when_a_setting_changes(vault_of):
    vault = vault_of({"People/Ada.md": NOTE}, bundled=True, today=TODAY)
    before = vault.run("brief", "ada").out
    vault.write(".pnm/config.toml", '[plugins.gifts]\nno_gifts = ["serenade"]\n')
    after = vault.run("brief", "ada").out

    assert ("a serenade" in before, "from you" in after) == (True, False)
    assert "ideas: boots" in after


# -- the page --------------------------------------------------------------------------------------

CODE = re.compile("`([^`]+)`")


@pytest.fixture(scope="module")
def page(pytestconfig):
    return (pytestconfig.rootpath / "docs" / "plugins" / "gifts.md").read_text("utf-8")


def test_the_page_names_every_field_with_its_keys(page):
    rows = re.findall(r"^\| `(\w+)` \| (`.+`) \| (.+) \|$", page, re.M)

    assert {name: CODE.findall(keys) for name, keys, _ in rows} == {
        field.name: [field.name, *field.synonyms] for field in ask(plugin, "pnm_fields")
    }


def test_the_page_names_every_heading_and_every_setting(page):
    from pnm_gifts.options import Options
    from pnm_gifts.words import HEADINGS

    told = page.partition("The headings are ")[2].partition(".\n")[0]
    assert set(CODE.findall(told)) == HEADINGS
    settings = page.partition("[plugins.gifts]\n")[2].partition("```")[0]
    assert set(re.findall(r"^(\w+) =", settings, re.M)) == set(Options.__slots__)


def test_the_lines_of_the_page_are_read_as_it_says(page):
    rows = re.findall(r"^\| `(- 2025-12-10 .+?)` \| (.+?) \|$", page, re.M)
    assert len(rows) == 10
    for line, told in rows:
        found = gifts(built({"Ada.md": person(line)}))
        said = [f"{'given' if given else 'received'}: {text}" for text, given, _ in found]
        assert (said or ["nothing"]) == [told], line


def test_the_contact_of_the_page_is_read_without_a_fault(page):
    note = re.search(r"```markdown\n(.+?)```", page, re.S)[1]
    network = built({"Ada.md": note})

    assert network.diagnostics == ()
    assert texts(network) == [
        "ideas: a good atlas, walking boots and the long paring chisel",
        "likes: dark chocolate",
        "allergic to: hazelnuts",
    ]
