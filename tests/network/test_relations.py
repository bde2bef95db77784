"""Relations as seen from both sides, what ties contacts, and plain text that is no link."""

import pytest

from pnm.testing import network_of


def seen(network, person):
    return [(r.kind, r.to, r.inferred) for r in network.relations_of(person)]


@pytest.mark.parametrize(
    ("key", "inverse"),
    [
        ("spouse", "spouse"),
        ("friend", "friend"),
        ("parent", "child"),
        ("child", "parent"),
        ("manager", "report"),
        ("mentor", "mentee"),
        ("introduced_by", "introduced"),
        ("godparent", "godchild"),
        ("assistant", "assists"),
        ("mother", "child"),
        ("acquaintance", "acquaintance"),
    ],
)
def test_a_relation_is_seen_from_both_sides(key, inverse):
    network = network_of(ada=f'{key}: "[[bob]]"', bob="")

    (written,) = network.relations_of("ada")
    (other,) = network.relations_of("bob")

    assert (written.to, written.inferred) == ("bob", False)
    assert (other.kind, other.to, other.inferred) == (inverse, "ada", True)
    assert other.source == written.source


def test_what_both_notes_say_is_not_inferred():
    network = network_of(ada='spouse: "[[bob]]"', bob='husband: "[[ada]]"')

    assert seen(network, "ada") == [("spouse", "bob", False)]
    assert seen(network, "bob") == [("spouse", "ada", False)]


def test_inverses_written_on_both_sides_are_two_and_not_four():
    network = network_of(ada='mother: "[[eve]]"', eve='daughter: "[[ada]]"')

    assert seen(network, "ada") == [("parent", "eve", False)]
    assert seen(network, "eve") == [("child", "ada", False)]
    assert [r.label for r in network.relations] == ["mother", "daughter"]


def test_a_relation_with_oneself_is_none():
    assert network_of(ada='friend: "[[ada]]"').relations == ()


def test_a_relation_to_a_note_that_is_no_person_is_none():
    network = network_of({"Acme.md": ""}, ada='friend: "[[Acme]]"')

    assert (network.relations, len(network)) == ((), 1)


# -- people known only by a link -------------------------------------------------------------------


def test_a_relation_to_no_note_makes_a_person():
    network = network_of(ada='friend: "[[Bob Stone]]"')

    ghost = network["link:Bob Stone"]

    assert (ghost.name, ghost.path, str(ghost.source())) == ("Bob Stone", None, "Bob Stone")
    assert seen(network, ghost.id) == [("friend", "ada", True)]
    assert [c.id for c in network.in_notes()] == ["ada"]


def test_a_person_without_a_note_is_one_in_every_spelling():
    network = network_of(
        {"2026-02-01 Tea.md": '---\npeople: ["[[people/łukasz]]"]\n---\n'},
        ada='friend: "[[Lukasz]]"',
        bob='friend: "[[LUKASZ]]"',
    )

    assert [c.id for c in network if c.path is None] == ["link:Lukasz"]


@pytest.mark.parametrize(
    "text", ["Lunch with [[Bob]].", "- [ ] call [[Bob]]", "- [x] call [[Bob]]", "## [[Bob]]"]
)
def test_a_link_to_no_note_in_other_text_is_nobody(text):
    network = network_of({"2026-03-01.md": text}, ada="name: Ada")

    assert [c.id for c in network] == ["ada"]


@pytest.mark.parametrize("path", ["A/2026-03-01.md", "Z/2026-03-01.md"])
def test_once_known_a_person_without_a_note_is_found_in_any_text(path):
    network = network_of({path: "Lunch with [[Bob]].\n- [ ] @bob: pay"}, m='friend: "[[Bob]]"')

    assert len(network.interactions_of("link:Bob")) == 1
    assert [p.mine for p in network.promises_of("link:Bob")] == [False]
    assert len(network.mentions_of("link:Bob")) == 2


@pytest.mark.parametrize(
    "target", ["urn:uuid:77", "2026-05-01", "2026-W09", "https://bob.example", ""]
)
def test_what_is_no_name_makes_no_person(target):
    network = network_of(ada=f'friend: "[[{target}]]"', bob=f'"RELATED[1:friend]": "{target}"')

    assert [c.id for c in network] == ["ada", "bob"]


# -- plain text ------------------------------------------------------------------------------------


def suggestions(network):
    return [
        (d.message, d.mend.partition(",")[0]) for d in network.diagnostics if d.code == "PNM203"
    ]


