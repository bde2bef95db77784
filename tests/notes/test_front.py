"""Fences, formats, and places of the front matter."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from note_values import bare, leaves, values

from pnm.notes import parse
from pnm.notes.faults import Faults
from pnm.notes.front import HANDLERS, read_front
from pnm.notes.plain_front import LIMIT, read_plain_front


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("---\na: b\n---\nText", "yaml"),
        ("---\r\na: b\r\n---\r\nText", "yaml"),
        ("\ufeff---\na: b\n---\nText", "yaml"),
        ("---  \na: b\n--- \t\nText", "yaml"),
        ("---\na: b\n...\nText", "yaml"),
        ("---yaml\na: b\n---\nText", "yaml"),
        ("--- yml\na: b\n---\nText", "yaml"),
        ("+++\na = 'b'\n+++\nText", "toml"),
        ("---toml\na = 'b'\n---\nText", "toml"),
        ("\ufeff+++\r\na = 'b'\r\n+++\r\nText", "toml"),
        ('---json\n{"a": "b"}\n---\nText', "json"),
        (';;;\n"a": "b"\n;;;\nText', "json"),
        (';;;\n"a": "b",\n;;;\nText', "json"),
        (';;; json\n{"a": "b"}\n;;;\nText', "json"),
        ('{\n  "a": "b"\n}\nText', "json"),
        ('{"a": "b"}\nText', "json"),
        ('\ufeff{"a": "b"}\r\nText', "json"),
        ('---\n{"a": "b"}\n---\nText', "yaml"),
    ],
)
def test_every_kind_of_fence_is_known(text, format_):
    note = parse(text, "a.md")

    assert note.format == format_
    assert values(note) == {"a": "b"}
    assert text[note.body_start :] == "Text"
    assert text.count("\n", 0, note.body_start) + 1 == note.body_line
    assert [block.text for block in note.blocks] == ["Text"]


@pytest.mark.parametrize("text", ["---\na: b\n---", "+++\na = 'b'\n+++", '{"a": "b"}'])
def test_a_note_may_end_with_its_front_matter(text):
    note = parse(text, "a.md")

    assert values(note) == {"a": "b"}
    assert (note.body_start, note.blocks, note.diagnostics) == (len(text), (), ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\na: b\nText", "PNM002"),
        ("+++\na = 1\nText", "PNM002"),
        ('{"a": 1,\nText', "PNM002"),
        ("---\na: b\n---x\n", "PNM002"),
        ("\n---\na: b\n---\n", "PNM007"),
        (" ---\na: b\n---\n", "PNM007"),
        ("--- coffee\na: b\n---\n", "PNM003"),
    ],
    ids=[
        "open yaml",
        "open toml",
        "open json",
        "no fence",
        "blank line",
        "blank",
        "other language",
    ],
)
def test_what_only_looks_like_front_matter_is_text_and_told(text, code):
    note = parse(text, "a.md")

    assert (note.fields, note.format) == ((), "")
    assert [fault.code for fault in note.diagnostics] == [code]
    assert note.blocks


@pytest.mark.parametrize(
    "text",
    [
        "# Ada\n\n---\na: b\n---\n",
        "\n---\n\nText\n\n---\n",
        "{{title}}\n",
        "----\na: b\n----\n",
        "+++x\n",
    ],
    ids=["later rule", "rule after blank line", "template", "long rule", "plus signs"],
)
def test_what_is_no_front_matter_is_not_told(text):
    note = parse(text, "a.md")

    assert (note.fields, note.format, note.diagnostics) == ((), "", ())


def test_the_closing_fence_is_looked_for_in_a_bounded_part_only():
    inside = "---\na: " + "x" * (LIMIT - 100) + "\n---\n"
    outside = "---\na: " + "x" * LIMIT + "\n---\n"

    assert parse(inside, "a.md").format == "yaml"
    assert parse(outside, "a.md").format == ""


def test_the_library_picks_the_handler():
    found = [
        frontmatter.detect_format(text, HANDLERS)
        for text in ("---\n", "+++\n", "---json\n", '{"a": 1}', "Text")
    ]

    assert [type(handler).__name__ for handler in found] == [
        "YamlHandler",
        "TomlHandler",
        "JsonHandler",
        "BareJsonHandler",
        "NoneType",
    ]


YAML = """---
name: Zoë 😀 Smith   # a comment
"quoted key": 'single'
aliases: [Zo, "Z. Smith", [[Bob]]]
friend: [[Ana Silva]]
list:
  - одна
  - "two"
map:
  first: Carl
tags: #friend
bio: |
  first line
  second
