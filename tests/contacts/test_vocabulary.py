"""The words that plugins add: each has one meaning, and who comes second is told."""

import re
from itertools import permutations
from pathlib import Path

import pytest

from pnm.contacts.keys import PERSON_KEYS
from pnm.contacts.kinds_of_relation import INVERSE, MORE, PNMS, SAME
from pnm.contacts.profile import Profile
from pnm.contacts.vocabulary import CLASH, NONE, vocabulary_of
from pnm.model import Field, RelationKind

PAGE = Path(__file__).parents[2] / "docs" / "codes.md"


def field(name, *synonyms, kind="text"):
    return Field(name, "about", kind, synonyms)


def kind(name, inverse="", synonyms=(), inverse_synonyms=()):
    return RelationKind(name, "about", inverse, synonyms, inverse_synonyms)


def names(vocabulary):
    return {key: own.field.name for key, own in vocabulary.keys.items()}


def messages(vocabulary):
    assert {problem.code for problem in vocabulary.problems} <= {CLASH}
    return [f"{problem.source}: {problem.message}" for problem in vocabulary.problems]


# -- fields ----------------------------------------------------------------------------------------


def test_a_key_is_folded_like_any_other():
    found = vocabulary_of([("gifts", field("gift_ideas", "Present ideas", "wish-list"))], [])

    assert names(found) == dict.fromkeys(("giftideas", "presentideas", "wishlist"), "gift_ideas")
    assert found.problems == ()


@pytest.mark.parametrize("key", sorted(PERSON_KEYS))
def test_no_field_takes_a_key_of_pnms_own(key):
    found = vocabulary_of([("lunch", field(key))], [])

    assert (names(found), len(found.problems)) == ({}, 1)


@pytest.mark.parametrize("word", [*INVERSE, *" ".join([*SAME.values(), *MORE.values()]).split()])
def test_no_field_and_no_kind_takes_a_word_for_one_of_pnms_relations(word):
    fields, kinds = (
        vocabulary_of([("a", field(word))], []),
        vocabulary_of([], [("a", kind(word))]),
    )

    assert (names(fields), dict(kinds.kinds.own)) == ({}, {})
    assert len(fields.problems) == len(kinds.problems) == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("birthday", "pnm reads 'birthday' as its own key 'birthday'"),
        ("E Mail", "pnm reads 'E Mail' as its own key 'email'"),
        ("phone_boat", "pnm reads 'phone_boat' as its own key 'phone'"),
        ("linkedin", "pnm reads 'linkedin' as its own key 'url'"),
        ("Mother", "pnm reads 'Mother' as its own relation 'parent'"),
        ("file-class", "pnm reads 'file-class' as what a note is"),
        ("generated_by", "pnm reads 'generated_by' as what a note is"),
        ("", "'' is no name of a field"),
        (" _ ", "' _ ' is no name of a field"),
        ("two\nlines", "'two\\nlines' is no name of a field"),
        ("[x", "'[x' is no name of a field"),
    ],
    ids=[
        "a key",
        "another spelling",
        "a key with a label",
        "a page",
        "a word for a relation",
        "a type",
        "the mark of a review",
        "nothing",
        "noise",
        "two lines",
        "a bracket",
    ],
)
def test_a_field_whose_name_is_taken_is_left_out(name, why):
    found = vocabulary_of([("lunch", field(name, "free_word"))], [])

    assert names(found) == {}
    assert messages(found) == [f"plugin lunch: its field {name!r} is left out, because {why}"]


def test_a_synonym_that_is_taken_costs_no_more_than_itself():
    found = vocabulary_of([("lunch", field("dish", "food", "title"))], [])

    assert names(found) == {"dish": "dish", "food": "dish"}
    assert messages(found) == [
        "plugin lunch: 'title' does not stand for its field 'dish', "
        "because pnm reads 'title' as its own key 'title'"
    ]


def test_of_two_plugins_the_first_by_name_has_a_word_whoever_comes_first():
    rows = [("zoo", field("pet", "animal")), ("ark", field("animal")), ("boat", field("boat"))]

    for order in permutations(rows):
        found = vocabulary_of(order, [])

        assert {key: own.plugin for key, own in found.keys.items()} == {
            "animal": "ark",
            "boat": "boat",
            "pet": "zoo",
        }
        assert messages(found) == [
            "plugin zoo: 'animal' does not stand for its field 'pet', "
            "because 'animal' is field 'animal' of plugin ark"
        ]


