"""The card shows what a note says in the fields of plugins, with names, lines and values."""

import json
from datetime import date

import pytest

from pnm.hookspecs import hookimpl
from pnm.model import Field, RelationKind

NOTE = """---
type: person
dish: jota, with bread
presents: [atlas, "boots, brown"]
shoes: 38,5
moved: 3 Nov 2025
vegetarian: no
emergency: ["[[Bob]]", "[[Zoe]]"]
boss_of: "[[Bob]]"
hat: wide
---
"""


class Lunch:
    """A plugin with a field of each kind, and a kind of relation."""

    @hookimpl
    def pnm_fields(self):
        yield Field("dish", "what they like to eat")
        yield Field("gift_ideas", "what to give them", "list", ("presents",))
        yield Field("shoe_size", "their shoes", "number", ("shoes",))
        yield Field("hat", "the size of their hat", "number")
        yield Field("moved", "the day they moved", "day")
        yield Field("vegetarian", "whether they eat no meat", "flag")
        yield Field("emergency", "whom to call", "contact")

    @hookimpl
    def pnm_relation_kinds(self):
        yield RelationKind("minion", "whom they command", "overlord", ("boss_of",))


@pytest.fixture
def vault(vault_of):
    notes = {"People/Ada.md": NOTE, "People/Bob.md": "---\ntype: person\nname: Robert\n---\n"}
    return vault_of(notes, plugins={"lunch": Lunch()}, today=date(2026, 3, 2))


def test_the_card_has_each_field_with_its_line(vault):
    card = vault.run("show", "ada").out
    told = [row.strip() for row in card.splitlines() if "[People/Ada.md:" in row or "hat" in row]

    assert told == [
        "hat:       wide",
        "dish:      jota, with bread  [People/Ada.md:3]",
        "gift_ideas: atlas, boots, brown  [People/Ada.md:4]",
        "shoe_size: 38.5  [People/Ada.md:5]",
        "moved:     2025-11-03  [People/Ada.md:6]",
        "vegetarian: no  [People/Ada.md:7]",
        "emergency: Robert, Zoe  [People/Ada.md:8]",
        "minion: Robert  [People/Ada.md:9]",
    ]
    vault.untouched()


def test_the_other_side_is_on_the_others_card(vault):
    assert "overlord: Ada  [People/Ada.md:9]" in vault.run("show", "bob").out


def test_json_has_values_of_their_kinds(vault):
    fields = json.loads(vault.run("show", "ada", "--json").out)["fields"]

    assert {name: row["value"] for name, row in fields.items()} == {
        "dish": "jota, with bread",
        "gift_ideas": ["atlas", "boots, brown"],
        "shoe_size": 38.5,
        "moved": "2025-11-03",
        "vegetarian": False,
        "emergency": ["People/Bob", "link:Zoe"],
    }
    assert fields["moved"]["source"] == "People/Ada.md:6"
    assert {row["plugin"] for row in fields.values()} == {"lunch"}


def test_who_has_no_such_field_has_none_in_json(vault):
    assert json.loads(vault.run("show", "bob", "--json").out)["fields"] == {}


def test_the_check_tells_of_the_value_that_is_not_of_its_kind(vault):
    done = vault.run("check")

    assert "People/Ada.md:10: PNM107 hat 'wide' is not a number" in done.out
    assert done.code == 1


def test_without_plugins_the_keys_are_shown_as_they_are(vault):
    card = vault.run("show", "ada", "--no-plugins").out

    assert "shoes:     38,5" in card
    assert "presents:  atlas, boots, brown" in card
    assert "boss_of:   Bob" in card
