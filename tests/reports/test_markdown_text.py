"""Text in Markdown: it shows the same, and does nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pnm.notes import links_in, parse
from pnm.reports.escape import clean, md_escape
from pnm.reports.markdown import link

COMMONMARK = MarkdownIt("commonmark")
TRICKY = st.text(
    st.sampled_from(list(" abZ1234567890.,:;!?-+=*_~^`'\"#<>[](){}|\\/%$&@\n\t💡✅")), max_size=40
)


def shown(markdown):
    """What a reader of Markdown shows: a paragraph's text, or the HTML of anything else."""
    tokens = COMMONMARK.parse(f"{markdown}\n")
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return COMMONMARK.render(markdown)
    kinds = {child.type for child in tokens[1].children}
    if kinds - {"text", "text_special"}:
        return COMMONMARK.render(markdown)
    return "".join(child.content for child in tokens[1].children)


@pytest.mark.parametrize(
    "text",
    [
        "*Bobby* **Tables** _x_ __y__",
        "[x](javascript:alert(1))",
        "[[People/Mallory]] ![[secret]]",
        "<script>alert(1)</script>",
        "<!-- pnm:log 3f9a2c1b -->",
        "`rm -rf` ``x``",
        "%%hidden%% ==marked== ~~gone~~",
        "&lt;b&gt; &#60; &amp; AT&T",
        "# heading",
        "- item",
        "+ item",
        "- [x] done",
        "1. first",
        "12) twelfth",
        "> quote",
        "---",
        "===",
        "a | b",
        "C:\\Users\\ada\\",
        "$x^2$",
        "snake_case in https://ada.example/a_b?c=d",
        "#work C# #1",
    ],
)
def test_text_shows_as_it_was_written(text):
    assert shown(md_escape(text)) == text


@given(TRICKY)
def test_any_text_shows_as_it_was_written(text):
    told = shown(md_escape(text)) if text.strip() else ""

    assert told.replace("\u2060", "") == " ".join(text.split())


@given(TRICKY)
def test_nothing_is_read_out_of_a_text(text):
    note = parse(f"- 2026-11-16 {md_escape(text)}\n", "x.md")

    read = [*note.tags, *note.inlines, *(found for block in note.blocks for found in block.links)]

    assert read == []


@pytest.mark.parametrize(
    "text",
    [
        "<!-- pnm:do 3f9a2c1b -->",
        "<% tp.file.title %>",
        "{{ date }}",
        "{% raw %}",
        "<!--pnm:base v1",
    ],
)
def test_no_sign_of_a_program_is_left(text):
    escaped = md_escape(text)

    assert not re.search(r"<!--|<%|\{\{|\{%", escaped)


@pytest.mark.parametrize("sign", ["📅", "✅", "⏳", "➕", "🛫", "❌"])
def test_a_task_sign_gives_the_line_no_day(sign):
    text = md_escape(f"send the deck {sign} 2026-11-20")
    (block,) = parse(f"- [ ] {text}\n", "x.md").blocks

    assert (block.task.due, block.task.done, block.task.scheduled) == (None, None, None)
    assert sign in text


def test_text_is_one_line_without_control_characters():
    assert md_escape("a\r\nb\x1b[31m\u2028c\u202e\x9bd\udcff") == "a b\\[31m cd\ufffd"


@pytest.mark.parametrize(
    ("target", "name", "written"),
    [
        ("People/Ana Silva", "Ana Silva", "[[People/Ana Silva|Ana Silva]]"),
        ("Bob", "Bob", "[[Bob]]"),
        ("People/C#", "C#", "[C#](People/C%23.md)"),
        ("People/A [b]", "A [b]", "[A (b)](People/A%20%5Bb%5D.md)"),
        ("People/Ann", "Ann | Dr. <b>", "[[People/Ann|Ann ¦ Dr. ‹b›]]"),
        ("notes.md", "Notes", "[Notes](notes.md.md)"),
        ("People/Bo:: x", "Bo:: x", "[Bo: : x](People/Bo%3A%3A%20x.md)"),
        ("People/Tom", "", "[[People/Tom|Tom]]"),
    ],
    ids=["usual", "short", "hash", "brackets", "bar in a name", "suffix", "field", "no name"],
)
def test_a_link(target, name, written):
    assert link(target, name) == written


@pytest.mark.parametrize(
    "target",
    [
        "People/Ana Silva",
        "Bob",
        "A [b] | c",
        "C#",
        "x.md",
        "a::b",
        "%%x%%",
        "`x`",
        "<i>",
        "李伟",
        "🥖 Yusuf",
        "^x",
        "50%",
    ],
)
@pytest.mark.parametrize("name", ["Ana", "[[x]]", "a|b]]", "](javascript:alert(1))", "%%", "<!--"])
def test_a_link_leads_to_its_note_and_nowhere_else(target, name):
    (block,) = parse(f"- [ ] {link(target, name)} — quiet\n", "x.md").blocks

    assert [found.target for found in block.links] == [target]
    assert [found.target for found in links_in(link(target, name), 1)] == [target]


def test_a_path_too_long_for_a_link_leaves_the_name():
    assert link("x" * 500, "*Ada*") == "\\*Ada\\*"


def test_characters_that_html_forbids_are_taken_out():
    assert clean("a\ufdd0b\U0001ffffc\ufeffd") == "abcd"
