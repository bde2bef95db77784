"""Counting in months and weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.dates import add_months, iso_week, week_days


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        pytest.param(date(2026, 11, 3), 1, date(2026, 12, 3), id="next month"),
        pytest.param(date(2026, 11, 3), 2, date(2027, 1, 3), id="into the next year"),
        pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="shorter month"),
        pytest.param(date(2028, 1, 31), 1, date(2028, 2, 29), id="leap year"),
        pytest.param(date(2026, 3, 31), -1, date(2026, 2, 28), id="back"),
        pytest.param(date(2026, 1, 15), -1, date(2025, 12, 15), id="back into the last year"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="leap day a year on"),
        pytest.param(date(2026, 11, 3), 0, date(2026, 11, 3), id="no month"),
    ],
)
def test_months_are_added_within_the_month(day, months, result):
    assert add_months(day, months) == result


def test_months_beyond_the_calendar_are_refused():
    with pytest.raises(ValueError, match="year"):
        add_months(date(9999, 12, 1), 1)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        pytest.param(date(2026, 11, 18), "2026-W47", id="plain"),
        pytest.param(date(2027, 1, 1), "2026-W53", id="January in the old year"),
        pytest.param(date(2024, 12, 30), "2025-W01", id="December in the new year"),
    ],
)
def test_a_day_lies_in_an_iso_week(day, week):
    assert iso_week(day) == week


@pytest.mark.parametrize(
    ("week", "days"),
    [
        pytest.param("2026-W47", (date(2026, 11, 16), date(2026, 11, 22)), id="plain"),
        pytest.param("2026W47", (date(2026, 11, 16), date(2026, 11, 22)), id="without a dash"),
        pytest.param("2026-W53", (date(2026, 12, 28), date(2027, 1, 3)), id="long year"),
        pytest.param("2025-W53", None, id="short year"),
        pytest.param("2026-W00", None, id="week zero"),
        pytest.param("0000-W01", None, id="year zero"),
        pytest.param("9999-W52", None, id="end of the calendar"),
        pytest.param("2026-47", None, id="no letter"),
        pytest.param("2026-W47 review", None, id="more than a week"),
    ],
)
def test_a_week_has_a_monday_and_a_sunday(week, days):
    assert week_days(week) == days


@given(st.dates(date(1000, 1, 1), date(9998, 1, 1)))
def test_a_days_week_holds_the_day(day):
    monday, sunday = week_days(iso_week(day))

    assert monday <= day <= sunday
    assert sunday - monday == timedelta(days=6)
