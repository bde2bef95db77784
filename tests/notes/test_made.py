"""New notes: what goes in as text comes out of pnm's own reader as the same text."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pnm.notes import note_text, parse, scalars

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
ODD = [
    "0612345670",
    "NO",
    "Null",
    "12:30",
    "+1555",
    "2026-11-16",
    "~",
    "a: b",
    "a #b",
    "- a",
    "[a]",
    "{{a}}",
    "'",
    '"',
    "\\",
    "\\n",
    " a ",
    "a\nb",
    "a\r\nb",
    "\t",
    "---",
    "a\n---\nb",
    "\x00",
    "\x85",
    "\u2028",
    "\ufeff",
    "🎂",
    "&a",
    "*a",
    "!!int 3",
    "%a",
    "@a",
    "`a`",
    "# a",
    "|",
    ">",
    "?",
    "",
]


def read(text):
    note = parse(text, "a.md")
    assert note.diagnostics == ()
    return {field.key: tuple(s.text for s in scalars(field.value)) for field in note.fields}


@given(keys=st.dictionaries(KEYS, TEXTS | st.lists(TEXTS, min_size=1, max_size=4), max_size=6))
@example(keys={"x": [text for text in ODD if text]})
@example(keys={"yes": "no", "12": "a", "a b": "c", "a: b": "d", "-": "e", "?": "f", '"': "g"})
def test_every_text_is_read_as_it_was(keys):
    wanted = {
        key: (value,) if isinstance(value, str) else tuple(value) for key, value in keys.items()
    }

    assert read(note_text(keys)) == wanted


@given(key=KEYS, value=TEXTS)
def test_other_readers_of_yaml_read_the_same(key, value):
    front = note_text({key: value}).removeprefix("---\n").removesuffix("---\n")

    assert yaml.safe_load(front) == {key: value}


@pytest.mark.parametrize("text", [text for text in ODD if text], ids=repr)
def test_an_odd_text_is_read_as_it_was(text):
    assert read(note_text({"name": text})) == {"name": (text,)}


@pytest.mark.parametrize(
    ("keys", "body", "text"),
    [
        (
            {"type": "person", "name": "Ada Lovelace"},
            "",
            "---\ntype: person\nname: Ada Lovelace\n---\n",
        ),
        ({"phone": "+49 170"}, "", '---\nphone: "+49 170"\n---\n'),
        ({"email": ["a@b", "c"]}, "", '---\nemail: ["a@b", c]\n---\n'),
        ({"city": "", "tags": []}, "", "---\n---\n"),
        ({"city": "Łódź"}, "## Notes\n\nhello\n", "---\ncity: Łódź\n---\n\n## Notes\n\nhello\n"),
    ],
    ids=["words stand bare", "a number is quoted", "a list", "empty is left out", "a body"],
)
def test_a_note_looks_as_a_person_would_write_it(keys, body, text):
    assert note_text(keys, body) == text


def test_half_a_letter_becomes_a_question_mark():
    assert note_text({"name": "a\ud800"}, "b\ud800").encode("utf-8")


def test_what_is_too_long_for_a_front_matter_is_refused():
    with pytest.raises(ValueError, match="too long for a note"):
        note_text({"notes": "a" * 70_000})
