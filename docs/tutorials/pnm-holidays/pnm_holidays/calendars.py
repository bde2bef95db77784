"""The calendars of the library `holidays`: it is large, so it is imported where it is used.

In: a country as somebody wrote it. Out: its public holidays, if it has any that are known.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from pnm.api import fold

from pnm_holidays.options import Holiday

INSTALL = "pip install 'pnm-holidays[calendars]'"
"""What to type where the library is missing."""


def is_installed() -> bool:
    """Tell whether the library is there, without importing it."""
    return find_spec("holidays") is not None


def public_days(country: str, first: date, last: date, language: str) -> list[Holiday]:
    """Return the public holidays of a country in a stretch of days.

    Args:
        country: `Portugal`, `PT`, or `DE-BY` for a part of one.
        first: The first day.
        last: The last day.
        language: Of the names: `en_US`. Without it they would be in that of whoever asks.
    """
    code = _code(country)
    if code is None:
        return []
    years = tuple(range(first.year, last.year + 1))
    found = _calendar(*code, years, language)
    where = "-".join(filter(None, code))
    return [Holiday(day, name, where) for day, name in found if first <= day <= last]


def is_known(country: str) -> bool:
    """Tell whether there is a calendar for a country."""
    return _code(country) is not None


@lru_cache(maxsize=256)
def _calendar(
    name: str, part: str, years: tuple[int, ...], language: str
) -> tuple[tuple[date, str], ...]:
    import holidays

    kept = holidays.country_holidays(name, subdiv=part or None, years=years, language=language)
    return tuple(sorted(kept.items()))


@lru_cache(maxsize=256)
def _code(country: str) -> tuple[str, str] | None:
    """Return the code of a country and of a part of it; None where there is no calendar."""
    if not is_installed() or not country:
        return None
    import holidays

    known = holidays.list_supported_countries()
    name, _, part = country.upper().partition("-")
    if name in known:
        return (name, part) if not part or part in known[name] else None
    words = "".join(word.capitalize() for word in fold(country).split())
    code: Any = getattr(getattr(holidays, words, None), "country", None)
    return (code, "") if code in known else None
