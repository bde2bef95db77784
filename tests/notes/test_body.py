"""Lines of the body: what they are, what they belong to, and which are hidden."""

from __future__ import annotations

from datetime import date

import pytest

from pnm.notes import parse


def blocks(text, **options):
    return parse(text, "a.md", **options).blocks


def targets(text):
    return [link.target for block in blocks(text) for link in block.links]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("Some words", "paragraph", "Some words"),
        ("- item", "item", "item"),
        ("* item", "item", "item"),
        ("+ item", "item", "item"),
        ("1. item", "item", "item"),
        ("12) item", "item", "item"),
        ("  - item", "item", "item"),
        ("-", "item", ""),
        ("- [ ] open", "task", "open"),
        ("* [x] done", "task", "done"),
        ("1. [-] cancelled", "task", "cancelled"),
        ("- [ ]\u00a0after a hard blank", "task", "after a hard blank"),
        ("- [link](a.md)", "item", "[link](a.md)"),
        ("- [[Ada]]", "item", "[[Ada]]"),
        ("# Title", "heading", "Title"),
        ("### Title ###", "heading", "Title"),
        ("# C#", "heading", "C#"),
        ("#tag", "paragraph", "#tag"),
        ("####### seven", "paragraph", "####### seven"),
        ("> said", "quote", "said"),
        ("> > twice", "quote", "twice"),
        ("> [!note] Title", "quote", "[!note] Title"),
        ("| a | b |", "table", "| a | b |"),
        ("-5 degrees", "paragraph", "-5 degrees"),
        ("2026 was good", "paragraph", "2026 was good"),
        ("*emphasis* first", "paragraph", "*emphasis* first"),
        ("text <!-- aside --> more", "paragraph", "text  more"),
        ("text %%aside%%", "paragraph", "text"),
        ("100%% sure, 50%% less", "paragraph", "100%% sure, 50%% less"),
        ("a `<!--` sign", "paragraph", "a `<!--` sign"),
    ],
)
def test_a_line_has_a_kind_and_a_text(line, kind, text):
    (block,) = blocks(line)

    assert (block.kind, block.text, block.day) == (kind, text, None)


@pytest.mark.parametrize(
    "line", ["---", "* * *", "___", "|---|:--:|", "<!-- aside -->", "%%x%%", "> "]
)
def test_a_line_without_text_is_no_block(line):
    assert blocks(line) == ()


