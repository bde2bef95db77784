"""Dates as people write them."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pnm.dates import PartialDate, ambiguous, parse_day, parse_partial

THIRD_OF_NOVEMBER = PartialDate(2026, 11, 3)

partial_dates = st.dates().flatmap(
    lambda day: st.sampled_from(
        [
            PartialDate(day.year, day.month, day.day),
            PartialDate(None, day.month, day.day),
            PartialDate(day.year, day.month),
            PartialDate(day.year),
            PartialDate(None, day.month),
        ]
    )
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2026-11-03", id="dashes"),
        pytest.param("2026/11/03", id="slashes"),
        pytest.param("2026.11.03", id="dots"),
        pytest.param("20261103", id="compact"),
        pytest.param("2026-11-3", id="no leading zero"),
        pytest.param("2026\u201111\u201103", id="unbreakable dashes"),
        pytest.param("2026-11-03T10:00:00+02:00", id="time and zone"),
        pytest.param("2026-11-03T23:59:59.123456Z", id="fractions of a second"),
        pytest.param("20261103T100000Z", id="compact with time"),
        pytest.param("2026-11-03 10:00", id="time after a blank"),
        pytest.param("[[2026-11-03]]", id="wiki link"),
        pytest.param("[[Daily/2026-11-03|3 Nov]]", id="wiki link with folder and label"),
        pytest.param("[[2026-11-03.md#Log]]", id="wiki link with suffix and heading"),
        pytest.param('"2026-11-03"', id="quoted"),
        pytest.param('"[[2026-11-03]]"', id="quoted link"),
        pytest.param("**2026-11-03**", id="bold"),
        pytest.param("  2026-11-03\n", id="blanks around"),
        pytest.param("2026-11-03-Tuesday", id="weekday behind"),
        pytest.param("2026-11-03 (Tue)", id="weekday in brackets"),
        pytest.param("Tue 2026-11-03", id="weekday before"),
        pytest.param("3 Nov 2026", id="day first"),
        pytest.param("3. November 2026", id="day with a dot"),
        pytest.param("03 NOV 2026", id="capitals"),
        pytest.param("3-Nov-2026", id="month between dashes"),
        pytest.param("Nov 3, 2026", id="month first"),
        pytest.param("Nov. 3rd, 2026", id="ordinal"),
        pytest.param("the 3rd of November 2026", id="in full"),
        pytest.param("2026 Nov 3", id="year first with a month name"),
        pytest.param("Tuesday, November 3rd 2026, 12:06:08 pm", id="everything"),
        pytest.param("Nov 3, 2026 at 2 PM", id="hour with pm"),
        pytest.param("3.11.2026", id="dots, day first"),
        pytest.param("3. 11. 2026", id="dots and blanks"),
        pytest.param("3\u00a0Nov\u00a02026", id="unbreakable blanks"),
    ],
)
def test_a_full_date_is_read_in_many_forms(text):
    assert parse_partial(text) == THIRD_OF_NOVEMBER
    assert parse_day(text) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        pytest.param("1990-02", PartialDate(1990, 2), id="no day"),
        pytest.param("1990/02", PartialDate(1990, 2), id="no day, slash"),
        pytest.param("Feb 1990", PartialDate(1990, 2), id="no day, in words"),
        pytest.param("1990", PartialDate(1990), id="year"),
        pytest.param("--02-03", PartialDate(None, 2, 3), id="vCard, no year"),
        pytest.param("--0203", PartialDate(None, 2, 3), id="vCard, no year, compact"),
        pytest.param("--02", PartialDate(None, 2), id="vCard, month"),
        pytest.param("02-03", PartialDate(None, 2, 3), id="month and day"),
        pytest.param("29-09", PartialDate(None, 9, 29), id="day and month, only one reading"),
        pytest.param("29.09.", PartialDate(None, 9, 29), id="day and month with dots"),
        pytest.param("29 Sep", PartialDate(None, 9, 29), id="day and month name"),
        pytest.param("Sep 29", PartialDate(None, 9, 29), id="month name and day"),
        pytest.param("12/25", PartialDate(None, 12, 25), id="slash, only one reading"),
        pytest.param("1604-02-03", PartialDate(None, 2, 3), id="Apple's year left out"),
        pytest.param("1604-02-29", PartialDate(None, 2, 29), id="Apple's leap day"),
        pytest.param("1604", PartialDate(1604), id="the real year 1604"),
        pytest.param("0000-09-29", PartialDate(None, 9, 29), id="year of zeros"),
    ],
)
def test_a_part_of_a_date_is_read_as_that_part(text, partial):
    assert parse_partial(text) == partial
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        pytest.param("3 March 2026", 3, id="English"),
        pytest.param("3. März 2026", 3, id="German"),
        pytest.param("3 Jänner 2026", 1, id="Austrian"),
        pytest.param("3 février 2026", 2, id="French"),
        pytest.param("3 FEVRIER 2026", 2, id="French without accents"),
        pytest.param("3 fe\u0301vrier 2026", 2, id="French with combining accents"),
        pytest.param("1er août 2026", 8, id="French ordinal"),
        pytest.param("3 de noviembre de 2026", 11, id="Spanish"),
        pytest.param("3 gen 2026", 1, id="Italian"),
        pytest.param("3 de março de 2026", 3, id="Portuguese"),
        pytest.param("3 mrt 2026", 3, id="Dutch"),
        pytest.param("3 maj 2026", 5, id="Swedish"),
        pytest.param("3. marts 2026", 3, id="Danish"),
        pytest.param("3. desember 2026", 12, id="Norwegian"),
        pytest.param("3 października 2026", 10, id="Polish"),
        pytest.param("3 sierpień 2026", 8, id="Polish nominative"),
    ],
)
def test_month_names_are_read_in_eleven_languages(text, month):
    assert parse_partial(text).month == month


@pytest.mark.parametrize("text", ["1604-02-03", "0000-02-03"], ids=["Apple's", "zeros"])
def test_a_date_whose_year_is_left_out_is_no_day(text):
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("mar 3 nov 2026", date(2026, 11, 3), id="martes"),
        pytest.param("mar 3, 2026", date(2026, 3, 3), id="March"),
        pytest.param("segunda-feira, 3 de fevereiro de 2025", date(2025, 2, 3), id="two words"),
    ],
)
def test_a_weekday_that_looks_like_a_month_is_told_apart(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("---03", id="day alone"),
        pytest.param("1981-02-29", id="no leap year"),
        pytest.param("2026-13-01", id="month thirteen"),
        pytest.param("2025-02-30", id="February too long"),
        pytest.param("February 30, 2020", id="February too long, in words"),
        pytest.param("1990-00-00", id="zeros for unknown parts"),
        pytest.param("0000", id="nothing known"),
        pytest.param("2026-11/03", id="mixed separators"),
        pytest.param("2026-11-03 25:00", id="no such hour"),
        pytest.param("202611", id="six digits"),
        pytest.param("9 Dec 22", id="year of two digits"),
        pytest.param("12.12.12", id="dotted year of two digits"),
        pytest.param("1.10", id="a version"),
        pytest.param("2-3", id="a range"),
        pytest.param("2019-2021", id="a range of years"),
        pytest.param("14:30", id="a time"),
        pytest.param("May", id="a name that is a month"),
        pytest.param("{{date}}", id="a template"),
        pytest.param("at Ada's party in May 2019, I think", id="a sentence"),
        pytest.param("2026-11-03 Studio visit", id="a title"),
        pytest.param("٣ Nov 2026", id="digits of another script"),
        pytest.param("[[Ana]]", id="a link to a person"),
    ],
)
def test_what_is_no_date_gives_none(text):
    assert parse_partial(text) is None


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        pytest.param("03/11/2026", "dmy", date(2026, 11, 3), id="day first"),
        pytest.param("03/11/2026", "mdy", date(2026, 3, 11), id="month first"),
        pytest.param("03/11/2026", None, None, id="unknown"),
        pytest.param("03-11-2026", None, None, id="unknown, dashes"),
        pytest.param("03-11-2026", "dmy", date(2026, 11, 3), id="day first, dashes"),
        pytest.param("23/11/2026", None, date(2026, 11, 23), id="decided by the day"),
        pytest.param("11/23/2026", None, date(2026, 11, 23), id="decided by the day, month first"),
        pytest.param("11/23/2026", "dmy", date(2026, 11, 23), id="the only reading"),
        pytest.param("04/04/2026", None, date(2026, 4, 4), id="both the same"),
        pytest.param("3.11.2026", "mdy", date(2026, 11, 3), id="dots say day first"),
        pytest.param("31/04/2026", None, None, id="no such day"),
    ],
)
def test_numbers_are_read_where_their_order_is_known(text, order, day):
    assert parse_day(text, order=order) == day


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        pytest.param("03/11/2026", True, id="two readings"),
        pytest.param("03-11-2026", True, id="two readings with dashes"),
        pytest.param("03/11", True, id="two readings without a year"),
        pytest.param("03/11/2026 10:30", True, id="two readings and a time"),
        pytest.param("23/11/2026", False, id="one reading"),
        pytest.param("04/04/2026", False, id="one reading, both the same"),
        pytest.param("3.11.2026", False, id="dots"),
        pytest.param("02-03", False, id="month and day"),
        pytest.param("31/04/2026", False, id="no such day"),
        pytest.param("soon", False, id="no date"),
    ],
)
def test_only_a_date_with_two_readings_is_ambiguous(text, unclear):
    assert ambiguous(text) is unclear


@given(partial_dates.filter(lambda known: (known.year, known.day is None) != (1604, False)))
def test_a_date_is_read_back_from_its_own_text(known):
    assert parse_partial(str(known)) == known


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789-/. :TWZ[]|*\"'()", max_size=30),
        st.lists(st.sampled_from(["nov", "mar", "3", "2026", "tue", "de", ",", "at", "9th"])).map(
            " ".join
        ),
    ),
    st.sampled_from([None, "dmy", "mdy"]),
)
@example("[[" * 50_000, None)
@example(" " * 100_000, None)
@example("9" * 5_000, None)
def test_any_text_is_read_without_raising(text, order):
    read = parse_partial(text, order=order)

    assert read is None or parse_partial(str(read)) is not None
    assert parse_day(text, order=order) == (read and read.full)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 100_000, id="one word"),
        pytest.param("2026-11-03 " * 9_000, id="many dates"),
        pytest.param("a/" * 127, id="many slashes"),
        pytest.param("[[" + "/" * 250, id="open link"),
        pytest.param("3" + " " * 250 + "x", id="many blanks"),
        pytest.param("1," * 127, id="many numbers"),
    ],
)
def test_a_long_text_is_refused_at_once(text):
    parse_partial("warm up")
    start = time.perf_counter()

    assert parse_partial(text) is None

    assert time.perf_counter() - start < 0.5


def test_importing_dates_reads_no_locale():
    script = "import sys, pnm.dates; print({'locale', 'calendar', 'unicodedata'} & {*sys.modules})"
    plain = subprocess.run(
        [sys.executable, "-S", "-E", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {script}"],
        capture_output=True,
        check=True,
        text=True,
    )

    assert plain.stdout.strip() == "set()"
