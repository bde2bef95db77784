"""Days, numbers and names in words that stay true when the report is read again years later.

In: values. Out: short English texts. Not known here: contacts and sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from pnm.api import counted

MONTHS: Final = (
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
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

ABOUT: Final = 0.1
"""Numbers that differ by no more than this part are about the same."""
_FEW: Final = 2


def short_day(day: date) -> str:
    """Return a day of the year that is told of: `Tue 10 Nov`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}"


def full_day(day: date) -> str:
    """Return a day with its year: `Tue 10 Nov 2026`."""
    return f"{short_day(day)} {day.year}"


def long_day(day: date) -> str:
    """Return a day of the year in full words: `16 November`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def listed(names: Sequence[str], others: int = 0) -> str:
    """Return names as a person lists them: `Ada, Bob and 3 others`."""
    parts = [*names, *((counted(others, "other"),) if others else ())]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def compared(then: int, now: int) -> str:
    """Say how a number compares with today's, without saying which is better: `fewer`."""
    if abs(then - now) <= max(_FEW, round(ABOUT * max(then, now))):
        return "about as many"
    return "more" if then > now else "fewer"
