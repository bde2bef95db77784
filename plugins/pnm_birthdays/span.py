"""Which days the report is about.

In: what was asked for, the day, the options. Out: `Span`.
Not known here: whose days fall into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pnm.api import Report, add_months, parse_day, parse_quarter
from pnm_birthdays.options import LONGEST_MONTHS, Options

LONGEST_DAYS: Final = 30 * LONGEST_MONTHS


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included.

    Attributes:
        first, last: The ends.
        doubt: What was asked for and not understood, in a sentence; empty for nothing.
    """

    first: date
    last: date
    doubt: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def months(self) -> tuple[tuple[int, int], ...]:
        """Return year and month of each month that it touches, in order."""
        start = self.first.year * 12 + self.first.month - 1
        end = self.last.year * 12 + self.last.month - 1
        return tuple((number // 12, number % 12 + 1) for number in range(start, end + 1))


def span_of(report: Report, today: date, options: Options) -> Span:
    """Return the days that a report was asked for.

    Args:
        report: With `from`, `days` and `quarter` as far as they were given.
        today: The day the report is made for.
        options: How many months it looks ahead where nobody says.

    Returns:
        The quarter that was named; else so many days or months from the first day on.
    """
    first = parse_day(report.value("from")) or today
    quarter, days = report.value("quarter").strip(), report.value("days").strip()
    usual = Span(first, _end(first, months=options.months))
    if quarter:
        if named := parse_quarter(quarter, first):
            return Span(*named)
        return Span(usual.first, usual.last, f"{quarter!r} is no quarter: write Q1 or 2027-Q1")
    if days:
        if days.isascii() and days.isdigit() and 1 <= int(days) <= LONGEST_DAYS:
            return Span(first, _end(first, days=int(days)))
        doubt = f"days is {days!r}: write a number from 1 to {LONGEST_DAYS}"
        return Span(usual.first, usual.last, doubt)
    return usual


def _end(first: date, *, months: int = 0, days: int = 0) -> date:
    """Return the last day of a stretch; that of the calendar where there is none later."""
    try:
        return add_months(first, months) + timedelta(days=days - 1)
    except (ValueError, OverflowError):
        return date.max
