"""What a person's note says of the person: each value typed by its field, each fault told."""

from datetime import date

import pytest

from pnm.testing import network_of


def ada(front, body="", config=None):
    text = f"---\ntype: person\n{front}\n---\n{body}"
    return network_of({"People/Ada.md": text}, config=config)["People/Ada"]


def faults(front, config=None):
    network = network_of({"Ada.md": f"---\ntype: person\n{front}\n---\n"}, config=config)
    return [(d.code, d.source.line, d.severity.value) for d in network.diagnostics]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("country: NO", "country", "NO"),
        ("city: 'Null'", "city", "Null"),
        ("city: Null", "city", "Null"),
        ("pronouns: she/her", "pronouns", "she/her"),
        ("uid: 1e3", "uid", "1e3"),
        ("timezone: Europe/Lisbon", "timezone", "Europe/Lisbon"),
        ("location: [48.8584, 2.2945]", "city", ""),
        ('city: "[[Lisbon]]"', "city", "Lisbon"),
        ('organization: "[[companies/Acme|Acme Inc]]"', "organization", "Acme Inc"),
        ("org: [krusty-krab, weenie-hut]", "organizations", ("krusty-krab", "weenie-hut")),
        ("ORG: Acme;Research", "organization", "Acme"),
        ("company: Smith, Smith & Co", "organization", "Smith, Smith & Co"),
        ("role: VP Engineering", "title", "VP Engineering"),
        ("title: CTO: Acme", "title", "CTO: Acme"),
        ("how_we_met: at a fair, in Porto", "met", "at a fair, in Porto"),
        ("met: 2019-05-02", "met", "2019-05-02"),
        ("interest: climbing, jazz", "interests", ("climbing", "jazz")),
        ("interests: [climbing, jazz]", "interests", ("climbing", "jazz")),
        ("hobby:", "interests", ()),
        ("offers: [intros to VCs, tea]", "offers", ("intros to VCs", "tea")),
        ("asks: a flat in Porto", "asks", ("a flat in Porto",)),
        ("circle: friends", "circles", ("friends",)),
        ('categories: ["[[People]]", "[[Climbers]]"]', "circles", ("Climbers",)),
        ("aliases: [Janey, J. Doe]", "aliases", ("Janey", "J. Doe")),
        ("alias: ''", "aliases", ()),
    ],
)
def test_a_value_is_read_by_its_field(line, field, value):
    assert getattr(ada(line), field) == value


@pytest.mark.parametrize(
    ("front", "values"),
    [
        ("phone: +13035551234", [("+13035551234", "")]),
        ("phone: 0612345670", [("0612345670", "")]),
        ('phone_mobile: "+49 170 1"', [("+49 170 1", "mobile")]),
        ("mobile: 123\nphone_work: 456", [("123", "mobile"), ("456", "work")]),
        ("phone: [123, 456]", [("123", ""), ("456", "")]),
        ("phone: 123; 456", [("123", ""), ("456", "")]),
        ('"TEL[CELL]": 123', [("123", "cell")]),
        ("phone:\n  home: 123", [("123", "home")]),
        ("phone: 123\nmobile: 123", [("123", "")]),
        ("phone: n/a", []),
    ],
    ids=[
        "a plus",
        "a leading zero",
        "label in the key",
        "two keys",
        "list",
        "one text of two",
        "vCard key",
        "label as a nested key",
        "twice the same",
        "a placeholder",
    ],
)
def test_phones_are_text_with_labels(front, values):
    assert [(row.value, row.label) for row in ada(front).phones] == values


@pytest.mark.parametrize(
    ("value", "emails"),
    [
        ("[ada@home.example, ada@work.example]", ["ada@home.example", "ada@work.example"]),
        ("ada@home.example, ada@work.example", ["ada@home.example", "ada@work.example"]),
        ("Ada Lovelace <ada@home.example>", ["ada@home.example"]),
        ("'[ada](mailto:ada@home.example)'", ["ada@home.example"]),
        ("mailto:ada@home.example", ["ada@home.example"]),
    ],
)
def test_addresses_of_mail_are_found_in_what_is_written(value, emails):
    assert [row.value for row in ada(f"email: {value}").emails] == emails


