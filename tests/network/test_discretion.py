"""What may be told of a vault: nobody private is named, nothing about them is quoted."""

from dataclasses import replace
from datetime import date

import pytest

from pnm.diagnostics import Source
from pnm.hookspecs import hookimpl
from pnm.model import Fact, Mention, Reminder
from pnm.network import discretion_of
from pnm.testing import network_of

DAY = date(2026, 2, 1)


class Said:
    """Reads `text!` out of lines."""

    @hookimpl
    def pnm_facts(self, note):
        for line in note.lines:
            if line.rest.endswith("!"):
                yield Fact("said", line.line, line.rest, line.links)


VAULT = {
    "Ada.md": "---\ntype: person\nspouse: [[Bob]]\n---\n"
    "- 2026-02-01 call: about boats\n"
    "- 2026-02-02 dinner with [[Eve]]: all went well\n"
    "- 2026-02-03 call: Nightingale sends her love\n"
    "- [ ] send the map 📅 2026-03-04\n"
    "- [ ] ask [[Eve]] for the key 📅 2026-03-05\n"
    "- [ ] tell me of Nightingale 📅 2026-03-06\n",
    "Bob.md": "---\ntype: person\n---\n",
    "Eve.md": "---\ntype: person\nname: Eve Moss\naliases: Nightingale\nprivate: true\n---\n"
    "- 2026-02-04 call: secrets\n- 2026-02-05 lunch with [[Ada]]: more secrets\n",
    "Dan.md": "---\ntype: person\nprivate: true\n---\n- 2026-02-06 call: his own affair\n",
    "Diary.md": "---\nprivate: true\ndate: 2026-02-07\n---\n- call with [[Ada]]: quarrelled\n",
    "Plans.md": "---\nprivate: true\n---\nNothing but [[Ada]] and boats!\n",
}


@pytest.fixture(name="network")
def a_network():
    return network_of(VAULT, plugins={"said": Said()})


@pytest.fixture(name="discretion")
def the_plain_one(network):
    return discretion_of(network)


def talk(network, day):
    (row,) = (row for row in network.interactions if row.day == date(2026, 2, day))
    return row


def promise(network, day):
    (row,) = (row for row in network.promises if row.due == date(2026, 3, day))
    return row


def test_who_is_private_is_not_named(discretion):
    assert [one for one in ("Ada", "Bob", "Dan", "Eve") if discretion.shows(one)] == ["Ada", "Bob"]


def test_notes_of_private_people_are_private_and_so_are_those_marked_so(discretion):
    assert discretion.ids == {"Dan", "Eve"}
    assert discretion.paths == {"Dan.md", "Diary.md", "Eve.md", "Plans.md"}


@pytest.mark.parametrize(
    "text",
    [
        "tea with Eve Moss",
        "tea with EVE MOSS's aunt",
        "Eve, Moss and lichen",
        "the nightingale sings",
        "see [[Eve]]",
        "see Dan.",
        "Nightingale",
    ],
    ids=[
        "by name",
        "in another spelling",
        "with a mark between",
        "by alias",
        "by note",
        "another",
        "nothing else",
    ],
)
def test_a_text_that_names_somebody_private_is_not_clear(discretion, text):
    assert not discretion.clears(text)


@pytest.mark.parametrize("text", ["", "tea with Ada", "Christmas evening", "a dance with Danny"])
def test_other_texts_are_clear(discretion, text):
    assert discretion.clears(text)


def test_a_note_may_be_spoken_of_where_neither_it_nor_the_words_are_private(discretion):
    assert discretion.allows("Ada.md")
    assert discretion.allows("Ada.md", "a city", "a country")
    assert not discretion.allows("Ada.md", "a city", "Eve Moss's country")
    assert not discretion.allows("Diary.md")


@pytest.mark.parametrize(
    ("day", "open_", "told"),
    [
        (1, True, "about boats"),
        (2, True, ""),
        (3, True, ""),
        (4, False, ""),
        (5, False, ""),
        (7, False, ""),
    ],
    ids=[
        "nobody private is there",
        "somebody private was there",
        "somebody private is named",
        "their own note",
        "their own note, about others",
        "a private note of another kind",
    ],
)
def test_a_time_of_being_in_touch_is_quoted_where_nobody_private_is(
    network, discretion, day, open_, told
):
    row = talk(network, day)

    assert discretion.is_open(row) is open_
    assert discretion.quotes(row) is bool(told)
    assert discretion.told(row).endswith(told)
    assert bool(discretion.told(row)) is bool(told)


