"""The glance at a log line gives what the closer look gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnm.dates import leading_day
from pnm.dates.words import WEEKDAYS
from pnm.notes import parse
from pnm.notes.dated import plainly_dated

SEPARATORS = " \t\u00a0\u202f:-–—·|,"


def glance(text):
    """Return what a glance gives, after comparing it with the closer look."""
    found = plainly_dated(text, 0)
    if found is not None:
        day, end = leading_day(text)
        assert found == (day, text[end:].lstrip(SEPARATORS), "")
    return found


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03 call: her new job",
        "2026-11-03: Lunch, at noon",
        "2026-11-03 (coffee) talked",
        "2026-11-03 [[Bob]] came",
        "2026-11-03 atlas",
        "2026-11-03 met Bob at 5pm",
    ],
)
def test_common_lines_need_a_glance_only(text):
    assert glance(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03 at 5pm",
        "2026-11-03 At 14:30 call",
        "2026-11-03 14:30 call",
        "2026-11-03 Tuesday, call",
        "2026-11-03 (tuesday) call",
        "2026-11-03 - met",
        "2026-02-30 call",
        "2026-11-03call",
        "2026-11-03",
        "20261103 call",
    ],
)
def test_lines_that_may_say_more_are_looked_at_closely(text):
    assert glance(text) is None


def test_every_weekday_in_any_spelling_is_looked_at_closely():
    for word in WEEKDAYS:
        for written in (word, word.capitalize(), word.upper(), f"({word})", f"{word}. x"):
            assert glance(f"2026-11-03 {written}") is None


WORDS = st.sampled_from(
    [*WEEKDAYS, *map(str.title, WEEKDAYS), "call", "Met", "at", "5pm", "14:30", "2026-11-03", "a"]
)
SIGNS = st.sampled_from(list(" :-,.()[]*_|#~/T\t\u00a0é’0"))


@given(st.lists(WORDS | SIGNS, max_size=8).map("".join))
@settings(max_examples=1_000, deadline=None)
def test_any_line_behind_a_date_is_read_alike(rest):
    glance(f"2026-11-03{rest}")
    glance(f"2026-11-03 {rest}")
    glance(f"2026-11-03: {rest}")


@given(
    st.lists(
        st.lists(WORDS | SIGNS | st.sampled_from(["[[Bob]]", "#tag", "k:: v", "[x] "]), max_size=6)
        .map("".join)
        .map(lambda line: line.replace("\t", " ")),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", "2026-11-03 ", "2026-11-03 call "]),
    st.sampled_from(["Met:\n", "# A\n", "  - a\n", "* a\n", ""]),
)
@settings(max_examples=500, deadline=None)
def test_all_bullets_mean_the_same(lines, day, before):
    dashes, pluses = (
        parse(before + "\n".join(f"{sign} {day}{line}" for line in lines), "a.md")
        for sign in ("-", "+")
    )

    # A line of dashes is a rule, one of pluses is none.
    if not any(set(line.strip()) <= {"-", " "} for line in lines) or day:
        assert (dashes.blocks, dashes.tags) == (pluses.blocks, pluses.tags)
        assert dashes.inlines == pluses.inlines
