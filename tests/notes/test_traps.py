"""Front matter as it is found in the wild, where YAML's own reading changes or loses it."""

from __future__ import annotations

import pytest
from note_values import values

from pnm.notes import Mapping, parse


def read(header):
    note = parse(f"---\n{header}\n---\nText.\n", "ada.md")
    return note, values(note)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("phone: +13035551234", "+13035551234"),
        ("phone: 0612345670", "0612345670"),
        ("phone: 0612345678", "0612345678"),
        ("zip: 01234", "01234"),
        ("time: 12:30", "12:30"),
        ("country: NO", "NO"),
        ("keep_in_touch: on", "on"),
        ("name: Null", "Null"),
        ("name: ~", "~"),
        ("version: 1.10", "1.10"),
        ("id: 1e3", "1e3"),
        ("id: 0x1DA9430", "0x1DA9430"),
        ("birthday: 1981-02-29", "1981-02-29"),
        ("birthday: 0000-09-29", "0000-09-29"),
        ("birthday: 09-29", "09-29"),
        ("birthday: --09-29", "--09-29"),
        ("birthday: 1980-09", "1980-09"),
        ("birthday: 29/09/1980", "29/09/1980"),
        ("friend: [[Bob]]", "[[Bob]]"),
        ("friend: [[Bob|B]]", "[[Bob|B]]"),
        ("friend: [[People/Bob#Bio|B]]", "[[People/Bob#Bio|B]]"),
        ("friend: [[Doe, Jane]]", "[[Doe, Jane]]"),
        ('friends: "[[Bob]] [[Sue]]"', "[[Bob]] [[Sue]]"),
        ("tags: person, friend", "person, friend"),
        ("tags: #friend", "#friend"),
        ("tags: #friend #work", "#friend #work"),
        ("created: {{date}}", "{{date}}"),
        ("created: {{date:YYYY-MM-DD}}", "{{date:YYYY-MM-DD}}"),
        ("title: <% tp.file.title %>", "<% tp.file.title %>"),
        ("position: ", ""),
        ("position: # not known", ""),
        ("quoted: 'it''s'", "it's"),
        ('quoted: "caf\\u00e9"', "café"),
    ],
)
def test_a_line_that_yaml_would_change_stays_text(line, text):
    note, values = read(line)

    assert list(values.values()) == [text]
    assert not note.broken
    assert note.diagnostics == ()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("friends: [[Bob]] [[Sue]]", "[[Bob]] [[Sue]]"),
        ("friends: [[Bob]], [[Sue]]", "[[Bob]], [[Sue]]"),
        ("telegram: @carlj567", "@carlj567"),
        ("aliases:\n  - @kepano", ["@kepano"]),
        ("aliases:\n- Steph\n- @kepano", ["Steph", "@kepano"]),
        ("tags: [#friend, work]", ["#friend", "work"]),
        ("tags: [#friend, 'a, b', [[Bob]], O'Brien]", ["#friend", "a, b", "[[Bob]]", "O'Brien"]),
        ("title: CTO: Acme", "CTO: Acme"),
        ("name:\n\tfirst: Carl\n\tlast: Johnson", {"first": "Carl", "last": "Johnson"}),
        ("tags:\n\t- a\n\t- b", ["a", "b"]),
        ("created: {{date}} {{time}}", "{{date}} {{time}}"),
        ("name:Carl", "Carl"),
        ("note: *important* thing", "*important* thing"),
        ('name: "Carl', "Carl"),
        ("site: [mine](https://ada.example)", "[mine](https://ada.example)"),
        ("tags: @work\n  - friend", ["@work", "friend"]),
        (
            "socials:\n  - github: @ada\n  - site: ada.example",
            [{"github": "@ada"}, {"site": "ada.example"}],
        ),
        ("bio: `code`\n  goes on", "`code` goes on"),
    ],
)
def test_a_line_that_yaml_refuses_is_read_as_meant_and_told(line, value):
    note, values = read(f"before: 1\n{line}\nafter: [x, y]")

    assert list(values.values()) == ["1", value, ["x", "y"]]
    assert note.broken
    (fault,) = note.diagnostics
    assert fault.code == "PNM001"
    assert fault.source.line >= 3
    assert fault.source.column >= 1