@pytest.mark.parametrize(
    ("line", "day", "rest", "time"),
    [
        ("- 2026-11-03 call: her new job", date(2026, 11, 3), "call: her new job", ""),
        ("- 2026-11-03: had a son", date(2026, 11, 3), "had a son", ""),
        ("- 2026-11-03 - met", date(2026, 11, 3), "met", ""),
        ("- 2026-11-03 – met", date(2026, 11, 3), "met", ""),
        ("- 2026-11-03 — met", date(2026, 11, 3), "met", ""),
        ("- 2026-11-03 · met", date(2026, 11, 3), "met", ""),
        ("- 2026-11-03 | met", date(2026, 11, 3), "met", ""),
        ("- 2026-10-01 (coffee) talked", date(2026, 10, 1), "(coffee) talked", ""),
        ("- 2026-11-03 [[Bob]] came", date(2026, 11, 3), "[[Bob]] came", ""),
        ("- 2026-11-03 *really* good", date(2026, 11, 3), "*really* good", ""),
        ("- **2026-11-03** call", date(2026, 11, 3), "call", ""),
        ("- **2026-11-03**: call", date(2026, 11, 3), "call", ""),
        ("- **2026-11-03:** call", date(2026, 11, 3), "call", ""),
        ("- **2026-11-03 call** with **Bob**", date(2026, 11, 3), "call with **Bob**", ""),
        ("- [[2026-11-03]] call", date(2026, 11, 3), "call", ""),
        ("- [[2026-11-03]]: call", date(2026, 11, 3), "call", ""),
        ("- 2026-11-03 14:30 call", date(2026, 11, 3), "call", "14:30"),
        ("- 2026-11-03T14:30 call", date(2026, 11, 3), "call", "14:30"),
        ("- 2026-11-03, 9:05 – 10:00: call", date(2026, 11, 3), "call", "9:05"),
        ("- 2026-11-03 · 14:30 call", date(2026, 11, 3), "call", "14:30"),
        ("- [[2026-11-03]] 14:30 - call", date(2026, 11, 3), "call", "14:30"),
        ("- 2026/11/03 call", date(2026, 11, 3), "call", ""),
        ("- 3 Nov 2026 call", date(2026, 11, 3), "call", ""),
        ("- Nov 3, 2026: call", date(2026, 11, 3), "call", ""),
        ("- Tuesday, November 3, 2026: call", date(2026, 11, 3), "call", ""),
        ("3. Nov 2026: Anruf", date(2026, 11, 3), "Anruf", ""),
        ("2026-11-03 met [[Bob]]", date(2026, 11, 3), "met [[Bob]]", ""),
        ("- [x] 2026-11-03 call", date(2026, 11, 3), "call", ""),
        ("## 2026-11-03", date(2026, 11, 3), "", ""),
        ("## 2026-11-03 Lunch", date(2026, 11, 3), "Lunch", ""),
        ("- 2026-11-03", date(2026, 11, 3), "", ""),
        ("- born 2026-11-03", None, "born 2026-11-03", ""),
        ("> 2026-11-03 she wrote", None, "2026-11-03 she wrote", ""),
        ("- 12 apples", None, "12 apples", ""),
        ("- 14:30 call", None, "14:30 call", ""),
    ],
)
def test_a_line_may_start_with_a_day(line, day, rest, time):
    (block,) = blocks(line)

    assert (block.day, block.rest, block.time) == (day, rest, time)


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2026, 11, 3)), ("mdy", date(2026, 3, 11))])
def test_the_vault_says_how_to_read_a_date_in_numbers(order, day):
    (block,) = blocks("- 03/11/2026 call", date_order=order)

    assert (block.day, block.rest) == (day, "call")


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("- 03/11/2026 call", "PNM013", 3),
        ("- 2026-02-30 call", "PNM014", 3),
        ("**2026-13-01** call", "PNM014", 3),
        ("- [ ] send it 📅 2026-02-31", "PNM015", 17),
        ("- [ ] send it [due:: soon]", "PNM015", 22),
    ],
)
def test_a_date_that_cannot_be_read_is_told_with_its_place(line, code, column):
    note = parse(f"\n{line}\n", "a.md")

    (fault,) = note.diagnostics
    assert (fault.code, fault.source.line, fault.source.column) == (code, 2, column)
    assert note.blocks[0].day is None


@pytest.mark.parametrize(
    "line", ["- 1/2 of it", "- 2026-11-03.md is it", "12/13/14", "- 10-20 people"]
)
def test_numbers_that_are_no_date_are_not_told(line):
    assert parse(line, "a.md").diagnostics == ()


TREE = """\
Intro
goes on
- one
  - two
    still two
      - three
  - four

  also one
* five
lazy five

2026-11-03 a day
  told

| a |
"""


