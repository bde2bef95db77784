"""Bytes to text, and what must hold for every text."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from note_values import leaves

from pnm.notes import Scalar, decode, parse, read_note

NOTE = """\
---
type: person
name: Zoë "Z" O'Neil
aliases: [Zo, "Z. O.", [[Bob]]]
friends:
  - "[[Ana Silva]]"
  - [[Bob|B]]
name_parts:
  first: Zoë
bio: |
  one
  two
telegram: "@zoë"
---
# Zoë 😀 #person

Met:: a party in [[Lisbon|the city]]

- 2026-11-03 14:30 call: [[Acme]], `[[code]]` <!-- [[gone]] -->
  - [ ] send [the deck](Docs/Deck%201.md) 📅 2026-12-01
> [[quoted]] ![[embed]]
```
[[fenced]]
```
"""


@pytest.mark.parametrize(
    ("data", "encoding", "text", "code"),
    [
        ("Zoë".encode(), "utf-8", "Zoë", None),
        (b"", "utf-8", "", None),
        (b"\xef\xbb\xbfZo\xc3\xab", "utf-8", "\ufeffZoë", None),
        ("\ufeffZoë".encode("utf-16-le"), "utf-16-le", "\ufeffZoë", "PNM008"),
        ("\ufeffZoë".encode("utf-16-be"), "utf-16-be", "\ufeffZoë", "PNM008"),
        (b"Zo\xeb \x80", "cp1252", "Zoë €", "PNM008"),
        (b"Zo\xeb \x81", "latin-1", "Zoë \x81", "PNM008"),
        (b"GIF89a\x00\x01", "binary", "", "PNM009"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "binary", "", "PNM009"),
    ],
    ids=["utf-8", "empty", "bom", "16 le", "16 be", "cp1252", "any byte", "binary", "utf-32"],
)
def test_bytes_become_text(data, encoding, text, code):
    decoded = decode(data, "a.md")

    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert (decoded.problem and decoded.problem.code) == code


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda t: t.encode("utf-8", "replace")))
def test_the_encoding_gives_the_bytes_again(data):
    text, encoding, _ = decode(data)

    assert encoding == "binary" or text.encode(encoding) == data


def test_read_tells_the_encoding_first():
    note = read_note(b"---\ntitle: a: b\n---\nZo\xeb\n", "a.md")

    assert [fault.code for fault in note.diagnostics] == ["PNM008", "PNM001"]
    assert note.blocks[0].text == "Zoë"
    assert read_note(b"\x00", "a.md").diagnostics[0].code == "PNM009"


def check(note, text):
    """Check what holds for every note of every text."""
    assert 0 <= note.body_start <= len(text)
    for field in note.fields:
        for leaf in leaves(field.value):
            assert 0 <= leaf.start <= leaf.end <= note.body_start
    found = [link for block in note.blocks for link in block.links] + list(note.hidden)
    for link in found:
        assert link.start >= note.body_start
        written = text[link.start : link.end]
        assert written.startswith(("[", "![")), (link, written)
        assert written.endswith(("]]", ")"))
        assert "\n" not in written
    for index, block in enumerate(note.blocks):
        assert -1 <= block.parent < index
        assert -1 <= block.section < len(note.headings)
    assert all(0 <= inline.block < len(note.blocks) for inline in note.inlines)
    assert [block.line for block in note.blocks] == sorted({block.line for block in note.blocks})


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_note(text):
    check(parse(text, "a.md"), text)


SYNTAX = """\
--- | --- | ... | +++ | ;;; | { | } | [ | ] | [[ | ]] | ![[ | ( | ) | ]( | : | :: | key: | key =
- | - [ ] | * | 1. | ` | ``` | ~~~ | <!-- | --> | %% | # | ## | #tag | > | \\ | ' | " | ''' | @ | &a
*a | !!str | ? | ~ | 2026-11-03 | 2026-02-30 | 14:30 | 📅 2026-01-01 | 🔁 every day | due | é
😀 | x | === | , | https://a#b | |- | >
"""
WORDS = [word for line in SYNTAX.splitlines() for word in line.split(" | ")]
WORDS += [f"{word} " for word in WORDS] + [
    " ",
    "  ",
    "\t",
    "|",
    "\ufeff",
    "\u2028",
    "\x85",
    "\x00",
    "\ud800",
]
PIECES = st.sampled_from(WORDS + [f"{word}\n" for word in WORDS] + ["\n", "\r\n", "\r", "\n\n"] * 8)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=600, deadline=None)
def test_any_text_of_syntax_is_a_note(text):
    check(parse(text, "a.md"), text)


@given(
    st.sampled_from(["---\n", "+++\n", "---json\n", ";;;\n", "{"]), st.lists(PIECES, max_size=40)
)
@settings(max_examples=400, deadline=None)
def test_any_header_is_a_note(fence, pieces):
    text = (
        fence
        + "".join(pieces)
        + "\n"
        + {"{": "}", "---json\n": "---"}.get(fence, fence).strip()
        + "\nx"
    )
    check(parse(text, "a.md"), text)


@given(
    st.integers(0, len(NOTE)),
    st.integers(0, 12),
    st.lists(PIECES, max_size=3).map("".join),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=400, deadline=None)
def test_a_note_changed_anywhere_is_still_a_note(at, cut, put, newline):
    text = (NOTE[:at] + put + NOTE[at + cut :]).replace("\n", newline)
    note = parse(text, "a.md")

    check(note, text)


LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join)


@given(st.integers(0, 6), LINES.filter(lambda line: line.strip() not in ("---", "...")))
@settings(max_examples=400, deadline=None)
def test_one_line_of_anything_costs_at_most_one_field(at, line):
    lines = [f"k{n}: value {n}" for n in range(6)]
    lines.insert(at, line)
    note = parse("---\n" + "\n".join(lines) + "\n---\n", "a.md")

    found = {
        field.key: field.value.text for field in note.fields if isinstance(field.value, Scalar)
    }
    kept = [n for n in range(6) if found.get(f"k{n}") == f"value {n}"]
    assert len(kept) >= 5, (line, note.fields)


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029"),
        min_size=1,
    )
)
def test_a_quoted_value_is_read_back(text):
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    (field,) = parse(f'---\nkey: "{quoted}"\n---\n', "a.md").fields

    assert field.value.text == text


UNITS = """\
[ | [[ | ] | ` | ``a` | <!-- | %% | ( | [a]( | ![[ | [a:: | (a:: | # | #a | # | * | > | - | [[a|
[[a# | 📅 | 🔁 every | [due:: | \\` | 1: | a | [[x]] | **2026-11-03** | `⏎ | ```⏎ | <!--⏎
a <!-- b⏎ | %%⏎ | 2026-02-30⏎ | 03/11/2026⏎ | - a⏎ | ␠␠- a⏎ | > ```⏎ | ␠␠␠␠ | | a | ␠ | ␉
"""
HEADERS = """\
[ | {a:␠ | -␠ | a:⏎-␠ | ?␠ | &a␠ | *a␠ | ' | " | \\" | # | a: b⏎ | a: @⏎ | a: [#⏎ | - @⏎
a: @b⏎␠␠c: d⏎ | {{ | [[ | a: [[b]], ⏎ | a: b: c⏎ | a: ["␠ | a: |⏎ | a: >⏎ | % | ␉
a = 1⏎ | a = [⏎ | a = '''⏎ | [a]⏎ | [[a]]⏎ | a. | a = {b= | "a": 1,⏎ | {"a":[ | "\\
"""


def units(table):
    """Return the entries of a table, in which signs stand for blanks and line ends."""
    signs = str.maketrans({"⏎": "\n", "␠": " ", "␉": "\t"})
    return [unit.translate(signs) for line in table.splitlines() for unit in line.split(" | ")]


@pytest.mark.parametrize("unit", [*units(UNITS), "\r", "\u2028", "\ufeff"], ids=repr)
def test_a_hostile_body_is_read_in_time(unit):
    text = unit * (100_000 // len(unit))
    started = time.process_time()

    parse(text, "a.md")
    parse(f"x {text}", "a.md")

    assert time.process_time() - started < 2


@pytest.mark.parametrize("unit", [*units(HEADERS), "a: \x07\n", "\ufeff"], ids=repr)
@pytest.mark.parametrize("fence", ["---", "+++", ";;;"])
def test_a_hostile_header_is_read_in_time(fence, unit):
    text = f"{fence}\n{unit * (65_000 // len(unit))}\n{fence}\n"
    started = time.process_time()

    parse(text, "a.md")

    assert time.process_time() - started < 2


def test_a_note_of_faults_is_told_by_its_first_ones():
    note = parse("- 2026-02-30 x\n" * 5_000, "a.md")

    assert len(note.diagnostics) == 100


def test_importing_notes_imports_no_yaml():
    code = "import sys, pnm.notes; print('yaml' in sys.modules, 'frontmatter' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]
