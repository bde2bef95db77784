"""The day in a file's name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.dates import day_in_name, day_of_name

THIRD_OF_NOVEMBER = date(2026, 11, 3)


@pytest.mark.parametrize(
    "stem",
    [
        pytest.param("2026-11-03", id="ISO"),
        pytest.param("2026-11-03-Tuesday", id="weekday after a dash"),
        pytest.param("2026-11-03 Tue", id="short weekday"),
        pytest.param("2026-11-03 Di", id="German weekday"),
        pytest.param("20261103", id="compact"),
        pytest.param("2026_11_03", id="underscores"),
        pytest.param("November 3rd, 2026", id="in words"),
        pytest.param("Tuesday 3 November 2026", id="weekday first"),
    ],
)
def test_a_name_that_is_a_date_is_a_daily_notes(stem):
    assert day_of_name(stem) == (THIRD_OF_NOVEMBER, "day")


def test_a_day_that_decides_its_order_is_a_daily_notes():
    assert day_of_name("23-11-2026") == (date(2026, 11, 23), "day")


def test_a_name_that_is_a_week_stands_for_its_monday():
    assert day_of_name("2026-W47") == (date(2026, 11, 16), "week")


@pytest.mark.parametrize(
    "stem",
    [
        pytest.param("2026-11-03 Studio visit", id="title behind"),
        pytest.param("03-11-2026", id="two readings"),
        pytest.param("2026-11", id="month"),
        pytest.param("2026", id="year"),
        pytest.param("--11-03", id="no year"),
        pytest.param("10101010", id="a number"),
        pytest.param("2026-W54", id="no such week"),
        pytest.param("2026-11-03T10:30", id="time"),
        pytest.param("Ada Lovelace", id="person"),
        pytest.param("May", id="month or person"),
        pytest.param("2" * 300, id="too long for a name"),
    ],
)
def test_any_other_name_is_no_daily_notes(stem):
    assert day_of_name(stem) is None


@pytest.mark.parametrize(
    "stem",
    [
        pytest.param("2026-11-03", id="alone"),
        pytest.param("2026-11-03 Studio visit", id="first"),
        pytest.param("2026-11-03-studio-visit", id="first, dashes"),
        pytest.param("2026-11-03_visit", id="first, underscore"),
        pytest.param("20261103 visit", id="first, compact"),
        pytest.param("3 Nov 2026 call", id="first, in words"),
        pytest.param("Call with Ana 2026-11-03", id="last"),
        pytest.param("Call with Ana (2026-11-03)", id="last, in brackets"),
        pytest.param("call-2026-11-03", id="last, dashes"),
        pytest.param("visit_2026_11_03", id="last, underscores"),
        pytest.param("Invoice 20261103", id="last, compact"),
        pytest.param("Call with Ana 3 Nov 2026", id="last, in words"),
        pytest.param("Call with Ana, Nov 3rd, 2026", id="last, month first"),
    ],
)
def test_a_date_at_either_end_of_a_name_is_found(stem):
    assert day_in_name(stem) == THIRD_OF_NOVEMBER


def test_a_weekly_notes_name_carries_its_monday():
    assert day_in_name("2026-W47") == date(2026, 11, 16)


@pytest.mark.parametrize(
    "stem",
    [
        pytest.param("Plan 2026", id="year"),
        pytest.param("Plan 2026-11", id="month"),
        pytest.param("the 2026-11-03 call", id="in the middle"),
        pytest.param("10101010", id="a number"),
        pytest.param("IMG_20261103_101500", id="a photograph"),
        pytest.param("call 2026-11-03-04", id="digits behind"),
        pytest.param("call 12026-11-03", id="digits before"),
        pytest.param("call 03-11-2026", id="two readings"),
        pytest.param("call 2026-02-30", id="no such day"),
        pytest.param("", id="empty"),
    ],
)
def test_a_name_without_a_date_at_its_ends_gives_none(stem):
    assert day_in_name(stem) is None


@given(st.text() | st.text(alphabet="0123456789-_ .()WT"))
def test_any_name_is_read_without_raising(stem):
    whole = day_of_name(stem)

    assert whole is None or day_in_name(stem) == whole[0]