def test_lines_know_what_they_continue_or_are_nested_under():
    found = blocks(TREE)
    by_index = {index: block.text for index, block in enumerate(found)}

    assert [(block.text, by_index.get(block.parent)) for block in found] == [
        ("Intro", None),
        ("goes on", "Intro"),
        ("one", "Intro"),
        ("two", "one"),
        ("still two", "two"),
        ("three", "two"),
        ("four", "one"),
        ("also one", "one"),
        ("five", None),
        ("lazy five", "five"),
        ("2026-11-03 a day", None),
        ("told", "2026-11-03 a day"),
        ("| a |", None),
    ]


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("words\n2026-11-03 call", [-1, -1]),
        ("- item\n2026-11-03 call", [-1, -1]),
        ("words\n- 2026-11-03 call", [-1, -1]),
        ("- item\n  - 2026-11-03 call", [-1, 0]),
        ("- item\n  2026-11-03 call", [-1, 0]),
        ("2026-11-03 call\n- [[Bob]]\n- [[Sue]]", [-1, 0, 0]),
        ("2026-11-03 call\n\n- [[Bob]]", [-1, -1]),
        ("- a\n- b", [-1, -1]),
        ("- a\n - b", [-1, -1]),
        ("- a\n\t- b", [-1, 0]),
        ("- a\n# H\n  - b", [-1, -1, -1]),
        ("- a\n---\n  - b", [-1, -1]),
        ("- a\n  > said", [-1, 0]),
        ("words\n```\ncode\n```\nmore", [-1, -1]),
    ],
)
def test_a_dated_line_stands_for_itself_unless_nested(text, parents):
    assert [block.parent for block in blocks(text)] == parents


def test_columns_before_a_bullet_count_tabs_as_four():
    assert [block.indent for block in blocks("- a\n\t- b\n  \t- c")] == [0, 4, 6]


def test_blocks_know_their_section():
    note = parse("top\n# One\na\n## Two\nb\n# Three\n", "a.md")

    assert [(h.level, h.text, h.line) for h in note.headings] == [
        (1, "One", 2),
        (2, "Two", 4),
        (1, "Three", 6),
    ]
    assert [(b.text, b.section) for b in note.blocks] == [
        ("top", -1),
        ("One", 0),
        ("a", 0),
        ("Two", 1),
        ("b", 1),
        ("Three", 2),
    ]


