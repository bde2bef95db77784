"""Dates of which a part may be unknown.

Year, month and day go in, each may be None; the value knows its text (RFC 6350's, with dashes),
the days it can mean, and when it comes round again.

It does not know how people write dates (`written`), nor what the date is: a birthday, a death.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Literal, TypeAlias

from pnm.dates.arithmetic import is_leap, month_length

LeapDay: TypeAlias = Literal["feb28", "mar1"]
"""Where 29 February falls in a year that has none."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which some parts may be unknown; a day needs its month.

    Attributes:
        year: 1 to 9999, or None.
        month: 1 to 12, or None.
        day: A day that the month has, or None.

    Raises:
        ValueError: No part is known, or no calendar has such a day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is no date."""
        if not self._exists():
            msg = f"no such date: year {self.year}, month {self.month}, day {self.day}"
            raise ValueError(msg)

    def _exists(self) -> bool:
        if self.year is not None and not MINYEAR <= self.year <= MAXYEAR:
            return False
        if self.month is None:
            return self.year is not None and self.day is None
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= month_length(self.year, self.month)

    def __str__(self) -> str:
        """Write it as `1990-02-03`, `1990-02`, `1990`, `--02-03` or `--02`."""
        year = "-" if self.year is None else f"{self.year:04}"
        rest = [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join([year, *rest])

    @property
    def full(self) -> date | None:
        """The day, when all of it is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def first(self) -> date | None:
        """The first day it can mean, when the year is known."""
        if self.year is None:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date | None:
        """The last day it can mean, when the year is known."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or month_length(self.year, month))

    def in_year(self, year: int, *, leap_day: LeapDay = "feb28") -> date | None:
        """Return the day on which it falls in a year.

        Args:
            year: The year to look at.
            leap_day: Where 29 February falls in other years.

        Returns:
            The day, or None unless month and day are known.
        """
        if self.month is None or self.day is None or not MINYEAR <= year <= MAXYEAR:
            return None
        if (self.month, self.day) == (2, 29) and not is_leap(year):
            return date(year, 2, 28) if leap_day == "feb28" else date(year, 3, 1)
        return date(year, self.month, self.day)

    def next_after(self, today: date, *, leap_day: LeapDay = "feb28") -> date | None:
        """Return when it comes next, today included; never before its own year.

        Args:
            today: The day to look from.
            leap_day: Where 29 February falls in other years.

        Returns:
            The day, or None unless month and day are known.
        """
        year = max(today.year, self.year or today.year)
        coming = self.in_year(year, leap_day=leap_day)
        if coming is not None and coming < today:
            return self.in_year(year + 1, leap_day=leap_day)
        return coming

    def years_at(self, day: date, *, leap_day: LeapDay = "feb28") -> int | None:
        """Return the full years since then: the age.

        Where only the year or the month is known, it is the age that is surely reached.

        Args:
            day: The day to count up to.
            leap_day: Where 29 February falls in other years.

        Returns:
            The years, or None where the year is not known or the day lies before it.
        """
        first, last = self.first, self.last
        if first is None or last is None or day < first:
            return None
        turned = PartialDate(last.year, last.month, last.day).in_year(day.year, leap_day=leap_day)
        years = day.year - last.year
        return max(0, years if turned is not None and turned <= day else years - 1)


def date_of(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """Return the date of parts as somebody wrote them, or None where there is no such date.

    Year 0000, and Apple's 1604 beside a month and day, stand for "no year".
    """
    if year == 0 or (year == 1604 and day is not None):
        year = None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
