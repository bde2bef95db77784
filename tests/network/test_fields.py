"""Fields of plugins in the network: values of their kind, people looked up, nothing lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnm.diagnostics import Source
from pnm.hookspecs import hookimpl
from pnm.model import Field, FieldValue
from pnm.query import parse_query, select
from pnm.query.evaluate import Knowledge
from pnm.testing import network_of


class Lunch:
    """A plugin with a field of each kind."""

    @hookimpl
    def pnm_fields(self):
        yield Field("dish", "what they like to eat")
        yield Field("gift_ideas", "what to give them", "list", ("presents",))
        yield Field("shoe_size", "their shoes", "number", ("shoes",))
        yield Field("moved", "the day they moved", "day")
        yield Field("vegetarian", "whether they eat no meat", "flag")
        yield Field("emergency", "whom to call", "contact", ("in_case",))


LUNCH = {"lunch": Lunch()}


def built(notes=None, /, plugins=LUNCH, **more):
    return network_of(notes, plugins=plugins, **more)


@pytest.mark.parametrize(
    ("written", "field", "value"),
    [
        ("dish: jota", "dish", "jota"),
        ("presents: [atlas, boots]", "gift_ideas", ("atlas", "boots")),
        ("shoes: 38", "shoe_size", 38),
        ("shoes: 38,5", "shoe_size", 38.5),
        ("moved: 3 Nov 2025", "moved", date(2025, 11, 3)),
        ("vegetarian: yes", "vegetarian", True),
        ("vegetarian: no", "vegetarian", False),
        ('in case: "[[Bob]]"', "emergency", ("Bob",)),
        ("emergency: robert", "emergency", ("Bob",)),
        ('emergency: ["[[Bob]]", "[[bob]]", "[[Zoe]]"]', "emergency", ("Bob", "link:Zoe")),
        ('emergency: "[[Me]]"', "emergency", ("Me",)),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_field_gives_a_value_of_its_kind(written, field, value):
    network = built(Ada=f"name: Ada\n{written}", Bob="name: Robert", Me="me: true")

    assert network.field("Ada", field) == value
    assert type(network.field("Ada", field)) is type(value)
    assert network.fields_of("Ada") == (FieldValue(field, value, Source("Ada.md", 4), "lunch"),)


def test_values_stand_in_the_order_of_their_lines():
    network = built(Ada="shoes: 38\ndish: jota\nvegetarian: yes")

    assert [row.field for row in network.fields_of("Ada")] == ["shoe_size", "dish", "vegetarian"]


@pytest.mark.parametrize("name", ["gift_ideas", "Gift Ideas", "presents"])
def test_a_field_is_asked_for_by_any_of_its_words(name):
    assert built(Ada="presents: [atlas]").field("Ada", name) == ("atlas",)


@pytest.mark.parametrize("name", ["dish", "city", "", "no_such_field"])
def test_what_a_note_does_not_say_is_none(name):
    assert built(Ada="city: Lisbon").field("Ada", name) is None


def test_a_contact_without_a_note_and_a_stranger_have_no_fields():
    network = built(Ada='friend: "[[Zoe]]"\ndish: jota')

    assert (network.fields_of("link:Zoe"), network.fields_of("nobody")) == ((), ())
    assert network.field("nobody", "dish") is None


def test_the_owner_of_the_vault_has_fields_as_well():
    network = built(Me="me: true\ndish: jota")

    assert network.field("Me", "dish") == "jota"


def test_who_is_not_known_yet_has_no_fields():
    notes = {"Ada": "created: 2026-02-01\ndish: jota"}

    assert built(today=date(2026, 2, 1), **notes).field("Ada", "dish") == "jota"
    assert built(today=date(2026, 1, 31), **notes).fields_of("Ada") == ()


def test_without_the_plugin_all_is_kept_under_the_keys_as_written():
    network = built(plugins={}, Ada="presents: [atlas, boots]\nin case: '[[Bob]]'\nshoes: 38")

    assert network.fields_of("Ada") == ()
    assert dict(network["Ada"].extra) == {
        "presents": "atlas, boots",
        "in case": "Bob",
        "shoes": "38",
    }


def test_with_the_plugin_nothing_is_told_twice():
    assert dict(built(Ada="presents: [atlas]\nhobby horse: yes")["Ada"].extra) == {
        "hobby horse": "yes"
    }


# -- people ----------------------------------------------------------------------------------------


def told(network):
    return [f"{row.source}: {row.code} {row.message}" for row in network.diagnostics]


@pytest.mark.parametrize(
    ("written", "text", "said"),
    [
        ("'[[Acme]]'", "[[Acme]]", "Ada.md:3: PNM107 emergency '[[Acme]]' is not a contact"),
        ("Eve", "Eve", "Ada.md:3: PNM203 emergency names 'Eve' as plain text"),
        ("Kim", "Kim", "Ada.md:3: PNM202 'Kim' may mean Kim Lee or Kim; nobody is taken"),
        ("yes", "yes", None),
        ("112", "112", None),
    ],
    ids=["a company", "nobody's name", "two people's name", "a word", "a number"],
)
def test_what_names_nobody_is_told_and_kept_as_text(written, text, said):
    notes = {"Acme.md": "---\ntype: company\n---\n"}
    people = {"Kim": "name: Kim", "Kim Lee": "aliases: [Kim]"}
    network = built(notes, Ada=f"emergency: {written}", **people)

    assert network.fields_of("Ada") == ()
    assert dict(network["Ada"].extra) == {"emergency": text}
    assert told(network) == ([said] if said else [])


def test_a_plain_name_is_found_and_a_link_suggested():
    network = built(Ada="emergency: Bob", Bob="name: Bob")

    assert network.field("Ada", "emergency") == ("Bob",)
    assert dict(network["Ada"].extra) == {}
    assert told(network) == ["Ada.md:3: PNM203 emergency names 'Bob' as plain text"]


def test_who_is_linked_in_a_field_is_a_person_without_a_note():
    network = built(Ada="emergency: '[[Zoe]]'")

    assert "link:Zoe" in network
    assert network.field("Ada", "emergency") == ("link:Zoe",)


def test_of_somebody_who_is_not_known_yet_nothing_is_told():
    network = built(today=date(2026, 1, 31), Ada="emergency: '[[Bob]]'", Bob="created: 2026-02-01")

    assert (network.fields_of("Ada"), told(network)) == ((), [])


# -- queries ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("has:gift_ideas", ["Ada"]),
        ("has:presents", ["Ada"]),
        ("has:vegetarian", ["Bob"]),
        ("has:shoes", ["Ada", "Bob"]),
        ("has:emergency", []),
    ],
)
def test_has_finds_fields_and_texts_that_are_not_of_their_kind(query, found):
    network = built(Ada="presents: [atlas]\nshoes: large", Bob="vegetarian: no\nshoes: 38")

    assert [c.id for c in select(parse_query(query), network, Knowledge())] == found


# -- order -----------------------------------------------------------------------------------------

NOTES = {
    "Ada.md": "---\ntype: person\npresents: [a, b]\nemergency: ['[[Bob]]', '[[Zoe]]', Kim]\n---\n",
    "Bob.md": "---\ntype: person\nemergency: '[[zoé]]'\nshoes: wide\n---\nPresents:: c\n",
    "Old/Bob.md": "---\ntype: person\naliases: [Kim]\nshoes: 41\n---\n",
    "Kim.md": "---\ntype: person\nemergency: '[[Acme]]'\n---\n",
    "Acme.md": "---\ntype: company\n---\n",
}


def all_of(notes):
    network = built(dict(notes))
    return (
        tuple(network),
        [network.fields_of(contact.id) for contact in network],
        network.diagnostics,
    )


@settings(max_examples=40, deadline=None)
@given(notes=st.permutations(list(NOTES.items())))
def test_the_order_of_notes_does_not_matter(notes):
    assert all_of(notes) == all_of(NOTES.items())
