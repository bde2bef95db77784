"""Links, tags, inline fields and tasks inside lines."""

from __future__ import annotations

from datetime import date

import pytest

from pnm.notes import Task, as_read, links_in, parse, plain, scalars, text_of


def links(text):
    return [link for block in parse(text, "a.md").blocks for link in block.links]


@pytest.mark.parametrize(
    ("text", "target", "label", "place"),
    [
        ("met [[Ada]] there", "Ada", "", "text"),
        ("[[Full Name|Alias]]", "Full Name", "Alias", "text"),
        ("[[Folder/Note]]", "Folder/Note", "", "text"),
        ("[[Note#Heading|text]]", "Note", "text", "text"),
        ("[[Note#^block]]", "Note", "", "text"),
        ("[[Note.md]]", "Note", "", "text"),
        ("[[ Note | x ]]", "Note", "x", "text"),
        ("| [[Ada\\|Countess]] |", "Ada", "Countess", "text"),
        ("![[Note]]", "Note", "", "embed"),
        ("> [[Note]]", "Note", "", "quote"),
        ("> [!tip] see [[Note]]", "Note", "", "quote"),
        ("> ![[Note]]", "Note", "", "embed"),
        ("[Ada](People/Ada%20Lovelace.md)", "People/Ada Lovelace", "Ada", "text"),
        ("[Ada](<People/Ada Lovelace.md>)", "People/Ada Lovelace", "Ada", "text"),
        ("[Ada](./Ada.md#Bio)", "Ada", "Ada", "text"),
        ("[Ada](../People/Ada.md)", "People/Ada", "Ada", "text"),
        ("[Ada](/People/Ada.md)", "People/Ada", "Ada", "text"),
        ("[Ada](Ada)", "Ada", "Ada", "text"),
        ('[Ada](Ada.md "her note")', "Ada", "Ada", "text"),
        ("[Ada (x)](Ada_(x).md)", "Ada_(x)", "Ada (x)", "text"),
    ],
)
def test_a_link_names_a_note(text, target, label, place):
    (link,) = links(text)

    assert (link.target, link.label, link.place) == (target, label, place)
    assert text[link.start : link.end] == text[link.column - 1 :][: link.end - link.start]
    assert text[link.start : link.end].startswith(("[", "!["))
    assert text[link.start : link.end].endswith(("]]", ")"))


@pytest.mark.parametrize(
    "text",
    [
        "[web](https://ada.example)",
        "[mail](mailto:ada@ada.example)",
        "[vault](obsidian://open?vault=x)",
        "[here](#Heading)",
        "[file](Contract.pdf)",
        "![photo](ada.png)",
        "![photo](Ada.md)",
        "[[#Heading]]",
        "[[^block]]",
        "[[]]",
        "[[ ]]",
        "\\[[Ada]]",
        "[[a\nb]]",
        "[ ](a b)",
        "[^1]: a note",
    ],
)
def test_what_names_no_note_is_no_link(text):
    assert links(text) == []


def test_links_come_from_left_to_right_with_their_places():
    text = "é😀 [b](b.md) and [[a]]"

    assert [(link.target, link.column) for link in links(text)] == [("b", 4), ("a", 18)]
    assert [text[link.start : link.end] for link in links(text)] == ["[b](b.md)", "[[a]]"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("#person", ["person"]),
        ("a #b and #c.", ["b", "c"]),
        ("#people/ada_l #x-y", ["people/ada_l", "x-y"]),
        ("#Freund #друг #友", ["Freund", "друг", "友"]),
        ("#y1984 #1984 #2024-01", ["y1984", "2024-01"]),
        ("#party🎉", ["party🎉"]),
        ("(#aside) **#bold** '#quoted'", ["aside", "bold", "quoted"]),
        ("# Title #tagged", ["tagged"]),
        ("> #quoted", ["quoted"]),
        ("- [ ] do it #task", ["task"]),
        ("a#b c/#d &#39; ##e", []),
        ("https://ada.example/#top and https://ada.example/a#b", []),
        ("[[Note#Heading]] [[#Heading]] [x](#here) [x](a.md#b) [[a|#b]]", []),
        ("`#code` <!-- #hidden --> %%#gone%%", []),
        ("#-- #/ #_ #", []),
        ("#a/", ["a"]),
    ],
)
def test_tags_follow_obsidian_s_rules(text, names):
    assert [tag.name for tag in parse(text, "a.md").tags] == names


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Met:: a party", [("Met", "a party")]),
        ("Met at:: [[Lisbon]]", [("Met at", "[[Lisbon]]")]),
        ("- birthday:: 1990-02-03", [("birthday", "1990-02-03")]),
        ("- [ ] due:: 2026-01-01", [("due", "2026-01-01")]),
        ("**Bold key**:: value", [("Bold key", "value")]),
        ("**Bold key::** value", [("Bold key", "value")]),
        ("*Key*:: value", [("Key", "value")]),
        ("Empty::", [("Empty", "")]),
        ("friend::[[Bob]]", [("friend", "[[Bob]]")]),
        ("we are [relation:: friends] now", [("relation", "friends")]),
        ("hidden (key:: some (odd) value) here", [("key", "some (odd) value")]),
        ("[a:: [[X|y]]] and [b:: 2]", [("a", "[[X|y]]"), ("b", "2")]),
        ("[due::2026-01-01]", [("due", "2026-01-01")]),
        ("> since:: 2020", [("since", "2020")]),
        ("std::vector is a class", []),
        ("`key:: value`", []),
        ("[open:: never closed", []),
        ("[[Foo::Bar]]", []),
        ("a: b:c ::: d", []),
    ],
)
def test_dataview_fields_are_found(text, fields):
    note = parse(text, "a.md")

    assert [(inline.key, inline.value) for inline in note.inlines] == fields
    assert all(note.blocks[inline.block].line == inline.line for inline in note.inlines)


