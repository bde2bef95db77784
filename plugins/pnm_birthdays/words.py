"""Days, ages and names in words that stay true while the report lies in the vault.

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

_AGES: Final = {
    1: "the very first",
    18: "of age",
    75: "three quarters of a century",
    100: "a whole century",
}
_WEDDINGS: Final = {1: "the first", 25: "silver", 50: "golden", 60: "diamond"}
_ROUND: Final = 10


def short_day(day: date) -> str:
    """Return a day of the coming months: `Fri 20 Nov`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}"


def full_day(day: date) -> str:
    """Return a day with its year: `Fri 20 Nov 2026`."""
    return f"{short_day(day)} {day.year}"


def week_of(day: date) -> str:
    """Return the day's ISO week: `week 47`."""
    return f"week {day.isocalendar().week}"


def age(years: int) -> str:
    """Return an age, with a kind word where it is a special one: `40, a round one`."""
    return _special(str(years), years, _AGES)


def wedding(years: int) -> str:
    """Return the years of an anniversary: `25 years, silver`."""
    return _special(counted(years, "year"), years, _WEDDINGS)


def _special(said: str, years: int, named: dict[int, str]) -> str:
    if years in named:
        return f"{said}, {named[years]}"
    return f"{said}, a round one" if years and years % _ROUND == 0 else said


def listed(names: Sequence[str], last: str = "and") -> str:
    """Return names as a person lists them: `Ada, Bob and Carol`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
