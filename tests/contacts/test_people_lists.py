"""Who was there: lists of people in the notes on meetings, calls and mails."""

import pytest

from pnm.testing import network_of

PEOPLE = {
    "ada": "name: Ada Lovelace\nslug: ada-l\naliases: [Addie]\nemail: ada@home.example",
    "bob": "name: Bob",
}


def there(front, body="", path="Meetings/Plan.md", **more):
    text = f"---\ntype: meeting\ndate: 2026-02-10\n{front}\n---\n{body}"
    network = network_of({path: text}, **PEOPLE, **more)
    return [person for row in network.interactions for person in row.people]


@pytest.mark.parametrize(
    "key", "people contacts participants attendees with from to cc Participants".split()
)
def test_people_are_listed_under_any_key_of_the_format(key):
    assert there(f'{key}: ["[[ada]]"]') == ["ada"]


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ('["[[ada]]", "[[bob]]"]', ["ada", "bob"]),
        ('"[[ada]], [[bob]]"', ["ada", "bob"]),
        ("[ada-l, bob]", ["ada", "bob"]),
        ("Ada Lovelace, Bob", ["ada", "bob"]),
        ("Ada Lovelace; Bob", ["ada", "bob"]),
        ("[ADDIE]", ["ada"]),
        ("[ada@home.example]", ["ada"]),
        ('["Ada L. <ada@home.example>"]', ["ada"]),
        ('["Ada Lovelace <ada@new.example>"]', ["ada"]),
        ('["[[ada|Addie]]", Addie]', ["ada"]),
        ("[Lovelace]", []),
        ("[]", []),
    ],
    ids=[
        "links",
        "links in one text",
        "slugs",
        "names with a comma",
        "names with a semicolon",
        "an alias, folded",
        "an address",
        "a name with an address",
        "a name with a new address",
        "twice the same person",
        "a family name is nobody's full name",
        "nobody",
    ],
)
def test_people_are_named_by_links_slugs_names_and_addresses(value, people):
    assert there(f"people: {value}") == people


def test_people_are_listed_under_a_heading_too():
    body = "## Participants\n- [[ada]]\n- Bob\n\n## Notes\nWe talked.\n"

    assert there("", body) == ["ada", "bob"]


def test_keys_and_headings_are_one_list():
    assert there('people: ["[[bob]]"]', "## Attendees\n- [[ada]]\n") == ["bob", "ada"]


def test_a_link_to_no_note_in_a_list_of_people_is_a_person():
    network = network_of({"2026-02-10 Tea.md": '---\npeople: ["[[Zoe Quinn]]"]\n---\n'})

    assert [(c.id, c.name, c.path) for c in network] == [("link:Zoe Quinn", "Zoe Quinn", None)]
    assert network.last_contact("link:Zoe Quinn") is not None


def test_a_link_to_no_note_in_a_clipping_is_no_person():
    clipping = '---\ndate: 2026-02-10\nfrom: ["[[Weekly Letter]]", "[[ada]]"]\n---\n'
    mail = f"---\ntype: mail\n{clipping[4:]}"

    assert [c.id for c in network_of({"Clip.md": clipping}, ada="")] == ["ada"]
    assert len(network_of({"Clip.md": clipping}, ada="").interactions_of("ada")) == 1
    assert [c.id for c in network_of({"Mail.md": mail}, ada="")] == ["ada", "link:Weekly Letter"]


def test_a_plain_name_of_nobody_in_a_list_of_people_is_nobody():
    assert there("people: [Zoe Quinn]") == []


def test_a_plain_name_of_two_is_neither_and_is_reported():
    network = network_of(
        {"2026-02-10 Tea.md": "---\npeople: [Kim]\n---\n"},
        kim1="name: Kim",
        kim2="name: Kim Lee\naliases: [Kim]",
    )

    assert network.interactions == ()
    assert [
        (d.code, str(d.source), d.message) for d in network.diagnostics if d.code == "PNM202"
    ] == [("PNM202", "2026-02-10 Tea.md:2", "'Kim' may mean kim1 or kim2; nobody is taken")]


def test_a_key_of_a_person_is_no_list_of_people():
    network = network_of(ada='name: Ada\nwith: "[[bob]]"\ndate: 2026-02-10', bob="name: Bob")

    assert network.interactions == ()


def test_location_in_a_meeting_is_no_city_of_anybody():
    network = network_of(
        {"2026-02-10 Tea.md": '---\npeople: ["[[ada]]"]\nlocation: Porto\n---\n'}, ada="name: Ada"
    )

    assert network["ada"].city == ""


def test_the_vaults_owner_is_not_among_the_people():
    network = network_of(
        {"2026-02-10 Tea.md": '---\npeople: ["[[me]]", "[[bob]]", Max]\n---\n'},
        me="name: Max\nme: true",
        bob="name: Bob",
    )

    assert [row.people for row in network.interactions] == [("bob",)]