last: 😀
---
"""
BAD_YAML = YAML.replace("last:", "telegram: @zoë\nlast:")
TOML = """+++
name = "Zoë 😀"
n = 42
born = 1990-02-03
list = [ "одна", 'two', 3 ]
long = '''
text'''
[table]
key = {inner = "x"}
+++
"""
JSON = """{
  "name": "Zoë 😀",
  "n": 1.10,
  "list": ["одна", {"k": null}]
}
"""


@pytest.mark.parametrize(
    "text", [YAML, BAD_YAML, TOML, JSON], ids=["yaml", "bad yaml", "toml", "json"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "bom"])
def test_places_count_in_the_file_s_own_text(text, newline, mark):
    text = mark + text.replace("\n", newline) + "Text [[Zoë]]" + newline
    note = parse(text, "a.md")

    for field in note.fields:
        assert text[field.start :].lstrip('"[').startswith(field.key)
        assert text.count("\n", 0, field.start) + 1 == field.line
        for leaf in leaves(field.value):
            written = text[leaf.start : leaf.end]
            assert leaf.text.split("\n")[0] in written
            assert text.count("\n", 0, leaf.start) + 1 == leaf.line
    (link,) = note.blocks[0].links
    assert text[link.start : link.end] == "[[Zoë]]"


@pytest.mark.parametrize("sign", ["\u2028", "\u0085", "\r"], ids=["u2028", "nel", "cr"])
def test_only_a_line_feed_ends_a_line(sign):
    note = parse(f"---\na: 'x{sign}y'\nb: @z\nc: d\n---\n", "a.md")

    assert [field.line for field in note.fields] == [2, 3, 4]


@pytest.mark.parametrize(
    ("text", "newline"),
    [("a\nb", "\n"), ("a\r\nb", "\r\n"), ("---\ra: b\r---\r[[X]]\r", "\r"), ("a", "\n")],
    ids=["unix", "windows", "old mac", "one line"],
)
def test_the_line_end_is_known(text, newline):
    assert parse(text, "a.md").newline == newline


def test_a_file_with_bare_carriage_returns_has_lines():
    note = parse("---\ra: b\r---\r[[X]]\r", "a.md")

    assert values(note) == {"a": "b"}
    assert note.blocks[0].line == 4


def test_toml_values_stay_as_written():
    note = parse(
        '+++\nn = 0x10\nf = 1.10\nd = 1990-02-03\nt = 07:32:00\nb = true\ns = "a\\tb\\u00e9"\n'
        "l = '''\nx\ny'''\na.b = 1\na.c = [1, # one\n 2,]\n[x.y]\nk = 1\n[[p]]\nq = 1\n[[p]]\n"
        "q = 2\n+++\n",
        "a.md",
    )

    assert values(note) == {
        "n": "0x10",
        "f": "1.10",
        "d": "1990-02-03",
        "t": "07:32:00",
        "b": "true",
        "s": "a\tbé",
        "l": "x\ny",
        "a": {"b": "1", "c": ["1", "2"]},
        "x": {"y": {"k": "1"}},
        "p": [{"q": "1"}, {"q": "2"}],
    }
    assert note.diagnostics == ()


def test_bad_toml_costs_the_bad_line():
    note = parse('+++\na = "x"\nb = @y z\nb2 = "open\nc = [1]\n+++\n', "a.md")

    assert values(note) == {"a": "x", "b": "@y z", "c": ["1"]}
    assert note.broken
    (fault,) = note.diagnostics
    assert (fault.code, fault.source.line) == ("PNM001", 3)


def test_json_numbers_and_words_stay_as_written():
    note = parse(
        '{"v": 1.10, "n": null, "b": true, "big": 00, "e": 1e3}\n'.replace("00", "1" * 30), "a"
    )

    assert values(note) == {"v": "1.10", "n": "null", "b": "true", "big": "1" * 30, "e": "1e3"}


@pytest.mark.parametrize(
    "text",
    ['{\n "a": 1,\n "b": ["x"],\n}\n', '---json\n{\n "a": 1\n "b": ["x"]\n}\n---\n'],
    ids=["last comma", "no comma"],
)
def test_bad_json_is_read_as_well_as_can_be(text):
    note = parse(text, "a.md")

    assert values(note) == {"a": "1", "b": ["x"]}
    assert note.broken
    assert [fault.code for fault in note.diagnostics] == ["PNM001"]


def test_json_that_is_no_object_has_no_keys():
    note = parse("---json\n[1, 2]\n---\n", "a.md")

    assert note.fields == ()
    assert [fault.code for fault in note.diagnostics] == ["PNM003"]


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 30_000 + "\nb: 1\n---\n",
        "---\na: " + "{a: " * 10_000 + "\nb: 1\n---\n",
        "---\na:\n  " + "- " * 20_000 + "\nb: 1\n---\n",
        "+++\na = " + "[" * 30_000 + "\nb = 1\n+++\n",
        "+++\na = " + "[" * 900 + "]" * 900 + "\nb = 1\n+++\n",
        '{"a": ' + "[" * 30_000 + ',\n"b": 1\n}\n',
        '{"a": ' + "[" * 500 + "]" * 500 + ', "b": 1}\n',
    ],
    ids=["yaml lists", "yaml maps", "yaml items", "toml", "closed toml", "json", "closed json"],
)
def test_deep_nesting_costs_its_own_value_only(text):
    note = parse(text, "a.md")

    assert values(note)["b"] == "1"
    assert note.diagnostics


def test_a_header_with_very_many_parts_is_read_by_lines():
    header = "".join(f"k{n}: [a, b]\n" for n in range(2_000))
    note = parse(f"---\n{header}---\n", "a.md")

    assert len(note.fields) == 2_000
    assert values(note)["k1999"] == ["a", "b"]
    assert [fault.code for fault in note.diagnostics] == ["PNM004"]


def test_an_alias_bomb_is_only_text():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    note = parse(f"---\n{bomb}---\n", "a.md")

    assert bare(note.fields[-1].value) == ["*i"] * 9


def test_the_readers_agree_on_the_same_data():
    data = {"name": 'Ada "A" O\'x', "tags": ["a", "b"], "inner": {"k": "v: w"}}
    as_json = json.dumps(data)
    notes = [
        parse(f"{as_json}\n", "a.md"),
        parse(f"---\n{as_json}\n---\n", "a.md"),
        parse(
            '+++\nname = "Ada \\"A\\" O\'x"\ntags = [\'a\', "b"]\ninner = {k = \'v: w\'}\n+++\n',
            "a.md",
        ),
    ]

    assert [values(note) for note in notes] == [data] * 3


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DATA = st.dictionaries(
    TEXTS,
    st.recursive(
        TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=5,
)


@given(DATA, st.sampled_from([None, 2]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_json_is_read_as_json_reads_it(data, indent, ascii_only):
    note = parse(json.dumps(data, indent=indent, ensure_ascii=ascii_only) + "\nText", "a.md")

    assert values(note) == data
    assert not note.broken


STATEMENTS = [
    "a = 1",
    "b.c = '[x]'",
    '"d e" = "f\\tg\\u00e9"',
    "'h' = [1, 2.5, # one\n [ \"x,y\" ],\n]",
    'i = {j = 1, k.l = "v"}',
    "m = 1990-02-03 07:32:00",
    "n = true # yes",
    "[o]",
    "[p.q]",
    "[[r]]",
    "[[s.t]]",
    "# none",
    "",
    "u = '''\nx = 1\n'''",
    'v = """a \\\n   b"""',
]


def as_text(value):
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return value if isinstance(value, str) else str(value).lower()


@given(st.lists(st.sampled_from(STATEMENTS), max_size=8), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=200, deadline=None)
def test_toml_is_read_as_tomllib_reads_it(statements, newline):
    source = "\n".join([*statements, ""]).replace("\n", newline)
    note = parse(f"+++{newline}{source}+++{newline}", "a.md")

    try:
        expected = as_text(tomllib.loads(source))
    except tomllib.TOMLDecodeError:
        assert note.broken or not note.fields
        return
    assert values(note) == expected
    assert not note.broken


def plain(text):
    """Return front matter that is plain, after comparing it with what the closer look gives."""
    front = read_plain_front(text)
    if front is not None:
        faults = Faults("ada.md")
        assert front == read_front(text, faults), repr(text)
        assert faults.found == [], repr(text)
    return front


@pytest.mark.parametrize(
    "text",
    [
        "---\na: b\n---\nText",
        "---\r\na: b\r\n---\r\nText",
        "---\na: b\n--- \t\n",
        "---\na: b\n---",
        "---\na: b\n...\nText",
        "---\n---\nText",
    ],
)
def test_plain_front_matter_needs_no_closer_look(text):
    assert plain(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text",
        "---\n",
        "---\na: b\n",
        "---\na: b\n---Text\n",
        "--- \na: b\n---\n",
        "---yaml\na: b\n---\n",
        "\ufeff---\na: b\n---\n",
        "\n---\na: b\n---\n",
        "---\ra: b\r---\r",
        "---\na: @b\n---\n",
        "---\n" + "# long\n" * (LIMIT // 7) + "---\n",
    ],
)
def test_other_front_matter_is_looked_at_closely(text):
    assert plain(text) is None


FENCES = st.sampled_from(
    [
        "---",
        "...",
        "---\n",
        "--- \n",
        "---\r\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "a: b\n",
        "x",
        "\ufeff",
    ]
)


@given(st.lists(FENCES, max_size=8).map("".join))
@settings(max_examples=600, deadline=None)
def test_fences_are_found_alike_in_any_text(rest):
    plain(rest)
    plain(f"---\n{rest}")
    plain(f"---\na: b{rest}\n---{rest}")


def test_a_plain_note_is_read_without_the_library_of_yaml():
    code = (
        "import sys; from pnm.notes import parse; parse('---\\na: [b]\\n---\\n- [[c]]', 'a.md');"
        "print({'yaml', 'frontmatter', 'tomllib', 'json'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
