"""Counting in months and in ISO weeks.

Days go in, days and week names come out. It does not know text other than `2026-W47`.
"""

from __future__ import annotations

from datetime import date, timedelta

from pnm.dates.patterns import pattern

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEK = r"([0-9]{4})-?[Ww]([0-9]{2})"


def is_leap(year: int) -> bool:
    """Say whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int | None, month: int) -> int:
    """Return the days of a month, of its longest year where the year is not known."""
    if month == 2 and (year is None or is_leap(year)):
        return 29
    return _LENGTHS[month - 1]


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day where it is shorter.

    Args:
        day: The day to count from.
        months: Months to go on, or back where negative.

    Returns:
        The day that many months away.

    Raises:
        ValueError: The year would leave 1 to 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def iso_week(day: date) -> str:
    """Return the name of the day's ISO week, such as `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def week_days(week: str) -> tuple[date, date] | None:
    """Return the Monday and the Sunday of a week.

    Args:
        week: An ISO week such as `2026-W47`.

    Returns:
        Its first and last day, or None where the text names no week.
    """
    named = pattern(_WEEK).fullmatch(week.strip())
    if named is None:
        return None
    try:
        monday = date.fromisocalendar(int(named[1]), int(named[2]), 1)
        return monday, monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None
