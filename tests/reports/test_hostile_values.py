"""Hostile names and texts come out harmless in every format."""

from __future__ import annotations

import json
import re

import html5lib
import pytest

from pnm.keep import key_of
from pnm.model import Chart, Contact, Line, Section
from pnm.notes import parse

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "](javascript:alert(1))",
    "a | b",
    "*bold* __under__",
    "\x1b[31mred\x1b]8;;http://evil.example\x07click\x1b\\",
    "\x9b2J\x85c",
    "[[Mallory]] ![[Secret]]",
    "`code` ```",
    "%%comment",
    "<!-- pnm:log 3f9a2c1b -->",
    "-->",
    "\u202egnp.exe \u2066x",
    "[bold]x[/bold] [link=http://evil.example]y[/link] [/]",
    "</style></title></textarea><svg onload=alert(1)>",
    "{{ 7*7 }} {% raw %} <% tp %>",
    "due:: 2026-01-01 #tag ^block",
    "line one\n- [x] [[Eve]] <!-- pnm:log 00000000 -->\n# heading",
    "\udcff\ud800 \ufdd0",
    ":smile: &lt;b&gt; &#x3c;",
    "javascript:alert(1)",
    "📅 2026-01-01 ✅ 2026-01-01",
]

pytestmark = pytest.mark.parametrize("payload", PAYLOADS)


@pytest.fixture
def hostile(desk, payload):
    """A report in which the payload stands wherever text can stand."""
    desk.network = {
        "People/Mallory": Contact("People/Mallory", payload, "People/Mallory.md", city=payload)
    }
    line = Line(
        payload,
        "People/Mallory",
        True,
        True,
        (payload, payload),
        payload,
        key=payload or "x",
        values={"said": payload},
    )
    chart = Chart(payload, (payload, payload), ((payload, (1.0, 2.0)),))
    sections = (
        Section("one", payload, 1, (line,), intro=payload, tally=payload, chart=chart),
        Section("two", payload, 2, (Line(payload),), folded=True),
    )
    return lambda fmt, **looks: desk.render(fmt, sections, **looks)


def test_markdown_links_the_person_only(hostile):
    note = parse(hostile("markdown", keep_marks=True), "Reviews/2026-W47.md")
    links = {link.target for block in note.blocks for link in block.links}

    assert links == {"People/Mallory"}
    assert note.tags == ()
    assert note.inlines == ()
    assert len([block for block in note.blocks if block.task]) == 1


def test_markdown_carries_the_marks_of_its_own_lines_only(hostile, payload):
    marks = re.findall(r"<!--.*?-->", hostile("markdown", keep_marks=True), re.DOTALL)

    assert marks == [
        f"<!-- pnm:log {key_of(payload)} -->",
        f"<!-- pnm:see {key_of('two', '', payload)} -->",
    ]


def test_markdown_makes_no_html(hostile):
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark").render(hostile("markdown"))

    assert set(re.findall(r"</?([a-z][a-z0-9]*)", shown)) <= {"h1", "h2", "p", "ul", "li", "strong"}


def test_html_is_valid_and_does_nothing(hostile):
    tree = html5lib.HTMLParser(strict=True).parse(hostile("html", base="file:///home/me/Notes"))
    tags = {re.sub(r"\{.*\}", "", str(element.tag)) for element in tree.iter()}
    events = [key for e in tree.iter() for key in e.attrib if str(key).lower().startswith("on")]
    links = [e.get("href") for e in tree.iter("{http://www.w3.org/1999/xhtml}a")]

    assert not tags & {"script", "img", "iframe", "textarea", "object", "b"}
    assert events == []
    assert links == ["file:///home/me/Notes/People/Mallory.md"]


def test_the_terminal_gets_no_control_characters(hostile):
    shown = hostile("terminal")

    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_the_terminal_shows_signs_of_markup_as_they_are(hostile, payload):
    if payload.startswith("[bold]"):
        assert "[/bold]" in hostile("terminal")
    assert "\x1b]8" not in hostile("terminal", color=True)


def test_every_format_can_be_written_as_utf_8(hostile):
    for fmt in ("markdown", "html", "terminal", "json"):
        assert hostile(fmt).encode("utf-8")


def test_json_gives_the_text_back(hostile, payload):
    shown = hostile("json")
    (line,) = json.loads(shown)["sections"][0]["lines"]

    assert line["text"] == " ".join(payload.split())
    assert not re.search(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
