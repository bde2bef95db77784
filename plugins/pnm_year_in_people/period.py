"""The year that is told of.

In: what was asked for, the day. Out: `Period`. Not known here: what happened in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from pnm.api import Report, add_months
from pnm_year_in_people.words import long_day

_YEAR: Final = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Period:
    """A year, as far as it has come.

    Attributes:
        year: Which.
        today: The day the report is made for.
        doubt: What was asked for and not understood, in a sentence; empty for nothing.
    """

    year: int
    today: date
    doubt: str = ""

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day of the year, or today where it is still running."""
        return min(date(self.year, 12, 31), self.today)

    @property
    def running(self) -> bool:
        """Whether the year is not over."""
        return self.today < date(self.year, 12, 31)

    @property
    def begun(self) -> bool:
        """Whether the year has begun."""
        return self.first <= self.today

    @property
    def before(self) -> tuple[date, date] | None:
        """The same stretch of the year before; None where the calendar has none."""
        if self.year <= date.min.year or not self.begun:
            return None
        return date(self.year - 1, 1, 1), add_months(self.last, -12)

    @property
    def months(self) -> range:
        """The months that have begun."""
        return range(1, self.last.month + 1) if self.begun else range(0)

    @property
    def named(self) -> str:
        """The year as a heading says it."""
        return f"{self.year}, up to {long_day(self.last)}" if self.running else str(self.year)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def period_of(report: Report, today: date) -> Period:
    """Return the year that a report was asked for.

    Args:
        report: With `year` as it was given.
        today: The day the report is made for.

    Returns:
        That year; the day's own where none is given, or none is understood.
    """
    asked = report.value("year").strip()
    if not asked:
        return Period(today.year, today)
    if asked.isascii() and _YEAR.fullmatch(asked) and int(asked) >= date.min.year:
        return Period(int(asked), today)
    return Period(today.year, today, f"{asked!r} is no year: write year={today.year}")
