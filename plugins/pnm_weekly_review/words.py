"""Days, numbers and names in words that stay true all week.

In: values. Out: short English texts. A review lies in the vault for days, so no word here
depends on when it is read: there is no `yesterday`. Not known here: contacts and sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES = 4
_TEXT = 160


def full_day(day: date) -> str:
    """Return a day with its year: `Tue 19 Nov 2024`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, today: date) -> str:
    """Return a day without its year where that is today's: `Tue 10 Nov`."""
    full = full_day(day)
    return full.rpartition(" ")[0] if day.year == today.year else full


def counted(number: int, one: str, more: str = "") -> str:
    """Return the number with its noun: `1 person`, `2 people`."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def joined(names: Sequence[str]) -> str:
    """Return names as a person lists them: `Ada, Bob and 3 others`."""
    if len(names) > _NAMES:
        names = [*names[: _NAMES - 1], counted(len(names) - _NAMES + 1, "other")]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shortened(text: str) -> str:
    """Return a text on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _TEXT else f"{text[: _TEXT - 1].rstrip()}…"
