"""Quarters as people name them."""

from datetime import date

import pytest

from pnm.dates import parse_quarter

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        (" 2027 3 ", date(2027, 7, 1), date(2027, 9, 30)),
        ("this", date(2026, 4, 1), date(2026, 6, 30)),
        ("Next", date(2026, 7, 1), date(2026, 9, 30)),
        ("last", date(2026, 1, 1), date(2026, 3, 31)),
        ("9999-Q4", date(9999, 10, 1), date.max),
    ],
    ids=[
        "the one that it is",
        "a later one",
        "one that is over this year",
        "of a year",
        "with blanks",
        "this",
        "next",
        "last",
        "the last of all",
    ],
)
def test_a_quarter_is_its_first_and_its_last_day(text, first, last):
    assert parse_quarter(text, TODAY) == (first, last)


@pytest.mark.parametrize("text", ["", "Q5", "spring", "0000-Q1", "2026", "２"])
def test_other_texts_are_no_quarter(text):
    assert parse_quarter(text, TODAY) is None