@pytest.mark.parametrize(
    ("line", "task"),
    [
        ("- [ ] call [[Ana]]", Task(" ", "call [[Ana]]")),
        ("- [ ] call [[Ana]] 📅 2026-02-13", Task(" ", "call [[Ana]]", due=date(2026, 2, 13))),
        ("- [ ] a 📅\ufe0f\u00a02026-02-13", Task(" ", "a", due=date(2026, 2, 13))),
        ("- [ ] a 🗓️ 2026-02-13", Task(" ", "a", due=date(2026, 2, 13))),
        ("- [ ] a 📅 [[2026-02-13]]", Task(" ", "a", due=date(2026, 2, 13))),
        (
            "* [x] a ➕ 2026-01-01 🛫 2026-01-02 ⏳ 2026-01-03 ✅ 2026-01-04",
            Task(
                "x",
                "a",
                created=date(2026, 1, 1),
                start=date(2026, 1, 2),
                scheduled=date(2026, 1, 3),
                done=date(2026, 1, 4),
            ),
        ),
        ("- [-] a ❌ 2026-01-04", Task("-", "a", cancelled=date(2026, 1, 4))),
        ("- [ ] a ⏫", Task(" ", "a", priority="high")),
        ("- [ ] a 🔺 🆔 x1 ⛔ y2,z3 🏁 delete", Task(" ", "a", priority="highest")),
        (
            "- [ ] a 🔁 every 2 weeks when done 📅 2026-02-13 #task",
            Task(" ", "a #task", due=date(2026, 2, 13), repeat="every 2 weeks", when_done=True),
        ),
        ("- [ ] a 🔁 every month", Task(" ", "a", repeat="every month")),
        (
            "- [x] a [due:: 2026-02-13] [completion:: [[2026-02-14]]] (priority:: High) b",
            Task("x", "a b", due=date(2026, 2, 13), done=date(2026, 2, 14), priority="high"),
        ),
        (
            "- [ ] a [repeat:: every 3 weeks when done]"
            " [scheduled::2026-02-13] (start:: 2026-02-01)",
            Task(
                " ",
                "a",
                scheduled=date(2026, 2, 13),
                start=date(2026, 2, 1),
                repeat="every 3 weeks",
                when_done=True,
            ),
        ),
        ("- [ ] keep [other:: field] 😀", Task(" ", "keep [other:: field] 😀")),
        ("- [x] all good ✅", Task("x", "all good ✅")),
    ],
)
def test_tasks_are_read_in_both_forms(line, task):
    (block,) = parse(line, "a.md").blocks

    assert block.kind == "task"
    assert block.task == task


def test_the_block_of_a_task_keeps_its_text_as_written():
    (block,) = parse("- [x] 2026-11-03 call [[Ana]] ✅ 2026-11-04", "a.md").blocks

    assert (block.day, block.rest) == (date(2026, 11, 3), "call [[Ana]] ✅ 2026-11-04")
    assert block.task.text == "2026-11-03 call [[Ana]]"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Ada", "Ada"),
        (" [[Ada]] ", "Ada"),
        ("[[People/Ada|Countess]]", "Countess"),
        ("[[People/Ada]]", "Ada"),
        ("[[Ada#Bio]] at [Acme](https://acme.example)", "Ada at Acme"),
        ("![[Ada.md]]", "Ada"),
        ("[](People/Ada.md)", "Ada.md"),
        ("[not a link]", "[not a link]"),
    ],
)
def test_plain_is_the_text_without_link_syntax(text, bare):
    assert plain(text) == bare


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[People/Ada|her]] at  [Acme](https://acme.example)", "her at Acme"),
        ("2026-11-03 dinner with [[Ada]]", "dinner with Ada"),
        ("[[2026-11-03 Dinner]] was late", "Dinner was late"),
        ("2026-11-03", "2026-11-03"),
        ("a very long walk with [[Ada]] by the sea", "a very long walk with…"),
    ],
    ids=["links", "a day before it", "a note's day", "only a day", "cut"],
)
def test_a_line_is_read_as_a_person_does(text, said):
    assert as_read(text, 25) == said


def test_links_of_a_value_know_their_line_and_column():
    found = links_in("[[Ana Silva]], [Bob](People/Bob.md) ![[Eve]]", 7, column=10, start=100)

    assert [(link.target, link.line, link.column, link.start, link.place) for link in found] == [
        ("Ana Silva", 7, 10, 100, "text"),
        ("People/Bob", 7, 25, 115, "text"),
        ("Eve", 7, 46, 136, "text"),
    ]
    assert links_in("Ana", 7) == ()


def value_of(header):
    return parse(f"---\n{header}\n---\n", "a.md").fields[0].value


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("k: a, b", ["a, b"]),
        ("k:", []),
        ("k: [a, [b, c], '']", ["a", "b", "c"]),
        ("k:\n  first: Ada\n  last: L.", ["Ada", "L."]),
        ("k:\n  - \n  - site: x", ["x"]),
    ],
)
def test_scalars_are_the_texts_in_a_value(header, texts):
    assert [scalar.text for scalar in scalars(value_of(header))] == texts


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("k: a", "a"),
        ("k: [a, [b, c], '']", "a, b, c"),
        ("k:\n  first: Ada\n  last: L.", "first: Ada, last: L."),
    ],
)
def test_text_of_is_a_value_on_one_line(header, text):
    assert text_of(value_of(header)) == text
