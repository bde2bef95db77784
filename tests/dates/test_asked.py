"""The day that somebody asks for on the command line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.dates import resolve_day

WEDNESDAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("today", date(2026, 11, 4), id="today"),
        pytest.param("Yesterday", date(2026, 11, 3), id="yesterday"),
        pytest.param("tomorrow", date(2026, 11, 5), id="tomorrow"),
        pytest.param("tue", date(2026, 11, 3), id="weekday behind"),
        pytest.param("thursday", date(2026, 10, 29), id="weekday of last week"),
        pytest.param("wed", date(2026, 11, 4), id="today's weekday"),
        pytest.param("last tue", date(2026, 11, 3), id="last"),
        pytest.param("last wed", date(2026, 10, 28), id="last, on the same weekday"),
        pytest.param("next friday", date(2026, 11, 6), id="next"),
        pytest.param("next wed", date(2026, 11, 11), id="next, on the same weekday"),
        pytest.param("last week", date(2026, 10, 28), id="last week"),
        pytest.param("next month", date(2026, 12, 4), id="next month"),
        pytest.param("-3d", date(2026, 11, 1), id="days back"),
        pytest.param("+2w", date(2026, 11, 18), id="weeks on"),
        pytest.param("+1m", date(2026, 12, 4), id="month on"),
        pytest.param("-1q", date(2026, 8, 4), id="quarter back"),
        pytest.param("-1y", date(2025, 11, 4), id="year back"),
        pytest.param("in 2 weeks", date(2026, 11, 18), id="in"),
        pytest.param("in a month", date(2026, 12, 4), id="in a"),
        pytest.param("3 weeks  ago", date(2026, 10, 14), id="ago"),
        pytest.param("a week ago", date(2026, 10, 28), id="a week ago"),
        pytest.param("eow", date(2026, 11, 8), id="end of week"),
        pytest.param("eom", date(2026, 11, 30), id="end of month"),
        pytest.param("eoy", date(2026, 12, 31), id="end of year"),
        pytest.param("2026-10-01", date(2026, 10, 1), id="ISO"),
        pytest.param("1 Oct 2026", date(2026, 10, 1), id="in words"),
        pytest.param("gestern", date(2026, 11, 3), id="German yesterday"),
        pytest.param("letzten Montag", date(2026, 11, 2), id="German last"),
        pytest.param("vor 3 Wochen", date(2026, 10, 14), id="German ago"),
        pytest.param("mañana", date(2026, 11, 5), id="Spanish tomorrow"),
        pytest.param("aujourd\u2019hui", date(2026, 11, 4), id="French today"),
        pytest.param("mardi dernier", date(2026, 11, 3), id="French last"),
        pytest.param("il y a 3 jours", date(2026, 11, 1), id="French ago"),
    ],
)
def test_what_is_typed_names_a_day(text, day):
    assert resolve_day(text, WEDNESDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("tue", date(2026, 11, 10), id="weekday ahead"),
        pytest.param("wed", date(2026, 11, 4), id="today's weekday"),
        pytest.param("last tue", date(2026, 11, 3), id="last stays behind"),
    ],
)
def test_a_weekday_alone_lies_ahead_where_that_is_preferred(text, day):
    assert resolve_day(text, WEDNESDAY, prefer="future") == day


def test_the_order_decides_numbers():
    assert resolve_day("03/11/2026", WEDNESDAY) is None
    assert resolve_day("03/11/2026", WEDNESDAY, order="dmy") == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("soon", id="no day"),
        pytest.param("last", id="last what"),
        pytest.param("last last", id="last last"),
        pytest.param("next parsec", id="next what"),
        pytest.param("3d", id="no direction"),
        pytest.param("in some weeks", id="no number"),
        pytest.param("2026-11", id="no day known"),
        pytest.param("2025-02-30", id="no such day"),
        pytest.param("+99999y", id="beyond the calendar"),
        pytest.param("-9999y", id="before the calendar"),
        pytest.param("today " * 20_000, id="very long"),
    ],
)
def test_what_names_no_day_gives_none(text):
    assert resolve_day(text, WEDNESDAY) is None


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(["last", "next", "tue", "in", "3", "weeks", "ago", "-", "+", "9999y"]),
            max_size=4,
        ).map(" ".join),
        st.sampled_from(["eow", "eom", "eoy", "tomorrow", "last week", "-1d", "+1q"]),
    ),
    st.dates(),
    st.sampled_from(["past", "future"]),
)
def test_any_text_on_any_day_is_read_without_raising(text, today, prefer):
    day = resolve_day(text, today, prefer=prefer)

    assert day is None or isinstance(day, date)