def test_a_line_underlined_with_equal_signs_is_a_heading():
    note = parse("\nTitle\n=====\ntext\n", "a.md")

    assert [(h.level, h.text, h.line) for h in note.headings] == [(1, "Title", 2)]
    assert [(b.kind, b.section, b.parent) for b in note.blocks] == [
        ("heading", 0, -1),
        ("paragraph", 0, -1),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_line():
    note = parse("\ufeff# [[Ada]]\n", "a.md")

    assert note.headings[0].text == "[[Ada]]"
    (link,) = note.blocks[0].links
    assert (link.column, link.start) == (3, 3)


@pytest.mark.parametrize(
    ("text", "live", "hidden"),
    [
        ("`[[a]]` [[b]]", ["b"], [("a", "code")]),
        ("``[[a]] ` [[b]]`` [[c]]", ["c"], [("a", "code"), ("b", "code")]),
        ("`[[a]]`` [[b]]", ["a", "b"], []),
        (r"\`[[a]]\` [[b]]", ["a", "b"], []),
        ("```\n[[a]]\n```\n[[b]]", ["b"], [("a", "code")]),
        ("```js\n[[a]]\n````\n[[b]]", ["b"], [("a", "code")]),
        ("````\n```\n[[a]]\n````\n[[b]]", ["b"], [("a", "code")]),
        ("~~~\n```\n[[a]]\n~~~\n[[b]]", ["b"], [("a", "code")]),
        ("- x\n  ```\n  [[a]]\n  ```\n  [[b]]", ["b"], [("a", "code")]),
        ("- ```\n  [[a]]\n  ```\n- [[b]]", ["b"], [("a", "code")]),
        ("> ```\n> [[a]]\n> ```\n\n[[b]]", ["b"], [("a", "code")]),
        ("> ```\n> [[a]]\n[[b]]", ["b"], [("a", "code")]),
        ("```[[a]]```\n[[b]]", ["b"], [("a", "code")]),
        ("    - [[a]]\n        - [[b]]", ["a", "b"], []),
        ("<!-- [[a]] --> [[b]]", ["b"], [("a", "comment")]),
        ("[[b]] <!-- x\n[[a]]\n--> [[c]]", ["b", "c"], [("a", "comment")]),
        ("%%[[a]]%% [[b]]", ["b"], [("a", "comment")]),
        ("%%\n[[a]]\n%%\n[[b]]", ["b"], [("a", "comment")]),
        ("<!-- `x --> [[b]] `[[a]]`", ["b"], [("a", "code")]),
        ("`<!--` [[b]] -->", ["b"], []),
        ("[[b]] <!-- [[c]]", ["b", "c"], []),
        ("%% [[b]]", ["b"], []),
        ("$$\n[[a]]\n$$\n[[b]]", ["b"], [("a", "code")]),
        ("$$\r\n[[a]]\r\n  $$ \r\n[[b]]", ["b"], [("a", "code")]),
        ("$$\\begin{x}\n[[a]]\n\\end{x} $$\n[[b]]", ["b"], [("a", "code")]),
        ("$$ x_{[[a]]} $$\n[[b]]", ["b"], [("a", "code")]),
        ("$$\n```\n[[a]]\n$$\n[[b]]", ["b"], [("a", "code")]),
        ("```\n$$\n```\n[[b]]\n$$", ["b"], []),
        ("$$\n[[b]]", ["b"], []),
        ("$$\n[[b]] $$ [[c]]", ["b", "c"], []),
        ("$$ cheap: [[b]]\n$$$ dear: [[c]]\n[[d]] $$", ["b", "c", "d"], []),
        ("- [[b]] $$\n- [[c]] $$", ["b", "c"], []),
    ],
)
def test_code_math_and_comments_hide_their_links(text, live, hidden):
    note = parse(text, "a.md")

    assert [link.target for block in note.blocks for link in block.links] == live
    assert [(link.target, link.place) for link in note.hidden] == hidden
    for link in note.hidden:
        assert text[link.start : link.end] == f"[[{link.target}]]"
        assert text.split("\n")[link.line - 1][link.column - 1 :].startswith(f"[[{link.target}")


def test_math_has_no_tags_and_ends_a_paragraph():
    note = parse("Met her.\n$$\nx #y\n$$\nat school #z", "a.md")

    assert [(block.text, block.parent) for block in note.blocks] == [
        ("Met her.", -1),
        ("at school #z", -1),
    ]
    assert [tag.name for tag in note.tags] == ["z"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a\n```\n[[b]]\n", "PNM011", 2),
        ("a\n<!-- x\n[[b]]\n", "PNM012", 2),
        ("a\n%%\n[[b]]\n", "PNM012", 2),
    ],
    ids=["fence", "html comment", "obsidian comment"],
)
def test_what_hides_the_rest_of_the_note_is_told(text, code, line):
    note = parse(text, "a.md")

    assert [block.text for block in note.blocks] == ["a"]
    assert [(fault.code, fault.source.line) for fault in note.diagnostics] == [(code, line)]


def test_a_very_long_body_is_read_up_to_a_bound():
    line = "[[a]] " + "and so on " * 500 + "\n"
    note = parse(line * 900, "a.md")

    (fault,) = note.diagnostics
    assert fault.code == "PNM010"
    assert 0 < len(note.blocks) == fault.source.line < 900


@pytest.mark.parametrize("line", ["a\n", "#a\n", "- [[a]] [b](c) `d`\n", "a:: b\n", "%%a%%\n"])
def test_a_body_of_very_many_parts_is_read_up_to_a_bound(line):
    text = "first\n" + line * 150_000
    note = parse(text, "a.md")

    (fault,) = note.diagnostics
    assert (fault.code, fault.mend) == ("PNM010", "split the note")
    assert note.blocks[0].text == "first"
    assert 5_000 < fault.source.line <= 50_001


def test_a_long_body_with_few_parts_is_read_to_its_end():
    note = parse("and so on " * 300_000 + "\n[[a]]", "a.md")

    assert note.diagnostics == ()
    assert [link.target for link in note.blocks[-1].links] == ["a"]
