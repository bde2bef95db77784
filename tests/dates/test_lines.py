"""The date that starts a log line, and where the rest begins."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pnm.dates import leading_day


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        pytest.param("2026-11-03", "", id="nothing else"),
        pytest.param("2026-11-03 call: her job", " call: her job", id="text"),
        pytest.param("2026-11-03: call", ": call", id="colon"),
        pytest.param("2026-11-03 (call) about", " (call) about", id="channel in brackets"),
        pytest.param("2026-11-03\u2014call", "\u2014call", id="dash"),
        pytest.param("2026-11-03 - 2026-11-05 trip", " - 2026-11-05 trip", id="range"),
        pytest.param(" 2026-11-03 call", " call", id="blank before"),
        pytest.param("2026/11/03 call", " call", id="slashes"),
        pytest.param("20261103 call", " call", id="compact"),
        pytest.param("3 Nov 2026: call", ": call", id="day first"),
        pytest.param("Nov 3, 2026 - call", " - call", id="month first"),
        pytest.param("3.11.2026: Anruf", ": Anruf", id="dots"),
        pytest.param("Tue, 3 Nov 2026 call", " call", id="weekday before"),
        pytest.param("3 novembre 2026 appel", " appel", id="French"),
        pytest.param("**2026-11-03**: call", ": call", id="bold"),
        pytest.param("**2026-11-03:** call", " call", id="bold with its colon"),
        pytest.param("**2026-11-03 call**: x", " call**: x", id="bold going on"),
        pytest.param("_2026-11-03_ call", " call", id="italic"),
        pytest.param("(2026-11-03) call", " call", id="brackets"),
        pytest.param("[2026-11-03](../2026-11-03.md) call", " call", id="Markdown link"),
        pytest.param("[[2026-11-03]] call", " call", id="wiki link"),
        pytest.param("[[Daily/2026-11-03|3 Nov]] call", " call", id="wiki link with label"),
        pytest.param("[[2026_11_03]] call", " call", id="wiki link with underscores"),
        pytest.param("**[[2026-11-03]]** call", " call", id="bold wiki link"),
        pytest.param("2026-11-03T14:30 call", " call", id="ISO time"),
        pytest.param("2026-11-03T14:30:00.123Z call", " call", id="ISO time with zone"),
        pytest.param("2026-11-03 14:30 call", " call", id="time"),
        pytest.param("2026-11-03, 2:30 pm: call", ": call", id="time with pm"),
        pytest.param("2026-11-03 14:30-15:30 call", " call", id="from a time to a time"),
        pytest.param("2026-11-03 14:30 \u2013 15:30 call", " call", id="long dash between times"),
        pytest.param("[[2026-11-03]] 14:30 call", " call", id="time after the link"),
        pytest.param("2026-11-03 10 people came", " 10 people came", id="number that is no time"),
        pytest.param("2026-11-03 2h walk", " 2h walk", id="duration that is no time"),
        pytest.param("2026-11-03 Tue call", " call", id="its weekday"),
        pytest.param("2026-11-03 (tuesday) 14:30 call", " call", id="its weekday and a time"),
        pytest.param("2026-11-03 Wed call", " Wed call", id="another weekday"),
        pytest.param("2026-11-03\n14:30 call", "\n14:30 call", id="time on the next line"),
    ],
)
def test_the_rest_begins_behind_the_date_and_its_time(line, rest):
    day, end = leading_day(line)

    assert day == date(2026, 11, 3)
    assert line[end:] == rest


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("call on 2026-11-03", id="date later"),
        pytest.param("2026-11-031", id="digit behind"),
        pytest.param("20261103abc", id="letters behind"),
        pytest.param("2026-11-03T14:30abc", id="letters behind the time"),
        pytest.param("[[2026-11-03]]s", id="letters behind the link"),
        pytest.param("20261103-1234", id="a number of something"),
        pytest.param("10001010 units", id="eight digits of no near year"),
        pytest.param("2026.11.03.1 released", id="a version"),
        pytest.param("2026-13-01 call", id="no such month"),
        pytest.param("2026-11 moved", id="no day"),
        pytest.param("2026 was good", id="year only"),
        pytest.param("May 2026 was good", id="month and year"),
        pytest.param("Nov 3 call", id="no year"),
        pytest.param("3 apples in 2024", id="numbers"),
        pytest.param("03/11/2026 call", id="two readings"),
        pytest.param("[[2026-11-03 Meeting with Bob]] call", id="link to a meeting"),
        pytest.param("[2026-11-03 notes](notes.md)", id="label that starts with a date"),
        pytest.param("[[Ana]] called", id="link to a person"),
        pytest.param("[x] 2026-11-03", id="task box"),
        pytest.param("Marta went home in 2024", id="name that starts like a month"),
    ],
)
def test_a_line_without_a_date_first_gives_none(line):
    assert leading_day(line) is None


def test_a_weekday_in_lower_case_is_the_sentence():
    line = "2026-11-07 sat with Bob"

    assert leading_day(line) == (date(2026, 11, 7), len("2026-11-07"))


def test_the_order_decides_numbers():
    assert leading_day("03/11/2026 call", order="dmy") == (date(2026, 11, 3), 10)
    assert leading_day("03/11/2026 call", order="mdy") == (date(2026, 3, 11), 10)


pieces = st.sampled_from(
    ["2026-11-03", "20261103", "**", "[[", "]]", "(", ")", "_", " ", "14:30", "T", ":", "Tue", "x"]
)


@given(st.one_of(st.text(), st.lists(pieces).map("".join)))
@example("2026-11-03" + " " * 100_000)
@example("2026-11-03" + "-" * 100_000)
@example("[[" * 50_000)
@example("[" * 100_000)
@example("3" * 100_000)
def test_any_line_is_read_without_raising(line):
    found = leading_day(line)

    assert found is None or 0 < found[1] <= len(line)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["", " ", ": ", "\u2014"]))
def test_every_day_is_found_and_nothing_behind_it_is_eaten(day, separator):
    line = f"{day}{separator}"

    assert leading_day(line) == (day, 10)
