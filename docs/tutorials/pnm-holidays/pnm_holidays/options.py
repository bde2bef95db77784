"""The settings of `[plugins.holidays]`, and the days of the user's own in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pnm.api import PartialDate, fold, interval, parse_partial, text, texts


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    days: tuple[str, ...] = texts(about="days of your own, such as 02-17 Carnival")
    lead: int = interval("1 week", about="how long before to speak of a day")
    language: str = text("en_US", about="the language of the names of public holidays")


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """One day that is kept.

    Attributes:
        day: When.
        name: What it is called.
        where: The code of the calendar; empty for a day of the user's own.
    """

    day: date
    name: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.where})" if self.where else self.name


def read_day(written: str) -> tuple[PartialDate, str] | None:
    """Read a day of the user's own; None where it cannot be read.

    Args:
        written: `02-17 Carnival`, each year, or `2026-11-08 Diwali`, once.
    """
    day, _, name = written.strip().partition(" ")
    parsed = parse_partial(day)
    return (parsed, name.strip()) if parsed and parsed.day and name.strip() else None


def own_days(options: Options, name: str, first: date, last: date) -> list[Holiday]:
    """Return when a day of the user's own falls in a stretch of days."""
    found = []
    for day, called in filter(None, map(read_day, options.days)):
        falls = day.full or day.next_after(first)
        if fold(called) == fold(name) and falls is not None and first <= falls <= last:
            found.append(Holiday(falls, called))
    return found


def is_own(options: Options, name: str) -> bool:
    """Tell whether a day of the user's own has this name."""
    return any(fold(row[1]) == fold(name) for row in map(read_day, options.days) if row)
