"""Which note a link means, and which contact a name means."""

import unicodedata

import pytest

from pnm.network.resolve import Resolver
from pnm.testing import network_of

PERSON = "---\ntype: person\n{}\n---\n"


def met(link, people, origin="Daily/2026-03-01.md", notes=()):
    """Return whom a daily note with this link is about, of people given by path and front."""
    network = network_of(
        {
            **{path: PERSON.format(front) for path, front in people.items()},
            **dict.fromkeys(notes, ""),
            origin: f"Lunch with {link}.",
        }
    )
    found = {person for row in network.interactions for person in row.people}
    codes = [d.code for d in network.diagnostics if d.code == "PNM202"]
    return sorted(found), len(codes)


@pytest.mark.parametrize(
    ("link", "people", "whom"),
    [
        ("[[Ada]]", ["Ada.md"], "Ada"),
        ("[[Ada]]", ["People/Ada.md"], "People/Ada"),
        ("[[People/Ada]]", ["People/Ada.md", "Old/Ada.md"], "People/Ada"),
        ("[[Friends/Ada]]", ["People/Friends/Ada.md", "People/Work/Ada.md"], "People/Friends/Ada"),
        ("[[Ada.md]]", ["People/Ada.md"], "People/Ada"),
        ("[[Ada#Log]]", ["People/Ada.md"], "People/Ada"),
        ("[[Ada#^block|A.]]", ["People/Ada.md"], "People/Ada"),
        ("[[Ada|the countess]]", ["People/Ada.md"], "People/Ada"),
        ("[[/People/Ada]]", ["People/Ada.md"], "People/Ada"),
        ("[[ada]]", ["People/Ada.md"], "People/Ada"),
        ("[[people/ada]]", ["People/Ada.md"], "People/Ada"),
        ("[[Ada]]", ["a/Ada.md", "b/ada.md"], "a/Ada"),
        ("[[Ada]]", ["People/Ada.md", "ada.md"], "People/Ada"),
        ("[[ada]]", ["a/Ada.md", "b/ada.md"], "b/ada"),
        ("[[Ada]]", ["People/Ada.md", "Daily/Ada.md"], "Daily/Ada"),
        ("[[Ada]]", ["People/Ada.md", "Daily/Old/Ada.md"], "Daily/Old/Ada"),
        ("[[J. Doe]]", ["People/J. Doe.md"], "People/J. Doe"),
        ("[A.](../People/Ada.md)", ["People/Ada.md"], "People/Ada"),
        ("[A.](../People/Ada%20L.md#Log)", ["People/Ada L.md"], "People/Ada L"),
        ("[A.](<../People/Ada L.md>)", ["People/Ada L.md"], "People/Ada L"),
        ("[A.](Ada)", ["People/Ada.md"], "People/Ada"),
        ("[[Old/Ada]]", ["People/Ada.md"], "People/Ada"),
    ],
    ids=[
        "file name",
        "file name in a folder",
        "path",
        "end of a path",
        "suffix",
        "heading",
        "block and label",
        "label",
        "leading slash",
        "another case",
        "path in another case",
        "same case first",
        "same case before the vault itself",
        "same lower case first",
        "nearest folder first",
        "nearest tree first",
        "dot in the name",
        "Markdown link upwards",
        "Markdown link, encoded",
        "Markdown link, in angle brackets",
        "Markdown link without suffix",
        "path of a note that was moved",
    ],
)  # fmt: skip
def test_a_link_means_one_note(link, people, whom):
    assert met(link, dict.fromkeys(people, "")) == ([whom], 0)


@pytest.mark.parametrize(
    ("link", "front"),
    [
        ("[[Ada Lovelace]]", "name: Ada Lovelace"),
        ("[[ADA LOVELACE]]", "name: Ada Lovelace"),
        ("[[Addie]]", "aliases: [Addie]"),
        ("[[urn:uuid:6F1C]]", "uid: urn:uuid:6f1c"),
        ("[[urn:uuid:6f1c]]", "uid: 6f1c"),
        ("[[ada-l]]", "slug: ada-l"),
        ("[[Łukasz]]", "name: Lukasz"),
        ("[[lukasz]]", "name: Łukasz"),
    ],
    ids=["name", "name folded", "alias", "uid", "uid without prefix", "slug", "fold", "folded"],
)
def test_a_link_to_no_file_may_name_a_person(link, front):
    assert met(link, {"People/x1.md": front}) == (["People/x1"], 0)