@pytest.mark.parametrize(
    ("day", "quoted"),
    [(4, True), (5, False), (6, False)],
    ids=["a plain one", "of somebody private", "that names somebody private"],
)
def test_a_promise_is_quoted_in_the_same_way(network, discretion, day, quoted):
    assert discretion.quotes(promise(network, day)) is quoted


def test_a_fact_a_mention_and_a_relation_are_open_as_their_place_is(network, discretion):
    (fact,) = network.facts("said")
    (relation,) = (row for row in network.relations if row.of == "Ada")

    assert not discretion.is_open(fact)
    assert not discretion.quotes(fact)
    assert discretion.is_open(relation)
    assert not discretion.is_open(Mention("Ada", Source("Plans.md", 4), "boats"))


def test_what_may_be_counted_keeps_the_others_without_the_words(network, discretion):
    assert discretion.cleared(talk(network, 1)) == talk(network, 1)
    assert discretion.cleared(talk(network, 2)) == replace(
        talk(network, 2), people=("Ada",), text=""
    )
    assert discretion.cleared(talk(network, 3)) == replace(talk(network, 3), text="")


@pytest.mark.parametrize("day", [4, 5, 7])
def test_nothing_is_counted_of_what_a_private_note_tells(network, discretion, day):
    assert discretion.cleared(talk(network, day)) is None


def test_nothing_is_counted_where_only_private_people_were():
    network = network_of({"2026-02-01.md": "- call with [[eve]]\n"}, eve="private: true\nname: Eve")

    assert [discretion_of(network).cleared(row) for row in network.interactions] == [None]


def reminder(contact_id="Ada", text="write", **more):
    return Reminder(DAY, contact_id, text, "own", **more)


@pytest.mark.parametrize(
    "row",
    [
        reminder("Eve"),
        reminder(text="write about Nightingale"),
        reminder(why="because Eve Moss asked"),
        reminder(sources=(Source("Ada.md", 1), Source("Diary.md", 5))),
    ],
    ids=["whom it concerns", "what it says", "its reason", "what it rests on"],
)
def test_a_reminder_is_not_told_where_somebody_private_is_in_it(discretion, row):
    assert not discretion.allows_reminder(row)


def test_a_reminder_is_told_where_nobody_private_has_to_do_with_it(discretion):
    assert discretion.allows_reminder(reminder(why="3 weeks", sources=(Source("Ada.md", 1),)))


@pytest.mark.parametrize(("day", "told"), [(4, True), (5, False), (6, False)])
def test_a_reminder_of_a_promise_is_told_as_the_promise_is(network, discretion, day, told):
    behind = promise(network, day)

    assert discretion.allows_reminder(reminder(sources=(behind.source,))) is told
    assert discretion.allows_reminder(reminder(behind.people[0], key=behind.key)) is told


def test_the_name_of_whom_a_reminder_concerns_hides_nothing():
    network = network_of(ada="name: Ada Moss", eve="name: Ada\nprivate: true")

    assert discretion_of(network).allows_reminder(reminder("ada", "Ada Moss turns 40"))


@pytest.mark.parametrize("text", ["ask Ann how Anna is", "anna is ill", "Ann, Anna"])
def test_a_longer_name_is_no_part_of_it(text):
    network = network_of(ann="name: Ann", anna="name: Anna\nprivate: true")

    assert not discretion_of(network).allows_reminder(reminder("ann", text))


def test_asking_for_somebody_by_name_is_asking_for_what_is_private(network):
    discretion = discretion_of(network, ("Eve",))

    assert discretion.ids == {"Dan"}
    assert discretion.paths == {"Dan.md", "Diary.md", "Plans.md"}
    assert discretion.told(talk(network, 2)).endswith("all went well")
    assert discretion.told(talk(network, 4)).endswith("secrets")
    assert not discretion.clears("see Dan")


def test_nothing_is_hidden_where_everybody_is_told(network):
    discretion = discretion_of(network, everybody=True)

    assert all(discretion.shows(contact.id) for contact in network)
    assert [discretion.told(row) for row in network.interactions] == [
        row.text for row in network.interactions
    ]
    assert all(map(discretion.quotes, network.promises))
    assert discretion.allows_reminder(reminder("Eve", why="Eve Moss", sources=(Source("Eve.md"),)))


def test_a_vault_without_private_contacts_hides_nothing():
    network = network_of(ada="name: Ada")

    assert discretion_of(network) == discretion_of(network, everybody=True)


def test_the_order_of_notes_makes_no_difference():
    turned = dict(reversed(VAULT.items()))

    assert discretion_of(network_of(VAULT)) == discretion_of(network_of(turned))