def test_a_bad_line_costs_nothing_of_the_others():
    note, values = read(
        "name:\n  first: Carl\n  last: Johnson\ntelegram: @carl\nbio: |\n  one: two\n\n  three\n"
        "phones:\n  - kind: home\n    number: 0612345670\nfolded: >-\n  a\n  b"
    )

    assert values == {
        "name": {"first": "Carl", "last": "Johnson"},
        "telegram": "@carl",
        "bio": "one: two\n\nthree\n",
        "phones": [{"kind": "home", "number": "0612345670"}],
        "folded": "a b",
    }
    assert [fault.source.line for fault in note.diagnostics] == [5]


def test_every_bad_entry_is_told_with_its_line_column_and_mend():
    note, _ = read("telegram: @carl\nname: Carl\ntitle: CTO: Acme")

    assert [(f.source.line, f.source.column, f.mend) for f in note.diagnostics] == [
        (2, 11, 'write telegram: "@carl"'),
        (4, 11, 'write title: "CTO: Acme"'),
    ]


def test_a_key_indented_by_mistake_is_a_key():
    note, values = read("city: Lisbon\n  country: PT\nname: Ada")

    assert values == {"city": "Lisbon", "country": "PT", "name": "Ada"}
    assert note.broken


def test_dataview_keys_in_front_matter_keep_their_colon():
    _, values = read("tags:: [[+Daily Notes]]")

    assert values == {"tags:": "[[+Daily Notes]]"}


def test_an_empty_item_is_an_empty_text():
    _, values = read("tags:\n  - \n  - person")

    assert values == {"tags": ["", "person"]}


def test_items_may_be_bare_links_and_tags():
    note, values = read("a:\n- [[Bob]]\n- #work\nb: [[[Bob]], [[Sue]]]\nc: [ [[Bob]] ]")

    assert values == {"a": ["[[Bob]]", "#work"], "b": ["[[Bob]]", "[[Sue]]"], "c": ["[[Bob]]"]}
    assert note.diagnostics == ()


def test_the_first_of_two_equal_keys_counts():
    note, values = read("phone: 1\nemail: a@b.example\nphone: 2")

    assert values == {"phone": "1", "email": "a@b.example"}
    (fault,) = note.diagnostics
    assert (fault.code, fault.source.line) == ("PNM005", 4)


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("a: &x one\nb: *x", {"a": "one", "b": "*x"}),
        ("base: &b {k: v}\n<<: *b", {"base": {"k": "v"}, "<<": "*b"}),
        ("a: !!str 1", {"a": "1"}),
        ("a: !!python/object/apply:os.system [x]", {"a": ["x"]}),
        ("? [complex]\n: key\nb: 1", {"b": "1"}),
    ],
    ids=["alias", "merge key", "tag", "python tag", "complex key"],
)
def test_what_only_yaml_has_is_read_as_text_and_told(header, values):
    note, found = read(header)

    assert found == values
    assert {fault.code for fault in note.diagnostics} == {"PNM006"}


@pytest.mark.parametrize("header", ["- a\n- b", "just text", "[a, b]", '"text"'])
def test_a_header_without_keys_is_text_of_the_note(header):
    note, values = read(header)

    assert values == {}
    assert (note.format, note.body_start, note.broken) == ("", 0, False)
    assert [fault.code for fault in note.diagnostics] == ["PNM003"]


def test_links_between_rules_are_not_lost():
    note = parse("---\nI met [[Bob]]: it was fine\n---\n", "a.md")
    prose = parse("---\nI met [[Bob]]\n---\n", "a.md")

    assert [field.key for field in note.fields] == ["I met [[Bob]]"]
    assert [link.target for block in prose.blocks for link in block.links] == ["Bob"]


@pytest.mark.parametrize(
    "header", ["", "# only a comment", "\n\n"], ids=["empty", "comment", "blank"]
)
def test_an_empty_header_is_front_matter_without_fields(header):
    note, values = read(header)

    assert values == {}
    assert (note.format, note.diagnostics) == ("yaml", ())


def test_mappings_stay_mappings():
    note, _ = read("name:\n  first: Carl\n  last: Johnson")

    (field,) = note.fields
    assert isinstance(field.value, Mapping)
    assert [(f.key, f.line) for f in field.value.fields] == [("first", 3), ("last", 4)]
