"""The year at a glance, in plain words, beside the year before.

In: a view. Out: the section `opening`, with a picture of the months. Counted are people and days,
all together: nobody has a number, and no year is the better one.
Not known here: the picture's groups (see `picture.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import Line, Section, counted, month_name
from pnm_year_in_people.picture import picture
from pnm_year_in_people.view import View
from pnm_year_in_people.words import compared, long_day

FEWEST_MONTHS: Final = 4
"""Months in which there was something, before one is called the fullest."""


def section(view: View, new: int) -> Section:
    """Return the year in a few sentences.

    Args:
        view: The vault.
        new: How many of the people are new.
    """
    days = {row.day for row in view.rows}
    people = counted(len(view.of), "person", "people")
    line = Line(
        f"You were in touch with {people}, on {counted(len(days), 'day')}.",
        details=(f"{new} of them {'is' if new == 1 else 'are'} new in your notes",) if new else (),
        why="the people and the days of all that is written about the year",
        key=f"year:{view.period.year}",
        values=MappingProxyType({"people": len(view.of), "days": len(days), "new": new}),
    )
    return Section(
        "opening",
        view.period.named,
        10,
        (line, *_before(view, len(days)), *_months(view)),
        chart=picture(view),
        tally=f"{people} on {counted(len(days), 'day')}",
    )


def _before(view: View, days: int) -> Iterator[Line]:
    """Yield how the same stretch of the year before was."""
    if view.period.before is None:
        return
    first, last = view.period.before
    met, met_days = _counted(view, first, last)
    stretch = f"{first.year}, up to {long_day(last)}," if view.period.running else f"{first.year}"
    text = f"Of {stretch} nothing is written, so nothing can be compared."
    if met_days:
        text = (
            f"In {stretch} it was {counted(met, 'person', 'people')} on "
            f"{counted(met_days, 'day')}: {compared(met, len(view.of))} people, "
            f"on {compared(met_days, days)} days."
        )
    yield Line(
        text,
        why="the same stretch of the year before",
        key=f"year:{view.period.year}:before",
        values=MappingProxyType({"people": met, "days": met_days}),
    )


def _counted(view: View, first: date, last: date) -> tuple[int, int]:
    """Return how many people, and on how many days, of a stretch."""
    people: set[str] = set()
    days: set[date] = set()
    for day, met, path, _ in view.network.met_between(first, last):
        shown = [person for person in met if view.discretion.shows(person)]
        if shown and path not in view.discretion.paths:
            people.update(shown)
            days.add(day)
    return len(people), len(days)


def _months(view: View) -> Iterator[Line]:
    """Yield which month was the fullest, and which the quietest of those that are over."""
    met: Mapping[int, set[str]] = defaultdict(set)
    for row in view.rows:
        met[row.day.month].update(row.people)
    whole = [m for m in view.period.months if not (view.period.running and _is_last(view, m))]
    if len([month for month in whole if met[month]]) < FEWEST_MONTHS:
        return
    full = max(whole, key=lambda month: (len(met[month]), -month))
    still = min(whole, key=lambda month: (len(met[month]), month))
    if len(met[full]) > len(met[still]):
        yield Line(
            f"{month_name(full)} was the fullest month, {month_name(still)} the quietest.",
            why=f"{counted(len(met[full]), 'person', 'people')} and {len(met[still])}",
            key=f"year:{view.period.year}:months",
            values=MappingProxyType({"fullest": full, "quietest": still}),
        )


def _is_last(view: View, month: int) -> bool:
    return month == view.period.last.month
