"""Daily notes and journals: which lines belong together, and on which day they tell."""

from datetime import date

import pytest

from pnm.testing import network_of


def rows(text, path="2026-03-01.md", config=None):
    network = network_of(
        {path: text}, config=config, ada="name: Ada", bob="name: Bob", eve="name: Eve"
    )
    return [(row.day.isoformat(), row.people, row.text) for row in network.interactions]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("- lunch with [[ada]]\n  - and [[bob]]", [("ada", "bob")]),
        ("- Lunch\n  - [[ada]]\n  - [[bob]]", [("ada", "bob")]),
        ("- Morning\n  - [[ada]] called\n  - lunch with [[bob]]", [("ada",), ("bob",)]),
        ("- [[ada]] called\n- lunch with [[bob]]", [("ada",), ("bob",)]),
        ("Dinner with [[ada]]\nand [[bob]].", [("ada", "bob")]),
        ("Dinner with [[ada]].\n\nThen [[bob]] called.", [("ada",), ("bob",)]),
        ("- [x] call [[ada]]\n  - [x] write to [[bob]]", [("ada",), ("bob",)]),
    ],
    ids=[
        "nested under a link",
        "nested under a channel",
        "nested under a plain word",
        "two items",
        "one paragraph",
        "two paragraphs",
        "tasks nested in each other",
    ],
)
def test_lines_that_tell_of_one_time_are_one(text, people):
    assert [row[1] for row in rows(text)] == people


def test_what_stands_under_a_heading_with_a_link_is_told_of_it():
    text = "## Call with [[ada]]\n- she moves\n- [[bob]] says hello\n\nIn May.\n"

    assert rows(text) == [
        ("2026-03-01", ("ada",), "Call with ada: she moves / In May."),
        ("2026-03-01", ("bob",), "bob says hello"),
    ]


@pytest.mark.parametrize("line", ["people:: [[ada]]", "People: [[ada]]", "- With:\n  - [[ada]]"])
def test_a_line_that_lists_who_was_there_counts(line):
    assert [row[1] for row in rows(line)] == [("ada",)]


def test_a_journal_has_a_day_for_each_heading():
    text = "# 2026\n## 2026-02-03\ntea with [[ada]]\n### Evening\n[[bob]]\n## 2026-02-05\n[[ada]]\n"

    assert [row[:2] for row in rows(text, "Journal.md")] == [
        ("2026-02-03", ("ada",)),
        ("2026-02-03", ("bob",)),
        ("2026-02-05", ("ada",)),
    ]


def test_a_date_alone_holds_for_the_items_under_it_each_for_itself():
    text = "- 2026-02-03\n  - call with [[ada]]\n  - lunch with [[bob]]\n"

    assert rows(text, "Journal.md") == [
        ("2026-02-03", ("ada",), "call with ada"),
        ("2026-02-03", ("bob",), "lunch with bob"),
    ]


def test_a_date_in_a_daily_note_comes_before_the_notes_own():
    assert rows("- 2026-02-03 [[ada]] had called")[0][0] == "2026-02-03"


@pytest.mark.parametrize(
    "path",
    [
        "2026-03-01.md",
        "Daily/2026-03-01.md",
        "Journal/2026/March/2026-03-01-Sunday.md",
        "2026/2026_03_01.md",
        "Logs/1 March 2026.md",
    ],
)
def test_a_daily_note_is_known_by_its_name(path):
    assert [row[0] for row in rows("[[ada]]", path)] == ["2026-03-01"]


@pytest.mark.parametrize(
    ("form", "path"),
    [
        ("DD.MM.YYYY", "Tage/01.03.2026.md"),
        ("YYYY/MM/DD", "Tage/2026/03/01.md"),
        ("YYYY/MMMM/YYYY-MMM-DD", "Tage/2026/March/2026-Mar-01.md"),
        ("dddd, Do MMMM YYYY [at] MM", "Tage/Sunday, 1st March 2026 at 03.md"),
    ],
)
def test_a_daily_note_is_known_by_the_format_of_obsidian(form, path):
    config = f'[profile]\ndaily_folder = "Tage"\ndaily_format = "{form}"'

    assert [row[0] for row in rows("[[ada]]", path, config)] == ["2026-03-01"]


def test_a_format_of_daily_notes_holds_in_their_folder_only():
    config = '[profile]\ndaily_folder = "Tage"\ndaily_format = "YYYY/MM/DD"'

    assert rows("[[ada]]", "Scans/2026/03/01.md", config) == []


def test_a_meeting_is_told_by_its_title_and_channel():
    text = '---\ntype: call\ndate: 2026-02-10\npeople: ["[[ada]]", "[[bob]]"]\n---\nSome words.\n'
    network = network_of({"Calls/2026-02-10 Lease.md": text}, ada="", bob="")

    (row,) = network.interactions

    assert (row.day, row.people, row.channel, row.text) == (
        date(2026, 2, 10),
        ("ada", "bob"),
        "call",
        "Lease",
    )
