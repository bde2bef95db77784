"""Days and names in words that stay true all week.

In: values. Out: short English texts. A review lies in the vault for days, so no word here
depends on when it is read: there is no `yesterday`. Not known here: contacts and sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pnm.api import counted

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES = 4


def full_day(day: date) -> str:
    """Return a day with its year: `Tue 19 Nov 2024`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, today: date) -> str:
    """Return a day without its year where that is today's: `Tue 10 Nov`."""
    full = full_day(day)
    return full.rpartition(" ")[0] if day.year == today.year else full


def joined(names: Sequence[str]) -> str:
    """Return names as a person lists them: `Ada, Bob and 3 others`."""
    if len(names) > _NAMES:
        names = [*names[: _NAMES - 1], counted(len(names) - _NAMES + 1, "other")]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
