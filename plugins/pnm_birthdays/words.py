"""Ages and years in words that stay true while the report lies in the vault.

In: values. Out: short English texts. Not known here: contacts and sections.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from pnm.api import counted

_AGES: Final = {
    1: "the very first",
    18: "of age",
    75: "three quarters of a century",
    100: "a whole century",
}
_WEDDINGS: Final = {1: "the first", 25: "silver", 50: "golden", 60: "diamond"}
_ROUND: Final = 10


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