def test_plain_text_that_names_a_contact_is_a_relation_and_a_suggestion():
    network = network_of({"People/x1.md": "---\ntype: person\nname: Bob\n---\n"}, ada="friend: bob")

    assert seen(network, "ada") == [("friend", "People/x1", False)]
    assert suggestions(network) == [("friend names 'bob' as plain text", 'write "[[x1|bob]]"')]
    assert network.get("link:bob") is None


def test_plain_text_that_names_nobody_is_kept_and_a_suggestion():
    network = network_of(ada="spouse: John Doe\nsister: Sue, Ann")

    assert dict(network["ada"].extra) == {"spouse": "John Doe", "sister": "Sue, Ann"}
    assert [m for m, _ in suggestions(network)] == [
        "spouse names 'John Doe' as plain text",
        "sibling names 'Ann' as plain text",
        "sibling names 'Sue' as plain text",
    ]
    assert (network.relations, len(network)) == ((), 1)


@pytest.mark.parametrize("value", ["2", "yes", "2 + 1"])
def test_plain_text_that_is_no_name_is_kept_without_a_suggestion(value):
    network = network_of(ada=f"children: {value}")

    assert (dict(network["ada"].extra), suggestions(network)) == ({"child": value}, [])


def test_a_uid_a_slug_or_an_address_is_a_good_reference():
    network = network_of(
        ada="friend: bob-s\nmentor: bob@home.example\nmanager: urn:uuid:6f1c",
        bob="slug: bob-s\nemail: bob@home.example\nuid: 6f1c",
    )

    assert [kind for kind, _, _ in seen(network, "ada")] == ["friend", "manager", "mentor"]
    assert network.diagnostics == ()


@pytest.mark.parametrize("value", ["uid:nobody-1", "urn:uuid:77", "https://bob.example"])
def test_a_reference_that_leads_nowhere_is_kept_without_a_suggestion(value):
    network = network_of(ada=f'"RELATED[colleague]": "{value}"')

    assert (dict(network["ada"].extra), suggestions(network)) == ({"colleague": value}, [])
    assert len(network) == 1


def test_plain_text_that_names_two_is_kept_and_reported():
    network = network_of(ada="friend: Kim", k1="name: Kim", k2="name: Kim Lee\naliases: [Kim]")

    assert dict(network["ada"].extra) == {"friend": "Kim"}
    assert network.relations == ()
    assert [d.message for d in network.diagnostics] == ["'Kim' may mean k1 or k2; nobody is taken"]


# -- ties, mentions --------------------------------------------------------------------------------


def test_contacts_are_tied_by_relations_meetings_and_links():
    network = network_of(
        {"2026-02-01.md": "Dinner with [[ada]] and [[bob]]."},
        ada='spouse: "[[bob]]"',
        bob="---\ntype: person\n---\nMarried to [[ada]].",
        eve="",
    )

    (tie,) = network.ties

    assert (tie.a, tie.b) == ("ada", "bob")
    assert [(why, str(source)) for why, source in tie.why] == [
        ("spouse", "ada.md:3"),
        ("met together", "2026-02-01.md:1"),
        ("linked", "bob.md:4"),
    ]
    assert network.neighbours("ada") == {"bob"}
    assert network.neighbours("eve") == frozenset()


def test_two_who_are_named_in_one_task_have_not_met_by_that():
    network = network_of({"2026-02-01.md": "- [x] introduce [[ada]] to [[bob]]"}, ada="", bob="")

    assert (len(network.interactions), network.ties) == (1, ())


def test_everybody_at_a_big_event_does_not_know_everybody():
    names = [f"p{n:02}" for n in range(21)]
    listed = [f'  - "[[{name}]]"\n' for name in names]
    people = dict.fromkeys(names, "")

    def fair(rows):
        return network_of({"2026-02-01.md": f"---\npeople:\n{''.join(rows)}---\n"}, **people)

    big, small = fair(listed), fair(listed[1:])

    assert (big.ties, len(big.interactions_of("p00"))) == ((), 1)
    assert len(small.neighbours("p01")) == 19


def test_mentions_are_told_undated_first_then_by_day():
    network = network_of(
        {
            "2026-02-01.md": "[[ada]] called",
            "2026-01-01.md": "[[ada]] wrote",
            "Ideas.md": "ask [[ada]]",
            "Templates/x.md": "[[ada]]",
        },
        ada="---\ntype: person\n---\nI am [[ada]].",
    )

    assert [m.text for m in network.mentions_of("ada")] == ["ask ada", "ada wrote", "ada called"]
