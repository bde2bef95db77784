"""The vault's owner is in no list: everybody in the vault is there for being tied to them."""

import pytest

from pnm.testing import network_of

NOTES = {
    "2026-02-01 Tea.md": '---\npeople: ["[[me]]", "[[ada]]", Max Frei, max@home.example]\n---\n',
    "2026-02-02.md": "[[Max]] and [[ada]] had lunch. [[me]] paid.\n- [ ] @max: call [[ada]]",
}
ME = "name: Max Frei\naliases: [Max]\nemail: max@home.example\nslug: max-f"
BODY = "\n---\n- 2026-02-03 lunch with [[ada]]\n- [ ] call [[ada]]\n- [ ] rest\n"


def networks():
    marked = network_of(
        NOTES, me=f"---\ntype: person\n{ME}\nme: true{BODY}", ada='friend: "[[Max]]"'
    )
    for name in ("me", "me.md", "Max Frei", "max frei"):
        yield network_of(
            NOTES,
            config=f'[vault]\nme = "{name}"',
            me=f"---\ntype: person\n{ME}{BODY}",
            ada='friend: "[[Max]]"',
        )
    yield marked


@pytest.fixture(params=networks(), ids=["id", "path", "name", "name folded", "marked in the note"])
def network(request):
    return request.param


def test_the_owner_is_known_and_no_contact(network):
    assert network.ego.id == "me"
    assert [c.id for c in network] == ["ada"]
    assert "me" not in network
    assert network.get("link:Max") is None


def test_the_owner_is_not_among_the_people_of_anything(network):
    people = [row.people for rows in (network.interactions, network.promises) for row in rows]

    assert set(people) == {("ada",)}
    assert network.ties == ()


def test_what_the_owners_note_tells_of_others_counts(network):
    assert [row.day.day for row in network.interactions_of("ada")] == [1, 2, 3]


def test_a_task_with_the_owners_name_is_mine(network):
    assert [(p.text, p.mine) for p in network.promises] == [
        ("call ada", True),
        ("call ada", True),
    ]


def test_a_relation_to_the_owner_is_told_by_name(network):
    (relation,) = network.relations_of("ada")

    assert (relation.kind, network.name_of(relation.to)) == ("friend", "Max Frei")


def test_without_an_owner_nobody_is_left_out():
    network = network_of(ada="", bob="")

    assert (network.ego, len(network)) == (None, 2)


def test_a_configured_owner_whom_nobody_is_leaves_nobody_out():
    assert len(network_of(config='[vault]\nme = "Zoe"', ada="", bob="me: true")) == 2
