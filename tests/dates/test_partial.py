"""Partly known dates: their text, the days they can mean, when they come round."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.dates import PartialDate

LEAP_BIRTHDAY = PartialDate(2000, 2, 29)

birthdays = st.dates().flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year, day.month, day.day), PartialDate(None, day.month, day.day)]
    )
)


@pytest.mark.parametrize(
    ("partial", "text"),
    [
        pytest.param(PartialDate(1990, 2, 3), "1990-02-03", id="full"),
        pytest.param(PartialDate(None, 2, 3), "--02-03", id="no year"),
        pytest.param(PartialDate(1990, 2), "1990-02", id="no day"),
        pytest.param(PartialDate(1990), "1990", id="year only"),
        pytest.param(PartialDate(None, 2), "--02", id="month only"),
        pytest.param(PartialDate(33, 4, 3), "0033-04-03", id="early year"),
    ],
)
def test_the_text_shows_what_is_known(partial, text):
    assert str(partial) == text


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param((None, None, None), id="nothing known"),
        pytest.param((1990, None, 3), id="day without month"),
        pytest.param((None, None, 3), id="day alone"),
        pytest.param((1981, 2, 29), id="no leap year"),
        pytest.param((None, 2, 30), id="in no year"),
        pytest.param((1990, 13, None), id="month thirteen"),
        pytest.param((1990, 0, None), id="month zero"),
        pytest.param((1990, 2, 0), id="day zero"),
        pytest.param((0, 2, 3), id="year zero"),
        pytest.param((10000, 2, 3), id="year ten thousand"),
    ],
)
def test_a_date_that_no_calendar_has_is_refused(parts):
    with pytest.raises(ValueError, match="no such date"):
        PartialDate(*parts)


def test_29_february_without_a_year_is_a_date():
    assert str(PartialDate(None, 2, 29)) == "--02-29"


@pytest.mark.parametrize(
    ("partial", "full", "first", "last"),
    [
        pytest.param(
            PartialDate(1990, 2, 3), date(1990, 2, 3), date(1990, 2, 3), date(1990, 2, 3), id="full"
        ),
        pytest.param(PartialDate(2024, 2), None, date(2024, 2, 1), date(2024, 2, 29), id="no day"),
        pytest.param(PartialDate(1990), None, date(1990, 1, 1), date(1990, 12, 31), id="year only"),
        pytest.param(PartialDate(None, 2, 3), None, None, None, id="no year"),
    ],
)
def test_a_date_can_mean_the_days_from_first_to_last(partial, full, first, last):
    assert (partial.full, partial.first, partial.last) == (full, first, last)


@pytest.mark.parametrize(
    ("partial", "year", "leap_day", "day"),
    [
        pytest.param(PartialDate(1990, 2, 3), 2026, "feb28", date(2026, 2, 3), id="plain"),
        pytest.param(LEAP_BIRTHDAY, 2028, "mar1", date(2028, 2, 29), id="leap year"),
        pytest.param(LEAP_BIRTHDAY, 2026, "feb28", date(2026, 2, 28), id="day before"),
        pytest.param(LEAP_BIRTHDAY, 2026, "mar1", date(2026, 3, 1), id="day after"),
        pytest.param(LEAP_BIRTHDAY, 2100, "feb28", date(2100, 2, 28), id="century"),
        pytest.param(PartialDate(1990, 2), 2026, "feb28", None, id="no day"),
        pytest.param(PartialDate(1990), 2026, "feb28", None, id="year only"),
        pytest.param(PartialDate(1990, 2, 3), 10000, "feb28", None, id="beyond the calendar"),
    ],
)
def test_a_date_falls_on_a_day_of_each_year(partial, year, leap_day, day):
    assert partial.in_year(year, leap_day=leap_day) == day


@pytest.mark.parametrize(
    ("partial", "today", "leap_day", "due"),
    [
        pytest.param(
            PartialDate(1815, 12, 10), date(2026, 12, 1), "feb28", date(2026, 12, 10), id="ahead"
        ),
        pytest.param(
            PartialDate(None, 12, 10), date(2026, 12, 10), "feb28", date(2026, 12, 10), id="today"
        ),
        pytest.param(
            PartialDate(None, 12, 10), date(2026, 12, 11), "feb28", date(2027, 12, 10), id="missed"
        ),
        pytest.param(
            LEAP_BIRTHDAY, date(2026, 3, 1), "feb28", date(2027, 2, 28), id="leap day behind"
        ),
        pytest.param(LEAP_BIRTHDAY, date(2026, 3, 1), "mar1", date(2026, 3, 1), id="leap day late"),
        pytest.param(
            LEAP_BIRTHDAY, date(2027, 3, 1), "feb28", date(2028, 2, 29), id="into a leap year"
        ),
        pytest.param(
            PartialDate(2030, 6, 1), date(2026, 1, 1), "feb28", date(2030, 6, 1), id="not begun yet"
        ),
        pytest.param(
            PartialDate(None, 2, 3), date(9999, 3, 1), "feb28", None, id="end of the calendar"
        ),
        pytest.param(PartialDate(1990, 2), date(2026, 1, 1), "feb28", None, id="no day known"),
    ],
)
def test_a_date_comes_next(partial, today, leap_day, due):
    assert partial.next_after(today, leap_day=leap_day) == due


@given(birthdays, st.dates(max_value=date(9990, 1, 1)), st.sampled_from(["feb28", "mar1"]))
def test_what_comes_next_is_the_first_such_day_from_today(partial, today, leap_day):
    due = partial.next_after(today, leap_day=leap_day)

    assert due >= today
    assert due == partial.in_year(due.year, leap_day=leap_day)
    earlier = partial.in_year(due.year - 1, leap_day=leap_day)
    assert earlier is None or earlier < max(today, partial.first or today)


@pytest.mark.parametrize(
    ("partial", "day", "years"),
    [
        pytest.param(PartialDate(1990, 2, 3), date(2026, 2, 2), 35, id="eve of the birthday"),
        pytest.param(PartialDate(1990, 2, 3), date(2026, 2, 3), 36, id="birthday"),
        pytest.param(PartialDate(1990, 2, 3), date(1990, 2, 3), 0, id="born today"),
        pytest.param(PartialDate(1990, 2, 3), date(1990, 2, 2), None, id="not born"),
        pytest.param(LEAP_BIRTHDAY, date(2026, 2, 28), 26, id="leap day in another year"),
        pytest.param(PartialDate(1990, 2), date(2026, 2, 27), 35, id="some day this month"),
        pytest.param(PartialDate(1990, 2), date(2026, 2, 28), 36, id="month surely over"),
        pytest.param(PartialDate(1990), date(2026, 6, 1), 35, id="year only"),
        pytest.param(PartialDate(1990), date(1990, 6, 1), 0, id="some day this year"),
        pytest.param(PartialDate(None, 2, 3), date(2026, 2, 3), None, id="no year"),
    ],
)
def test_the_age_is_the_full_years_surely_reached(partial, day, years):
    assert partial.years_at(day) == years


def test_a_leap_day_kept_on_1_march_turns_a_year_older_then():
    assert LEAP_BIRTHDAY.years_at(date(2026, 2, 28), leap_day="mar1") == 25
    assert LEAP_BIRTHDAY.years_at(date(2026, 3, 1), leap_day="mar1") == 26


@given(birthdays.filter(lambda born: born.year), st.integers(0, 40_000))
def test_nobody_grows_younger(born, days):
    try:
        day = born.full + timedelta(days=days)
        next_day = day + timedelta(days=1)
    except OverflowError:
        return

    assert 0 <= born.years_at(next_day) - born.years_at(day) <= 1
