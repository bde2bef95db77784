"""The comment that keeps the days of ticks."""

from datetime import date

import pytest

from pnm.keep import merge, seal, ticked_days, with_ticked, without_ticked

DAYS = {"3f9a2c1b": date(2026, 11, 16), "0badcafe": date(2026, 11, 18)}


@pytest.mark.parametrize("text", ["a\nb\n", "a\nb", "a\r\nb\r\n", "", "a\n\n\n", "\ufeffa\n"])
def test_the_comment_comes_and_goes_without_a_trace(text):
    assert without_ticked(with_ticked(text, DAYS)) == text
    assert ticked_days(with_ticked(text, DAYS)) == DAYS


def test_writing_it_twice_keeps_one():
    once = with_ticked("a\n", DAYS)

    assert with_ticked(once, DAYS) == once


@pytest.mark.parametrize(
    "text",
    [
        "<!-- pnm:ticked -->",
        "<!-- pnm:ticked 3f9a2c1b=2026-13-01 -->",
        "pnm:ticked 3f9a2c1b=2026-11-16",
    ],
)
def test_a_damaged_comment_says_nothing(text):
    assert ticked_days(text) == {}


def test_a_sealed_note_with_the_comment_taken_off_merges_as_before():
    note = seal("# Review\n\n- [ ] [[Ana]] <!-- pnm:log 3f9a2c1b -->\n")

    assert merge(without_ticked(with_ticked(note, DAYS)), note) == note