def test_a_field_of_no_known_kind_is_left_out():
    found = vocabulary_of([("lunch", field("dish", kind="colour"))], [])

    assert names(found) == {}
    assert "its kind is 'colour', not one of text, list, number" in messages(found)[0]


def test_the_fields_are_told_by_name():
    found = vocabulary_of([("b", field("one", "two")), ("a", field("three"))], [])

    assert [(own.plugin, own.field.name) for own in found.fields] == [("b", "one"), ("a", "three")]


# -- kinds of relation -----------------------------------------------------------------------------

CLIENT = kind("client", "supplier", ("clients",), ("suppliers", "vendor"))


@pytest.mark.parametrize(
    ("word", "name", "other"),
    [
        ("Client", "client", "supplier"),
        ("clients", "client", "supplier"),
        ("Vendor", "supplier", "client"),
        ("supplier", "supplier", "client"),
        ("mother", "parent", "child"),
    ],
    ids=["the kind", "a synonym", "a synonym of the inverse", "the inverse", "one of pnm's own"],
)
def test_a_kind_is_known_by_all_its_words_and_from_both_sides(word, name, other):
    kinds = vocabulary_of([], [("roles", CLIENT)]).kinds

    assert kinds.word(word).kind == name
    assert (kinds.inverse(name), kinds.inverse(other)) == (other, name)


def test_a_kind_without_an_inverse_is_its_own():
    kinds = vocabulary_of([], [("x", kind("rival"))]).kinds

    assert (kinds.word("rival").kind, kinds.inverse("rival")) == ("rival", "rival")


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (kind("friend", "fan"), "pnm reads 'friend' as its own relation 'friend'"),
        (kind("protege", "mentor"), "pnm reads 'mentor' as its own relation 'mentor'"),
        (kind("company", "worker"), "pnm reads 'company' as its own key 'organization'"),
        (kind("worker", "company"), "pnm reads 'company' as its own key 'organization'"),
    ],
    ids=["its name", "its inverse", "a key", "a key as inverse"],
)
def test_a_kind_that_is_half_taken_is_left_out(one, why):
    found = vocabulary_of([], [("x", one)])

    assert (dict(found.kinds.own), dict(found.kinds.words)) == ({}, {})
    assert messages(found) == [f"plugin x: its relation {one.name!r} is left out, because {why}"]


def test_two_plugins_may_declare_the_very_same():
    other = kind("supplier", "client", ("provider",), ("customer",))
    found = vocabulary_of([], [("a", CLIENT), ("b", other)])

    assert found.problems == ()
    assert found.kinds.word("customer").kind == "client"
    assert found.kinds.word("provider").kind == "supplier"


def test_another_inverse_of_the_same_word_is_told():
    found = vocabulary_of([], [("b", kind("client", "lawyer")), ("a", CLIENT)])

    assert found.kinds.inverse("client") == "supplier"
    assert messages(found) == [
        "plugin b: its relation 'client' is left out, "
        "because 'client' is relation 'client' of plugin a"
    ]


def test_a_field_and_a_kind_do_not_share_a_word():
    found = vocabulary_of([("b", field("client"))], [("a", CLIENT)])

    assert names(found) == {}
    assert len(found.problems) == 1


# -- the profile -----------------------------------------------------------------------------------


def test_a_profile_without_plugins_has_nothing_of_its_own():
    assert Profile().vocabulary is NONE
    assert NONE.kinds is PNMS


def test_profiles_with_other_words_are_other_profiles():
    one = Profile(fields=(("gifts", field("gift_ideas")),))

    assert one != Profile()
    assert one == Profile(fields=(("gifts", field("gift_ideas")),))


def test_the_page_shows_what_is_said_of_a_word_that_is_taken():
    (problem,) = vocabulary_of([("lunch", field("birthday"))], []).problems
    told = re.search(r"^## PNM911 .+?```text\n(.+?)```", PAGE.read_text("utf-8"), re.M | re.S)

    assert told[1] == f"{problem}\n"
