"""Kinds of relation of plugins are seen, asked for and joined as pnm's own are."""

import pytest

from pnm.hookspecs import hookimpl
from pnm.model import RelationKind
from pnm.query import parse_query, select
from pnm.query.evaluate import Knowledge
from pnm.testing import network_of


class Work:
    """A plugin with a kind of two sides and one of one."""

    @hookimpl
    def pnm_relation_kinds(self):
        yield RelationKind("client", "who pays", "supplier", ("customer",), ("vendor",))
        yield RelationKind("rival", "who wants the same")


def built(notes=None, /, **more):
    return network_of(notes, plugins={"work": Work()}, **more)


def seen(network, contact):
    return {(row.kind, row.to) for row in network.relations_of(contact)}


@pytest.mark.parametrize(
    ("written", "mine", "theirs"),
    [
        ("client", "client", "supplier"),
        ("Customer", "client", "supplier"),
        ("vendor", "supplier", "client"),
        ("rival", "rival", "rival"),
        ("mother", "parent", "child"),
    ],
)
def test_a_kind_is_seen_from_both_sides(written, mine, theirs):
    network = built(Ada=f'{written}: "[[Bob]]"', Bob="name: Bob")

    assert (seen(network, "Ada"), seen(network, "Bob")) == ({(mine, "Bob")}, {(theirs, "Ada")})


def test_a_named_kind_says_more_than_an_acquaintance():
    network = built(Ada='client: "[[Bob]]"\nknows: "[[Bob]]"', Bob="name: Bob")

    assert seen(network, "Ada") == {("client", "Bob")}


def test_a_kind_ties_two_people():
    (tie,) = built(Ada='rival: "[[Bob]]"', Bob="name: Bob").ties

    assert [why for why, _ in tie.why] == ["rival"]


def test_a_list_of_relations_in_the_body_is_no_contact():
    note = "---\ntype: person\n---\n## Related\n- customer [[Bob]] - pays late\n"
    network = built(Ada=note, Bob="name: Bob")
    (row,) = network.relations_of("Ada")

    assert (row.kind, row.text, row.source.line) == ("client", "pays late", 5)
    assert network.interactions == ()


def test_a_word_that_nobody_knows_is_a_relatives_label():
    network = built(Ada="related:\n  colleague twice removed: '[[Bob]]'", Bob="name: Bob")

    assert [(r.kind, r.label) for r in network.relations_of("Ada")] == [
        ("kin", "colleague twice removed")
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("relation:client", ["Ada"]),
        ("relation:vendor", ["Bob"]),
        ("relation:customer=bob", ["Ada"]),
        ("relation:customer=ada", []),
        ("relation:spouse", ["Eve", "Kim"]),
    ],
)
def test_queries_know_the_words(query, found):
    network = built(
        Ada='client: "[[Bob]]"', Bob="name: Bob", Eve='wife: "[[Kim]]"', Kim="name: Kim"
    )

    assert [c.id for c in select(parse_query(query), network, Knowledge())] == found


def test_a_link_to_what_is_no_person_keeps_its_text():
    network = built({"Acme.md": "---\ntype: company\n---\n"}, Ada='client: "[[Acme]]"')

    assert network.relations == ()
    assert dict(network["Ada"].extra) == {"client": "Acme"}
