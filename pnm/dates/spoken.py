"""Days and spans of days in short English words.

Numbers and days go in, words come out. It does not know whether a span lies behind or ahead.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pnm.wording import counted

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS = (("day", 1.0, 14), ("week", 7.0, 9), ("month", 365.25 / 12, 24))
_YEAR = 365.25


def spoken_days(days: int) -> str:
    """Say a span as a person does: `3 days`, `7 weeks`, `5 months`, `2 years`.

    Args:
        days: The span's length; its sign is not said.

    Returns:
        Days below 14, weeks below 9, months below 24, then years, each to the nearest.
    """
    days = abs(days)
    for noun, length, limit in _UNITS:
        number = round(days / length)
        if number < limit:
            return counted(number, noun)
    return counted(round(days / _YEAR), "year")


def spoken_day(day: date, today: date) -> str:
    """Say a day as a person does.

    Args:
        day: The day to name.
        today: The day to look from.

    Returns:
        `today`, `yesterday`, `Tue 3 Nov` within today's year, `3 Nov 2024` otherwise.
    """
    away = (day - today).days
    if away in (0, -1):
        return "today" if away == 0 else "yesterday"
    return written_day(day, today)


def written_day(day: date, today: date) -> str:
    """Name a day in words that stay true, for what lies in a note for days.

    Args:
        day: The day to name.
        today: The day it is written on.

    Returns:
        `Tue 3 Nov` within today's year, `3 Nov 2024` otherwise.
    """
    named = f"{day.day} {_MONTHS[day.month - 1][:3]}"
    if day.year == today.year:
        return f"{_WEEKDAYS[day.weekday()]} {named}"
    return f"{named} {day.year}"


@lru_cache(maxsize=4096)
def on_day(day: date, today: date) -> str:
    """Name a day inside a sentence, in words that stay true: `on Tue 3 Nov`.

    Args:
        day: The day to name.
        today: The day it is written on.
    """
    return f"on {written_day(day, today)}"


def spoken_ago(day: date, today: date) -> str:
    """Say how long a day lies back: `today`, `3 weeks ago`.

    Args:
        day: A day that is not to come.
        today: The day to look from.
    """
    days = (today - day).days
    return f"{spoken_days(days)} ago" if days else "today"


def short_day(day: date) -> str:
    """Name a day where its year is clear: `Tue 3 Nov`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}"


def full_day(day: date, today: date | None = None) -> str:
    """Name a day with its weekday and its year: `Tue 19 Nov 2024`.

    Args:
        day: The day to name.
        today: Leaves the year out where it is this day's.
    """
    named = short_day(day)
    return named if today is not None and day.year == today.year else f"{named} {day.year}"


def month_name(month: int) -> str:
    """Name a month: `November` for 11."""
    return _MONTHS[month - 1]
