"""Plain headers are read by their lines exactly as by YAML's events, or not at all."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from note_values import bare

from pnm.notes.faults import Faults
from pnm.notes.places import Place
from pnm.notes.yaml_events import read_events
from pnm.notes.yaml_plain import LONGEST, read_plain


def place_of(header):
    return Place(f"---\n{header}", 4, 2)


def plain(header):
    """Return what the line reader gives, after comparing it with what the event reader gives."""
    fields = read_plain(header, place_of(header))
    if fields is not None:
        faults = Faults("ada.md")
        assert fields == read_events(header, place_of(header), faults), repr(header)
        assert faults.found == [], repr(header)
    return fields


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("name: Ada Lovelace\n", {"name": "Ada Lovelace"}),
        ("name: Ada", {"name": "Ada"}),
        ("name:   Ada  \n", {"name": "Ada"}),
        ("name: Zoë 😀\r\ncity: Århus\r\n", {"name": "Zoë 😀", "city": "Århus"}),
        ("name: Ada\u00a0 \n", {"name": "Ada\u00a0"}),
        ("last contact: 2026-01-01\n", {"last contact": "2026-01-01"}),
        ("TEL[1:CELL]: +49 170\n", {"TEL[1:CELL]": "+49 170"}),
        ('"EMAIL[HOME]": a@b.example\n', {"EMAIL[HOME]": "a@b.example"}),
        ("url: https://ada.example/x#y\n", {"url": "https://ada.example/x#y"}),
        ("time: 12:30\nday: --02-03\n", {"time": "12:30", "day": "--02-03"}),
        ("city: Graz  # since 2021\n", {"city": "Graz"}),
        ("note: a - b, c; [d] {e} O'Brien\n", {"note": "a - b, c; [d] {e} O'Brien"}),
        (
            "friend: \"[[Bob|B]]\"\nalso: ' [[Sue]] '\n",
            {"friend": "[[Bob|B]]", "also": " [[Sue]] "},
        ),
        ("empty:\nblank: \nquoted: ''\n", {"empty": "", "blank": "", "quoted": ""}),
        ("tags: [a, \"b, c\", 'd', e f]\n", {"tags": ["a", "b, c", "d", "e f"]}),
        ("tags: []\nmore: [ ]\none: [ a ]\n", {"tags": [], "more": [], "one": ["a"]}),
        ("tags:\n  - a\n  - \"b\"\n  - 'c'\nx: y\n", {"tags": ["a", "b", "c"], "x": "y"}),
        ("tags:\n- a # first\n-\n- b\n", {"tags": ["a", "", "b"]}),
        ("# a comment\n\n  # another\nname: Ada\n", {"name": "Ada"}),
        ("# nothing else\n", {}),
    ],
)
def test_plain_lines_are_read(header, values):
    assert {field.key: bare(field.value) for field in plain(header)} == values


@pytest.mark.parametrize(
    "line",
    [
        "name:Ada",
        " name: Ada",
        "name : Ada",
        "name:\tAda",
        "title: CTO: Acme",
        "title: CTO:",
        "bio: |",
        "bio: >-",
        "a: &x b",
        "a: *x",
        "a: !!str b",
        "a: @b",
        "a: `b`",
        "a: %b",
        "a: - b",
        "a: ? b",
        "a: # b",
        "tags: #friend",
        "friend: [[Bob]]",
        "created: {{date}}",
        "a: {b: c}",
        "a: [b, [c]]",
        "a: [b: c]",
        "a: [b,]",
        "a: [b",
        "a: [b] c",
        'a: "b',
        'a: "b" c',
        'a: "caf\\u00e9"',
        "a: 'it''s'",
        "a: b\n  c",
        "a: b\n  - c",
        "a: b\n- c",
        "a:\n  b: c",
        "a:\n  - b: c",
        "a:\n  - - b",
        "a:\n  - b\n    c",
        "a:\n  - b\n - c",
        "a:\n  - b\n- c",
        "a:\n\n  - b",
        "a: b\na: c",
        "? a",
        "- a",
        "--- a",
        "%YAML 1.1",
        "a: b\x07",
        "a: b\u2028c: d",
        "a: b\x85c: d",
        "a: b\rc: d",
        "\ufeffa: b",
        "a: \ud800",
    ],
)
def test_a_header_that_may_need_more_of_yaml_is_handed_over(line):
    header = f"before: 1\n{line}\nafter: 2\n"

    assert plain("before: 1\nafter: 2\n") is not None
    assert read_plain(header, place_of(header)) is None


def test_a_long_header_is_handed_over():
    header = "a:\n" + "-\n" * (LONGEST // 2)

    assert read_plain(header, place_of(header)) is None
    assert plain(header[: LONGEST - 1]) is not None


@pytest.mark.parametrize(
    "line",
    [
        "a: b{}\x07",
        "a: b{0}#{0}\x07",
        "a: b:{0}#{0}:",
        "a: [b{}\x07",
        "a: [b{0}, c{0}] x",
        "{}\x07",
        "{0}#{0}\x07",
        "a:\n{0}-{0}b{0}#{0}\x07",
        "a{}:b",
    ],
)
def test_blanks_without_end_cost_no_time(line):
    header = line.format(" " * (LONGEST // (line.count("{") + 1)))
    started = time.process_time()

    assert read_plain(header, place_of(header)) is None
    assert time.process_time() - started < 0.1


LINES = """\
type: person
name: Aylin Haller
birthday: --02-03
phone: +49 170
time: 12:30
url: https://a.example/x#y
city: Graz  # since 2021
"EMAIL[HOME]": a@b
TEL[1:CELL]: "1"
organization: "[[Al, B]]"
quoted: 'a b'
empty:
list:
tags: [person, "a, b", 'c']
none: []
wide: [ a , b ]
note: a - b, c; [d] {e}
# comment
   # comment

  - "[[Ana]]"
  - b
