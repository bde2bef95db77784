"""What a note says in the fields of plugins: read by their kind, and never lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.contacts.extract import extract
from pnm.contacts.facts import FieldRow, pack, unpack
from pnm.contacts.profile import Profile
from pnm.contacts.vocabulary import KINDS
from pnm.dates import parse_day
from pnm.model import Field
from pnm.testing import TODAY

FIELDS = tuple(
    ("lunch", field)
    for field in (
        Field("dish", "what they like to eat"),
        Field("gift_ideas", "what to give them", "list", ("presents",)),
        Field("shoe_size", "their shoes", "number", ("shoes",)),
        Field("moved", "the day they moved", "day"),
        Field("vegetarian", "whether they eat no meat", "flag"),
        Field("emergency", "whom to call", "contact"),
    )
)
PROFILE = Profile(fields=FIELDS)


def read(front, body="", profile=PROFILE):
    return extract("Ada.md", f"---\ntype: person\n{front}\n---\n{body}", profile, TODAY)


def rows(front, body=""):
    return [(row.field, row.texts) for row in read(front, body).fields]


def extra(facts):
    return facts.person.values.get("extra", {})


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("dish: jota", ("jota",)),
        ("dish: jota, with bread", ("jota, with bread",)),
        ("dish: [jota, gnocchi]", ("jota, gnocchi",)),
        ('dish: "[[Jota|the soup]]"', ("the soup",)),
        ("gift_ideas: [an atlas, boots]", ("an atlas", "boots")),
        ("gift_ideas: an atlas, boots; tea", ("an atlas", "boots", "tea")),
        ("gift_ideas:\n- an atlas, old\n- an atlas, old", ("an atlas, old",)),
        ("Presents: an atlas", ("an atlas",)),
        ("gift-ideas: an atlas", ("an atlas",)),
        ("shoes: 38", ("38",)),
        ("shoes: ' 38.5 '", ("38.5",)),
        ("shoes: 38,5", ("38.5",)),
        ("shoes: -1", ("-1",)),
        ("shoes: +1,25", ("1.25",)),
        ("shoes: 007", ("007",)),
        ("moved: 3 Nov 2025", ("2025-11-03",)),
        ('moved: "[[2025-11-03]]"', ("2025-11-03",)),
        ("vegetarian: TRUE", ("yes",)),
        ("vegetarian: x", ("yes",)),
        ("vegetarian: 'No'", ("no",)),
        ('emergency: "[[People/Bob|him]]"', ("People/Bob",)),
        ("emergency: Bob", ("text:Bob",)),
        ("emergency: Bob, Eve", ("text:Bob", "text:Eve")),
    ],
)
def test_a_value_is_read_by_the_kind_of_its_field(written, texts):
    facts = read(written)

    assert [row.texts for row in facts.fields] == [texts]
    assert (facts.faults, extra(facts)) == ((), {})


@pytest.mark.parametrize("key", [field.name for _, field in FIELDS])
@pytest.mark.parametrize("value", ["", "'-'", "''", "tbd", "n/a", "[]", "{}", "['']"], ids=repr)
def test_a_value_that_says_nothing_is_none(key, value):
    facts = read(f"{key}: {value}")

    assert (facts.fields, facts.faults, extra(facts)) == ((), (), {})


@pytest.mark.parametrize(
    ("written", "message", "mend"),
    [
        ("shoes: many", "shoes 'many' is not a number", "write shoes: 12, or with decimals"),
        ("shoe_size: 1,000", "shoe_size '1,000' is not a number", "write shoe_size: 12"),
        ("shoes: [38, 39]", "shoes '38, 39' is not a number", "write shoes: 12"),
        ("shoes: 0x26", "shoes '0x26' is not a number", "write shoes: 12"),
        ("shoes: 1e5", "shoes '1e5' is not a number", "write shoes: 12"),
        ("shoes: nan", "shoes 'nan' is not a number", "write shoes: 12"),
        ("shoes: ٣٨", "shoes '٣٨' is not a number", "write shoes: 12"),
        (f"shoes: {'9' * 99}", f"shoes '{'9' * 60}…' is not a number", "write shoes: 12"),
        ("moved: soon", "moved 'soon' is not a day", "write moved: YYYY-MM-DD"),
        ("moved: 2026-02-30", "moved '2026-02-30' is not a day", "write moved: YYYY-MM-DD"),
        ("moved: 2026", "moved '2026' is not a day", "write moved: YYYY-MM-DD"),
        ("vegetarian: often", "vegetarian 'often' is not yes or no", "write vegetarian: yes, or"),
    ],
    ids=lambda text: text[:24],
)
def test_a_value_of_another_kind_is_told_and_kept_as_text(written, message, mend):
    facts = read(f"name: Ada\n{written}")
    (fault,) = facts.faults
    key, _, value = written.partition(": ")

    assert (fault.code, fault.line, fault.severity) == ("PNM107", 4, "error")
    assert fault.message == message
    assert fault.mend.startswith(mend)
    assert facts.fields == ()
    assert extra(facts) == {key: value.strip("[]")}


def test_a_day_that_can_be_read_in_two_ways_is_told_as_such():
    (fault,) = read("moved: 03/04/2025").faults

    assert (fault.code, fault.message) == (
        "PNM103",
        "moved '03/04/2025' can be read in two ways",
    )


def test_the_order_of_dates_that_is_set_holds_for_fields():
    facts = read("moved: 03/04/2025", profile=Profile(fields=FIELDS, date_order="dmy"))

    assert [row.texts for row in facts.fields] == [("2025-04-03",)]


def test_a_list_is_joined_out_of_all_its_keys():
    facts = read("gift_ideas: [atlas]\npresents: boots", "Gift ideas:: tea, atlas\n")

    assert facts.fields == (
        FieldRow("gift_ideas", ("atlas",), 3),
        FieldRow("gift_ideas", ("boots",), 4),
        FieldRow("gift_ideas", ("tea", "atlas"), 6),
    )


def test_of_single_values_the_first_counts_and_the_second_is_kept_as_text():
    facts = read("shoes: 38\nshoe_size: 39", "Shoes:: 40\n")

    assert facts.fields == (FieldRow("shoe_size", ("38",), 3),)
    assert extra(facts) == {"shoe_size": "39", "Shoes": "40"}


def test_fields_in_the_body_count_but_for_tasks_and_dated_lines():
    body = "- 2026-02-01 call [shoes:: 37]\n- [ ] buy (shoes:: 39)\nShe has [shoes:: 38] now.\n"

    assert rows("name: Ada", body) == [("shoe_size", ("38",))]


def test_a_field_has_its_line_in_the_contact():
    assert read("name: Ada\nPresents: [atlas]").person.lines["gift_ideas"] == 4


def test_each_person_in_a_list_has_a_line_of_their_own():
    facts = read('emergency:\n  - "[[Bob]]"\n  - "[[Eve]], [[Kim]]"')

    assert facts.fields == (
        FieldRow("emergency", ("Bob",), 4),
        FieldRow("emergency", ("Eve", "Kim"), 5),
    )


@pytest.mark.parametrize("path", ["2026-02-01.md", "Ideas.md", "Templates/Ada.md"])
def test_fields_are_of_contacts_only(path):
    assert extract(path, "---\ngift_ideas: [atlas]\n---\n", PROFILE, TODAY).fields == ()


def test_without_the_plugin_the_text_is_kept_as_any_other():
    facts = read("gift_ideas: [atlas, boots]\nshoes: 38", profile=Profile())

    assert facts.fields == ()
    assert extra(facts) == {"gift_ideas": "atlas, boots", "shoes": "38"}


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("gift_ideas:\r\n- atlas\r\n- boots", ("atlas", "boots")),
        ("gift_ideas: {for her: atlas, for him: [boots]}", ("atlas", "boots")),
        ('gift_ideas: "a 🎁, *bold* | <b>"', ("a 🎁", "*bold* | <b>")),
        ("gift_ideas: |\n  atlas\n  boots", ("atlas\nboots",)),
    ],
    ids=["CRLF", "a mapping", "odd signs", "a block"],
)
def test_odd_values_of_a_list_are_texts(front, wanted):
    (row,) = read(front).fields

    assert tuple(text.rstrip("\n") for text in row.texts) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "---\ntype: person\ngift_ideas: [atlas\nshoes: 38\n---\n",
        "+++\ntype = 'person'\ngift_ideas = ['atlas']\nshoes = 38\n+++\n",
        ';;;\n{"type": "person", "gift_ideas": ["atlas"], "shoes": 38}\n;;;\n',
        "\ufeff---\r\ntype: person\r\ngift_ideas: [atlas]\r\nshoes: 38\r\n---\r\n",
    ],
    ids=["broken YAML", "TOML", "JSON", "BOM and CRLF"],
)
def test_fields_are_read_from_any_front_matter(text):
    found = {row.field: row.texts for row in extract("People/Ada.md", text, PROFILE, TODAY).fields}

    assert found["shoe_size"] == ("38",)
    assert found["gift_ideas"][0].strip("[") == "atlas"


def test_a_huge_list_is_read_whole():
    body = "".join(f"Presents:: present {number}\n" for number in range(20_000))
    facts = read("gift_ideas: [first]", body)

    assert len(facts.fields) == 20_001
    assert unpack(pack(facts)) == facts


VALUES = st.text(
    st.sampled_from("0123456789,.;:-+ []{}|\"'#&*!?%@`\\\n\r\t/abyesno2026é🎁\u200b\x00"),
    max_size=30,
)


@given(value=VALUES, key=st.sampled_from([f.name for _, f in FIELDS]), inline=st.booleans())
def test_any_value_is_of_its_kind_or_told_and_survives_the_index(value, key, inline):
    facts = read("name: Ada", f"{key}:: {value}\n") if inline else read(f"{key}: {value}")

    assert unpack(pack(facts)) == facts
    for row in facts.fields:
        kind = next(field.kind for _, field in FIELDS if field.name == row.field)
        assert kind in KINDS
        assert all(row.texts)
        if kind == "number":
            assert float(row.texts[0]) == float(row.texts[0])
        if kind == "day":
            assert parse_day(row.texts[0]) == date.fromisoformat(row.texts[0])
