"""Every report that a plugin ships, over a vault in which everything that can be hostile is."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.metadata import entry_points
from types import MappingProxyType

import html5lib
import pytest
from markdown_it import MarkdownIt

from pnm.notes import parse
from pnm.session import Setting, open_session
from pnm.vault import Vault

TODAY = date(2026, 11, 16)

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "](javascript:alert(1))",
    "a | b | c",
    "*bold* __under__ ~~out~~",
    "\x1b[31mred\x1b]8;;http://evil.example\x07click\x1b\\",
    "[[Mallory]] ![[Secret]]",
    "`code` ``` $x$",
    "%%comment ==high==",
    "<!-- pnm:log 3f9a2c1b -->",
    "-->",
    "\u202egnp.exe \u2066x",
    "[bold]x[/bold] [link=http://evil.example]y[/link]",
    "</style></title></textarea><svg onload=alert(1)>",
    "{{ 7*7 }} {% raw %} <% tp %>",
    "#tag ^block _#x_",
    "one\n- [x] [[Eve]] <!-- pnm:log 00000000 -->\n# heading",
    ":smile: &lt;b&gt; &#x3c;",
    "http://evil.example <http://evil.example>",
]

NOTE = """---
type: person
name: {name}
aliases: [{name}]
birthday: 1980-11-{day:02}
anniversary: 2010-12-{day:02}
died: {died}
city: {city}
country: {name}
organization: {name}
title: {name}
met: {name}
pronouns: {name}
circle: friends
contact_every: 2 weeks
email: {name}
phone: {name}
url: {name}
interest: [{name}, jazz]
expertise: [{name}]
offers: [{name}]
asks: [{name}]
friend: "[[P{other}]]"
introduced_by: "[[P{other}]]"
spouse: {name}
created: 2024-01-{day:02}
odd_key: {name}
---
A paragraph: {line}

## Log
- 2026-09-{day:02} call: {line} [[P{other}]]
- 2025-11-{day:02} (dinner) {line}
- 2024-11-17 gave {line}
- 2027-01-{day:02} meet: {line}
- [ ] send {line} to [[P{other}]] 📅 2026-11-{day:02}
- [ ] @P{day}: {line} 📅 2026-12-01
- [x] lent {line} ✅ 2026-10-{day:02}
"""

DAILY = "# {day}\nDinner with {people}: {line}\n\n- 10:00 call with [[P1]]: {line}\n"

CONFIG = """
[profile]
person = ["type: person"]

[circles.friends]
every = "3 weeks"
"""

PLUGINS = {entry.name: entry for entry in entry_points(group="pnm.plugins")}
MODULES = tuple((name, entry.load()) for name, entry in sorted(PLUGINS.items()))
REPORTS = sorted(
    report.name
    for _, module in MODULES
    if hasattr(module, "pnm_reports")
    for report in module.pnm_reports()
)


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile")
    (root / ".pnm").mkdir()
    people = [f"[[P{n}]]" for n in range(1, len(PAYLOADS) + 1)]
    for n, payload in enumerate(PAYLOADS, 1):
        note = NOTE.format(
            name=json.dumps(payload),
            city=json.dumps(PAYLOADS[0] if n % 2 else payload),
            line=" ".join(payload.split()),
            day=n,
            other=n % len(PAYLOADS) + 1,
            died="2025-11-20" if n == 7 else "",
        )
        (root / f"P{n}.md").write_text(note, "utf-8")
        day = date(2026, 10 + n % 2, n).isoformat()
        daily = DAILY.format(day=day, people=", ".join(people[n - 3 : n]), line=payload)
        (root / f"{day}.md").write_text(daily, "utf-8")
    opened = open_session(
        Setting(Vault(root), TODAY, tmp_path_factory.mktemp("cache"), modules=MODULES)
    )
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rendered(session):
    """Each report in each format, made once."""
    found = {}

    def make(name, fmt):
        if (name, fmt) not in found:
            (report,) = (row for row in session.reporting.samples() if row.name == name)
            marks = fmt == "markdown"
            found[name, fmt] = session.reporting.render(report, fmt, keep_marks=marks)
        return found[name, fmt]

    return make


pytestmark = pytest.mark.parametrize("name", REPORTS)


def test_it_says_something_of_such_a_vault(rendered, session, name):
    assert json.loads(rendered(name, "json"))["report"] == name
    assert session.plugin_problems == ()


def test_markdown_links_people_of_the_vault_and_nothing_else(rendered, session, name):
    note = parse(rendered(name, "markdown"), "Reviews/x.md")
    links = {link.target for block in note.blocks for link in block.links}

    assert links <= {contact.id for contact in session.network}
    assert note.tags == ()
    assert note.inlines == ()


def test_markdown_carries_the_marks_of_its_own_lines_only(rendered, name):
    text = rendered(name, "markdown")
    lines = [
        line
        for section in json.loads(rendered(name, "json"))["sections"]
        for line in section["lines"]
    ]
    marked = re.findall(r"<!-- pnm:(?:log|do|see) ([0-9a-f]{8}) -->$", text, re.MULTILINE)

    assert len(re.findall(r"<!--", text)) == len(marked)
    assert set(marked) <= {line["key"] for line in lines}


def test_markdown_makes_no_html_and_no_address(rendered, name):
    body = re.sub(r"\A---\n.*?\n---\n", "", rendered(name, "markdown"), flags=re.DOTALL)
    body = re.sub(r" <!-- pnm:\w+ \w+ -->$", "", body, flags=re.MULTILINE)
    shown = MarkdownIt("commonmark").render(body)

    assert set(re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", shown)) <= {
        *("h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "hr", "blockquote", "br"),
    }


def test_html_is_valid_and_does_nothing(rendered, name):
    tree = html5lib.HTMLParser(strict=True).parse(rendered(name, "html"))
    tags = {re.sub(r"\{.*\}", "", str(element.tag)) for element in tree.iter()}
    keys = {str(key).lower() for element in tree.iter() for key in element.attrib}
    links = [e.get("href") for e in tree.iter("{http://www.w3.org/1999/xhtml}a")]
    (policy,) = (
        e.get("content")
        for e in tree.iter("{http://www.w3.org/1999/xhtml}meta")
        if e.get("http-equiv") == "Content-Security-Policy"
    )

    assert not tags & {"script", "img", "iframe", "textarea", "object", "b", "form", "embed"}
    assert not {key for key in keys if key.startswith("on") or key in {"src", "srcset"}}
    assert all(link.startswith("file:///") for link in links)
    assert policy.startswith("default-src 'none'; ")


def test_the_terminal_gets_no_control_characters(rendered, name):
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rendered(name, "terminal")
    )


def test_colour_is_all_that_a_terminal_is_told(session, name):
    (report,) = (row for row in session.reporting.samples() if row.name == name)
    shown = session.reporting.render(report, "terminal", color=True)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)

    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain)


def test_json_is_plain_and_can_be_printed(rendered, name):
    assert not re.search(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rendered(name, "json"))
    assert rendered(name, "json").encode("utf-8")


def test_what_a_template_may_use_is_told_with_examples(session, name):
    rows = session.reporting.names(name, (), str, "markdown")

    assert {row.where for row in rows} >= {"page", "report", "section", "line", "filter", "test"}
    assert next(row.example for row in rows if row.name == "report") == name
    json.dumps([row.example for row in rows])


def test_what_it_was_told_cannot_be_changed_by_a_plugin(session, name):
    (report,) = (row for row in session.reporting.samples() if row.name == name)

    assert isinstance(report.given, MappingProxyType)
