"""Days and spans in words."""

from __future__ import annotations

from datetime import date

import pytest

from pnm.dates import (
    full_day,
    month_name,
    on_day,
    short_day,
    spoken_ago,
    spoken_day,
    spoken_days,
)

TODAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        pytest.param(0, "0 days", id="none"),
        pytest.param(1, "1 day", id="one day"),
        pytest.param(3, "3 days", id="days"),
        pytest.param(13, "13 days", id="last in days"),
        pytest.param(14, "2 weeks", id="first in weeks"),
        pytest.param(49, "7 weeks", id="weeks"),
        pytest.param(59, "8 weeks", id="last in weeks"),
        pytest.param(63, "2 months", id="first in months"),
        pytest.param(90, "3 months", id="a quarter"),
        pytest.param(150, "5 months", id="months"),
        pytest.param(365, "12 months", id="a year"),
        pytest.param(700, "23 months", id="last in months"),
        pytest.param(731, "2 years", id="first in years"),
        pytest.param(3653, "10 years", id="years"),
        pytest.param(-3, "3 days", id="ahead or behind"),
    ],
)
def test_a_span_is_said_in_the_unit_a_person_would_choose(days, words):
    assert spoken_days(days) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param(TODAY, "today", id="today"),
        pytest.param(date(2026, 11, 3), "yesterday", id="yesterday"),
        pytest.param(date(2026, 11, 5), "Thu 5 Nov", id="tomorrow"),
        pytest.param(date(2026, 1, 1), "Thu 1 Jan", id="this year"),
        pytest.param(date(2026, 12, 31), "Thu 31 Dec", id="later this year"),
        pytest.param(date(2025, 12, 31), "31 Dec 2025", id="last year"),
        pytest.param(date(2027, 1, 1), "1 Jan 2027", id="next year"),
    ],
)
def test_a_day_is_named_as_near_as_it_is(day, words):
    assert spoken_day(day, TODAY) == words


def test_yesterday_is_yesterday_across_the_new_year():
    assert spoken_day(date(2025, 12, 31), date(2026, 1, 1)) == "yesterday"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(date(2026, 11, 3), "on Tue 3 Nov", id="this year"),
        pytest.param(date(2024, 11, 3), "on 3 Nov 2024", id="another year"),
    ],
)
def test_a_day_is_named_inside_a_sentence(day, said):
    assert on_day(day, TODAY) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(TODAY, "today", id="today"),
        pytest.param(date(2026, 11, 3), "1 day ago", id="yesterday"),
        pytest.param(date(2026, 10, 14), "3 weeks ago", id="weeks"),
    ],
)
def test_how_long_a_day_lies_back_is_said(day, said):
    assert spoken_ago(day, TODAY) == said


def test_a_day_is_named_with_its_weekday_and_its_year_where_that_is_needed():
    day = date(2024, 11, 19)

    assert short_day(day) == "Tue 19 Nov"
    assert full_day(day) == "Tue 19 Nov 2024"
    assert full_day(day, TODAY) == "Tue 19 Nov 2024"
    assert full_day(day, date(2024, 12, 1)) == "Tue 19 Nov"


def test_a_month_has_a_name():
    assert [month_name(number) for number in (1, 5, 12)] == ["January", "May", "December"]
