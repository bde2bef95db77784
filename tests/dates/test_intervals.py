"""How often: intervals, and the wished one with the longest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.dates import parse_interval, parse_span, spoken_interval


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("3d", 3, id="days"),
        pytest.param("2w", 14, id="weeks"),
        pytest.param("6m", 180, id="months"),
        pytest.param("2q", 180, id="quarters"),
        pytest.param("1y", 365, id="year"),
        pytest.param("45", 45, id="bare number of days"),
        pytest.param("3 weeks", 21, id="in words"),
        pytest.param(" 3  WEEKS ", 21, id="blanks and capitals"),
        pytest.param("three weeks", 21, id="number in words"),
        pytest.param("every week", 7, id="every"),
        pytest.param("every 3 weeks", 21, id="every with a number"),
        pytest.param("every other week", 14, id="every other"),
        pytest.param("every 2nd month", 60, id="every second"),
        pytest.param("every 3 weeks when done", 21, id="task's rule"),
        pytest.param("every month on the 1st when done", 30, id="task's rule with a day"),
        pytest.param("every fortnight", 14, id="fortnight"),
        pytest.param("weekly", 7, id="weekly"),
        pytest.param("biweekly", 14, id="biweekly"),
        pytest.param("fortnightly", 14, id="fortnightly"),
        pytest.param("monthly", 30, id="monthly"),
        pytest.param("quarterly", 90, id="quarterly"),
        pytest.param("half-yearly", 180, id="half-yearly"),
        pytest.param("yearly", 365, id="yearly"),
        pytest.param("annually", 365, id="annually"),
        pytest.param("annual", 365, id="annual"),
        pytest.param("1.5 months", 45, id="fraction"),
        pytest.param("1,5 Monate", 45, id="fraction with a comma"),
        pytest.param("once a month", 30, id="once"),
        pytest.param("3 times a year", 122, id="several times"),
        pytest.param("alle zwei Wochen", 14, id="German"),
        pytest.param("vierteljährlich", 90, id="German adverb"),
        pytest.param("toutes les 3 semaines", 21, id="French"),
        pytest.param("cada 2 años", 730, id="Spanish"),
        pytest.param("100 years", 36500, id="longest"),
    ],
)
def test_an_interval_is_read_as_days(text, days):
    assert parse_interval(text) == days
    assert parse_span(text) == (days, None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("never", id="never"),
        pytest.param("0", id="zero"),
        pytest.param("0 weeks", id="zero weeks"),
        pytest.param("0 times a year", id="never in a year"),
        pytest.param("0.4 days", id="less than a day"),
        pytest.param("-3 weeks", id="negative"),
        pytest.param("101 years", id="longer than a life"),
        pytest.param("9" * 50, id="absurd number"),
        pytest.param("3 parsecs", id="no unit of time"),
        pytest.param("some weeks", id="no number"),
        pytest.param("weeks", id="unit alone"),
        pytest.param("every", id="every alone"),
        pytest.param("2026-11-03", id="a date"),
        pytest.param("3 weeks " * 20_000, id="very long"),
    ],
)
def test_what_is_no_interval_gives_none(text):
    assert parse_interval(text) is None
    assert parse_span(text) is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("3 weeks..6 weeks", (21, 42), id="both with units"),
        pytest.param("3..6 weeks", (21, 42), id="one unit for both"),
        pytest.param("3w-6w", (21, 42), id="dash"),
        pytest.param("3 weeks \u2013 2 months", (21, 60), id="long dash"),
        pytest.param("3 weeks\u20266 weeks", (21, 42), id="ellipsis"),
        pytest.param("3 to 6 weeks", (21, 42), id="to"),
        pytest.param("3 bis 6 Wochen", (21, 42), id="bis"),
        pytest.param("every 3..6 weeks", (21, 42), id="every"),
        pytest.param("monthly..quarterly", (30, 90), id="adverbs"),
        pytest.param("half-yearly..yearly", (180, 365), id="adverb with a dash"),
        pytest.param("1.5..2 months", (45, 60), id="fraction"),
        pytest.param("10..20", (10, 20), id="days"),
        pytest.param("3w..3w", (21, 21), id="both the same"),
        pytest.param("6w..3w", None, id="longest is shorter"),
        pytest.param("3 weeks..", None, id="longest missing"),
        pytest.param("..6 weeks", None, id="wished missing"),
        pytest.param("0..6 weeks", None, id="wished zero"),
        pytest.param("3 weeks..never", None, id="longest no interval"),
        pytest.param("1w..2w..3w", None, id="three"),
    ],
)
def test_a_span_is_read_as_wished_and_longest(text, span):
    assert parse_span(text) == span


@pytest.mark.parametrize(
    ("days", "text"),
    [
        pytest.param(1, "1 day", id="day"),
        pytest.param(10, "10 days", id="days"),
        pytest.param(21, "3 weeks", id="weeks"),
        pytest.param(90, "3 months", id="months"),
        pytest.param(365, "1 year", id="year"),
    ],
)
def test_an_interval_is_said_in_its_largest_whole_unit(days, text):
    assert spoken_interval(days) == text


@given(st.integers(1, 36_500))
def test_an_interval_is_read_back_from_its_own_text(days):
    assert parse_interval(spoken_interval(days)) == days


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(["every", "3", "0", "w", "weeks", "..", "-", "1.5", "a", "x"])
        ).map(" ".join),
    )
)
def test_any_text_is_read_without_raising(text):
    days, span = parse_interval(text), parse_span(text)

    assert days is None or 0 < days <= 36_500
    assert span is None or span[1] is None or 0 < span[0] <= span[1]
