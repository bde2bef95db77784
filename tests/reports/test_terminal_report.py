"""Reports on a terminal."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from pnm.model import Section
from pnm.reports.escape import terminal

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def test_a_line_hangs_behind_its_box(desk):
    shown = desk.render("terminal", width=40)

    assert (
        "Reach out\n"
        "☐ Ana Silva — quiet for 7 weeks\n"
        "  last: call on 3 Nov: her new job · the\n"
        "  flat in Porto; jazz on Thursdays ·\n"
        "  Lisbon\n"
        "☐ 李伟 — quiet for 5 months; you used to\n"
        "  talk every 5 weeks\n"
    ) in shown


def test_it_begins_with_title_week_and_summary(desk):
    assert desk.render("terminal", width=100).splitlines()[:2] == [
        "Weekly review  2026-W47",
        "2 dates, 2 promises, 3 people to reach out to, 2 small repairs. About 35 minutes.",
    ]


@pytest.mark.parametrize("width", [1, 24, 33, 60, 100, 400])
def test_no_line_is_wider_than_the_terminal(desk, width):
    widths = [cell_len(row) for row in desk.render("terminal", width=width).splitlines()]

    assert max(widths) <= min(max(width, 24), 100)


def test_a_word_longer_than_the_line_is_broken(desk):
    shown = desk.render("terminal", desk.with_line("x" * 60), width=30)

    assert "· " + "x" * 28 + "\n  " + "x" * 28 + "\n  xxxx\n" in shown


def test_without_colour_there_are_no_sequences_and_no_trailing_spaces(desk):
    shown = desk.render("terminal")

    assert "\x1b" not in shown
    assert not re.search(r"[ \t]\n", shown)


def test_with_colour_the_words_are_the_same(desk, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = desk.render("terminal", color=True)

    assert "\x1b[1;36mReach out" in shown
    assert ANSI.sub("", shown) == desk.render("terminal")


def test_no_color_in_the_environment_takes_the_colour_away(desk, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", desk.render("terminal", color=True))


def test_names_are_not_read_as_markup(desk):
    section = (
        Section("s", "[bold]S[/bold]", 1, desk.with_line("[/] [link=x]y[/link] :smile:")[0].lines),
    )

    shown = desk.render("terminal", section)

    assert "[bold]S[/bold]\n· [/] [link=x]y[/link] :smile:\n" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë\t李伟\n👩‍🚀", "Zoë\t李伟\n👩‍🚀"),
        ("\x1b[31mred\x1b[0m\x07", "[31mred[0m"),
        ("a\x9b2Jb\x7f\r", "a2Jb"),
        ("ab\u202ecd\u2066", "ab<U+202E>cd<U+2066>"),
        ("\udcff", "\ufffd"),
        ("a\u2028b", "ab"),
    ],
    ids=["text", "sequences", "C1", "direction", "no character", "line separator"],
)
def test_what_a_terminal_is_sent(text, shown):
    assert terminal(text) == shown