def test_an_address_has_the_line_it_stands_on():
    assert [row.line for row in ada("email:\n  - a@x.example\n  - b@x.example").emails] == [4, 5]


def test_the_parts_of_an_address_are_city_and_country():
    found = ada('"ADR[HOME].STREET": Street 1\n"ADR[HOME].LOCALITY": Lisbon\nADR.COUNTRY: PT')

    assert (found.city, found.country) == ("Lisbon", "PT")


@pytest.mark.parametrize(
    ("value", "birthday"),
    [
        ("1990-02-03", "1990-02-03"),
        ("--02-03", "--02-03"),
        ("02-03", "--02-03"),
        ("--0203", "--02-03"),
        ("1990-02", "1990-02"),
        ("1990", "1990"),
        ("1604-02-03", "--02-03"),
        ("0000-02-03", "--02-03"),
        ("xxxx-02-03", "--02-03"),
        ('"[[1990-02-03]]"', "1990-02-03"),
        ("3 Feb 1990", "1990-02-03"),
        ("29/09/1980", "1980-09-29"),
    ],
)
def test_a_birthday_may_be_known_in_part(value, birthday):
    assert str(ada(f"birthday: {value}").birthday) == birthday


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("birthday: soon", [("PNM102", 3, "error")]),
        ("birthday: 1981-02-29", [("PNM102", 3, "error")]),
        ("birthday: 03/11/1980", [("PNM103", 3, "warning")]),
        ("contact_every: sometimes", [("PNM104", 3, "error")]),
        ("last_contact: in May", [("PNM105", 3, "error")]),
        ("snooze_until: later", [("PNM106", 3, "error")]),
        ("birthday: '?'\nlast_contact: never\nsnooze_until: n/a\ncontact_every: tbd", []),
        ("birthday:\nlast_contact:\nsnooze_until:\ncontact_every:", []),
    ],
)
def test_a_value_that_cannot_be_read_is_a_diagnostic_with_its_line(front, found):
    assert faults(front) == found


def test_a_bad_value_costs_one_field():
    found = ada("birthday: soon\ncity: Lisbon")

    assert (found.birthday, found.city) == (None, "Lisbon")


def test_the_order_of_numbers_in_a_birthday_is_the_vaults():
    config = '[vault]\ndate_order = "mdy"'

    assert str(ada("birthday: 03/11/1980", config=config).birthday) == "1980-03-11"


@pytest.mark.parametrize(
    ("line", "dead", "died"),
    [
        ("died: 2024-05-01", True, "2024-05-01"),
        ("died: 2024", True, "2024"),
        ("deceased: true", True, "None"),
        ("deceased: false", False, "None"),
        ("died:", False, "None"),
    ],
)
def test_the_dead_are_known_with_or_without_a_day(line, dead, died):
    found = ada(line)

    assert (found.dead, str(found.died)) == (dead, died)


@pytest.mark.parametrize(
    ("line", "paused"),
    [
        ("prm-paused: true", True),
        ("paused: no", False),
        ("Active: false", True),
        ("Active: true", False),
        ("active:", False),
    ],
)
def test_a_contact_is_paused_by_either_key(line, paused):
    assert ada(line).paused is paused


def test_a_snooze_has_a_day():
    assert ada("prm-snooze-until: 2026-12-01").snooze_until == date(2026, 12, 1)


def test_the_latest_of_several_last_contacts_holds():
    found = ada("last_contact: 2026-01-02\nlastContacted: 2026-02-03\nlast_chat: 2025-01-01")

    assert (found.last_contact, found.source("last_contact").line) == (date(2026, 2, 3), 4)