- c
- d # x
    - e
  -
last contact: 2026-01-01
größe: é ü
""".splitlines()
SIGNS = [
    *" :#-?,[]{}\"'\\|>&*!%@`=<.~/\t\r\na0",
    *(": ", " #", "- ", "\n  ", "\n- ", "---", "...", " \n", "\r\n", "<<", "? ", "::", "   "),
    *("\n\n", "\n  #", "é", "😀", "\u00a0", "\u2028", "\x85", "\ufeff", "\x7f", "\x00", "\ud800"),
]
"""What YAML gives a meaning to, and what it refuses."""


def changed(random):
    """Return good lines with a few signs put in or taken out anywhere."""
    header = "\n".join(random.choices(LINES, k=random.randint(1, 5))) + random.choice(["\n", ""])
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        at = random.randint(0, len(header))
        put = random.choice([*SIGNS, ""])
        header = header[:at] + put + header[at + random.choice([0, 0, 1, 2]) :]
    return header.replace("\n", "\r\n") if random.random() < 0.1 else header


def test_good_lines_changed_anywhere_are_read_alike():
    random, taken = Random(7), 0
    for _ in range(20_000):
        taken += plain(changed(random)) is not None

    assert taken > 3_000


PIECES = st.sampled_from([*LINES, *SIGNS, "key: ", "k", ": v", "\n", "\n", "\n", "- v\n", "k:\n"])


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=600, deadline=None)
def test_any_pieces_of_headers_are_read_alike(header):
    plain(header)


@given(st.text(st.characters(exclude_categories=[]), max_size=12))
@settings(max_examples=600, deadline=None)
def test_any_text_as_a_value_is_read_alike(text):
    for shape in ("a: {}\n", 'a: "{}"\n', "a: '{}'\n", "a: [x, {}]\n", "a:\n  - {}\n", "{}: a\n"):
        plain(shape.replace("{}", text))