def test_a_file_comes_before_a_name():
    assert met("[[Ada]]", {"People/Ada.md": "", "People/x1.md": "name: Ada"})[0] == ["People/Ada"]


@pytest.mark.parametrize("other", ["Apps/BookFusion.md", "Plugins/BookFusion.md"])
def test_of_two_equally_near_notes_the_person_is_meant(other):
    people = {"People/BookFusion.md": ""}

    assert met("[[BookFusion]]", people, notes=[other]) == (["People/BookFusion"], 0)


def test_the_nearer_note_is_meant_although_it_is_no_person():
    assert met("[[Ada]]", {"People/Ada.md": ""}, notes=["Daily/Ada.md"]) == ([], 0)


@pytest.mark.parametrize(
    "people",
    [
        {"Work/Ada.md": "", "Home/Ada.md": ""},
        {"a.md": "aliases: [Ada]", "b.md": "aliases: [Ada]"},
    ],
    ids=["two files", "two aliases"],
)
def test_an_unclear_link_takes_the_first_and_is_reported(people):
    assert met("[[Ada]]", people) == ([min(people).removesuffix(".md")], 1)


def test_an_unclear_link_is_reported_with_its_line_and_what_to_write():
    network = network_of(
        {
            "Home/Ada.md": PERSON.format(""),
            "Work/Ada.md": PERSON.format(""),
            "Ideas.md": "# Ideas\n\nAsk [[Ada|her]].",
        }
    )

    (found,) = [d for d in network.diagnostics if d.code == "PNM202"]

    assert str(found.source) == "Ideas.md:3"
    assert found.message == "[[Ada]] may mean Home/Ada or Work/Ada; Home/Ada is taken"
    assert found.mend == "write [[Home/Ada|Ada]]"


def test_what_is_reported_does_not_depend_on_what_was_asked_before():
    notes = {
        "Home/Ada.md": PERSON.format(""),
        "Work/Ada.md": PERSON.format(""),
        "Ideas.md": "Ask [[Ada]].",
    }
    fresh, asked = network_of(notes), network_of(notes)

    asked.mentions_of("Home/Ada")
    asked.rejected_of("Home/Ada")
    assert asked.ties == ()

    assert asked.diagnostics == fresh.diagnostics
    assert [d.code for d in fresh.diagnostics] == ["PNM202", "PNM204"]


def test_a_name_in_two_unicode_forms_is_one():
    path = unicodedata.normalize("NFD", "Amis/José Né.md")
    link = unicodedata.normalize("NFC", "[[José Né]]")

    assert met(link, {path: ""}) == ([path.removesuffix(".md")], 0)


@pytest.mark.parametrize(
    "link", ["[[#Heading]]", "[[ ]]", "[[../..]]", "[[/]]", "[[.md]]", "[x]()"]
)
def test_a_link_to_nowhere_means_nobody(link):
    assert met(link, {"People/Ada.md": ""}) == ([], 0)


def test_many_files_of_one_name_are_told_apart_by_folder():
    paths = [f"{folder:04}/Ada.md" for folder in range(500)]
    resolver = Resolver(paths, {})

    assert resolver.notes("Ada", "0123/x.md") == ("0123/Ada",)
    assert len(resolver.notes("Ada", "x.md")) == 500


# -- names ---------------------------------------------------------------------------------------


@pytest.fixture
def resolver():
    return network_of(
        ada1="name: Ada Lovelace\nslug: ada-l\nemail: ada@home.example\nuid: 6f1c",
        ada2="name: Ada Byrne\naliases: [Addie]",
        luk="given_name: Łukasz\nname: L. Nowak",
    ).resolver


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Ada Lovelace", ["ada1"]),
        ("ada  lovelace", ["ada1"]),
        ("ada-l", ["ada1"]),
        ("ADA@home.example", ["ada1"]),
        ("uid:6F1C", ["ada1"]),
        ("urn:uuid:6f1c", ["ada1"]),
        ("addie", ["ada2"]),
        ("Ada", []),
        ("", []),
    ],
)
def test_people_are_found_by_a_whole_name(resolver, name, people):
    assert resolver.people(name) == people


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("ada", ["ada1", "ada2"]),
        ("Ada Byrne", ["ada2"]),
        ("ada.byrne", ["ada2"]),
        ("ada_byrne", ["ada2"]),
        ("lukasz", ["luk"]),
        ("nobody", []),
    ],
)
def test_people_are_called_by_a_given_name(resolver, name, people):
    assert resolver.called(name) == people