@pytest.mark.parametrize(
    ("front", "body", "names"),
    [
        ("tags: [person, friend]", "", ["person", "friend"]),
        ("tags: person, friend", "", ["person", "friend"]),
        ("tags: person friend", "", ["person", "friend"]),
        ('tags: ["#friend"]', "", ["friend"]),
        ("tags:\n  - \n  - friend", "", ["friend"]),
        ("tags: [Friend, friend]", "#friend", ["Friend"]),
        ("tags: [friend]", "A #work/acme line", ["friend", "work/acme"]),
        ("tags:", "", []),
    ],
    ids=[
        "list",
        "commas",
        "blanks",
        "hash",
        "an empty item",
        "once each",
        "in the body",
        "none",
    ],
)
def test_tags_are_read_from_everywhere(front, body, names):
    assert [tag.name for tag in ada(front, body).tags] == names


def test_a_tag_has_its_line():
    assert [str(tag.source) for tag in ada("tags: [friend]", "#work").tags] == [
        "People/Ada.md:3",
        "People/Ada.md:5",
    ]


def test_a_note_can_refuse_tags():
    assert ada("tags_not: ['#Quiet', lisbon]").tags_not == {"quiet", "lisbon"}


def test_keys_of_the_users_own_are_kept_as_text():
    found = ada("Loves coffee: true\nshoe size: 38\ntype_of: x\nhouse: [a, b]")

    assert dict(found.extra) == {
        "Loves coffee": "true",
        "shoe size": "38",
        "type_of": "x",
        "house": "a, b",
    }
    assert found.source("shoe size").line == 4


def test_a_picture_in_a_value_is_left_out():
    assert dict(ada('PHOTO: "data:image/jpeg;base64,/9j/4AAQ"\nlogo: x.png').extra) == {
        "logo": "x.png"
    }


def test_dataview_fields_in_the_body_are_read():
    found = ada("", "**Birthday**:: 1990-02-03\n- city:: Lisbon\nShe likes [interest:: jazz].")

    assert (str(found.birthday), found.city, found.interests) == (
        "1990-02-03",
        "Lisbon",
        ("jazz",),
    )


def test_the_front_matter_comes_before_the_body():
    assert ada("city: Lisbon", "city:: Porto").city == "Lisbon"


def test_the_fields_of_a_task_or_a_log_line_are_not_the_persons():
    found = ada("", "- [ ] send it [created:: 2020-01-01]\n- 2026-02-01 call [location:: Porto]\n")

    assert (found.created, found.city) == (date(2026, 2, 1), "")


def test_how_we_met_may_be_a_heading():
    found = ada("", "## How we met?\nAt a fair in [[Porto]].\n")

    assert (found.met, found.source("met").line) == ("At a fair in Porto.", 6)


@pytest.mark.parametrize(
    ("front", "body", "created"),
    [
        ("created: 2024-06-14 23:02", "", date(2024, 6, 14)),
        ("date created: Friday, December 9th 2022, 12:06:08 pm", "", date(2022, 12, 9)),
        ("", "- 2025-03-04 call\n- 2025-01-02 met", date(2025, 1, 2)),
        ("", "Nothing dated.", None),
        ("created: some day", "", None),
    ],
    ids=["a key with a time", "the Linter's words", "first dated line", "unknown", "unreadable"],
)
def test_a_note_is_as_old_as_its_key_or_its_first_line(front, body, created):
    assert ada(front, body).created == created


def test_private_is_said_in_any_kind_of_note():
    text = "---\nprivate: yes\npeople: ['[[ada]]']\n---\n"

    network = network_of({"2026-02-01 Tea.md": text}, ada="name: Ada\nprivate: true", bob="")

    assert (network["ada"].private, network["bob"].private) == (True, False)
    assert [row.private for row in network.interactions] == [True]


def test_a_comma_inside_a_number_parts_nothing():
    found = ada("asks: a piano under 2,000, a bow,a case")

    assert found.asks == ("a piano under 2,000", "a bow", "a case")
