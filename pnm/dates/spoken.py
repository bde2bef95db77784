"""Days and spans of days in short English words.

Numbers and days go in, words come out. It does not know whether a span lies behind or ahead.
"""

from __future__ import annotations

from datetime import date

from pnm.wording import counted

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
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
    named = f"{day.day} {_MONTHS[day.month - 1]}"
    if day.year == today.year:
        return f"{_WEEKDAYS[day.weekday()]} {named}"
    return f"{named} {day.year}"
