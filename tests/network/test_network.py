"""`Network` answers simple questions: who, in which order, with which words."""

import pytest

from pnm.testing import network_of


def test_contacts_come_in_the_order_of_their_folded_names():
    network = network_of(a="name: Zoë", b="name: Łukasz", c="name: mia", d="name: Ada")

    assert [c.id for c in network] == ["d", "b", "c", "a"]


def test_a_network_is_asked_like_a_mapping():
    network = network_of(ada="name: Ada")

    assert (len(network), "ada" in network, "bob" in network) == (1, True, False)
    assert (network["ada"].name, network.get("bob")) == ("Ada", None)
    assert (network.name_of("ada"), network.name_of("bob")) == ("Ada", "bob")


def test_a_stranger_has_nothing():
    network = network_of(ada="")

    assert network.interactions_of("x") == network.plans_of("x") == network.promises_of("x") == ()
    assert network.relations_of("x") == network.mentions_of("x") == network.rejected_of("x") == ()
    assert (network.last_contact("x"), network.neighbours("x")) == (None, frozenset())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("jazz",), {"ada"}),
        (("JAZZ", "lisbon"), {"ada"}),
        (("jazz", "porto"), set()),
        (("zoe",), {"zoe"}),
        (("z*",), {"ada", "zoe"}),
        (("addie",), {"ada"}),
    ],
)
def test_words_are_found_in_what_is_known_of_a_contact(words, found):
    network = network_of(
        ada="aliases: [Addie]\ninterest: jazz\ncity: Lisbon", zoe="name: Zoë\ncity: Porto"
    )

    assert network.with_text(words) == found


def test_two_notes_on_the_same_person_are_reported():
    network = network_of(a="name: Zoë\nuid: 1", b="name: Zoe\nuid: 2", c="name: Eve\nuid: 2")

    assert [(str(d.source), d.code, d.message) for d in network.diagnostics] == [
        ("b.md:3", "PNM204", "b.md and a.md have the same name"),
        ("c.md:4", "PNM204", "c.md and b.md have the same uid"),
    ]


def test_the_faults_of_all_notes_are_told_in_order():
    network = network_of(
        {"Templates/T.md": "---\nbirthday: soon\n---\n"}, b="birthday: soon", a="birthday: later"
    )

    assert [str(d.source) for d in network.diagnostics] == ["a.md:3", "b.md:3"]
