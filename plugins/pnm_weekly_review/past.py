"""From the past: what happened around these days in earlier years.

In: a view. Out: the section `past`, or None. Not known here: the other sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pnm.api import Interaction, Line, Section, add_months, counted, full_day
from pnm_weekly_review.times import Time, times
from pnm_weekly_review.view import View

BEFORE_DAYS = 3
AFTER_DAYS = 6
MOST = 4
YEAR_DAYS = 365.2425
SPARE_DAYS = 9
"""More than leap days shift a day of the year."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A time of an earlier year, and how far from today its day falls this year."""

    years: int
    days_off: int
    time: Time


def section(view: View) -> Section | None:
    """Return a few memories, one a year before a second one of any year; newest first."""
    rows = (row for row in _around(view) if _distance(view, row.day) is not None)
    found = [
        Memory(*distance, time)
        for time in times(rows)
        if (distance := _distance(view, time.day)) is not None
    ]
    chosen = sorted(_chosen(view, found), key=lambda m: (m.years, m.days_off, m.time.sources))
    lines = tuple(_line(view, memory) for memory in chosen)
    return Section("past", "From the past", 80, lines) if lines else None


def _around(view: View) -> Iterator[Interaction]:
    """Yield what happened in earlier years at about this time of the year, and a little more."""
    for years in range(view.today.year, 0, -1):
        ago = round(years * YEAR_DAYS)
        last = ago - AFTER_DAYS - SPARE_DAYS
        if last < view.today.toordinal():
            first = ago + BEFORE_DAYS + SPARE_DAYS
            yield from view.interactions(view.day_ago(first), view.day_ago(last))


def _distance(view: View, day: date) -> tuple[int, int] | None:
    """Return how many years ago a day was, and how far from today it falls this year.

    None is returned for the days of the year that are not close to today.
    """
    if (day.month - view.today.month) % 12 not in {0, 1, 11}:
        return None
    passed = view.today.year - day.year
    for years in (passed - 1, passed, passed + 1):
        if years >= 1 and day.year + years <= date.max.year:
            days_off = -view.days_ago(add_months(day, 12 * years))
            if -BEFORE_DAYS <= days_off <= AFTER_DAYS:
                return years, days_off
    return None


def _chosen(view: View, found: list[Memory]) -> list[Memory]:
    """Return the best of each year, then the second best of each, until there are enough."""
    left: dict[int, list[Memory]] = {}
    for memory in found:
        left.setdefault(memory.years, []).append(memory)
    chosen: list[Memory] = []
    for turn in range(MOST):
        for years in sorted(left):
            if len(chosen) < MOST and turn < len(left[years]):
                rest = (memory for memory in left[years] if memory not in chosen)
                chosen.append(min(rest, key=lambda m: _rank(view, m, chosen)))
    return chosen


def _rank(view: View, memory: Memory, chosen: list[Memory]) -> tuple[object, ...]:
    """Order memories: of people not told of yet, of the living, with words, close to today."""
    told = {person for other in chosen for person in other.time.people}
    return (
        not memory.time.texts,
        bool(told.intersection(memory.time.people)),
        _in_memory(view, memory.time),
        abs(memory.days_off),
        memory.days_off,
        memory.time.sources,
    )


def _in_memory(view: View, time: Time) -> bool:
    """Return whether everybody who was there has died."""
    return all(view.network[person].dead for person in time.people)


def _line(view: View, memory: Memory) -> Line:
    time = memory.time
    how = time.how(view.name)
    when = f"{counted(memory.years, 'year')} ago, {full_day(time.day)}"
    said = time.texts[0] if time.texts else "in touch"
    return Line(
        f"{when}{f' ({how})' if how else ''}: {said}",
        time.people[0],
        details=("in memory",) if _in_memory(view, time) else (),
        sources=time.sources,
        key=f"past:{time.key}",
    )
