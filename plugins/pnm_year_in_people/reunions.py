"""The first of the year, and who was there again after a long quiet.

In: a view. Out: the sections `first` and `again`, or None. Not known here: the other sections.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from pnm.api import (
    Interaction,
    Line,
    Section,
    counted,
    fold,
    full_day,
    listed,
    short_day,
    spoken_days,
)
from pnm_year_in_people.view import View, places, quoted, spread

FIRST: Final = 5
"""Lines about the first day; on New Year's Day there may be many greetings."""


def first(view: View) -> Section | None:
    """Return whom one was in touch with first: on the first day of which something is written."""
    if not view.rows:
        return None
    day = view.rows[0].day
    told: set[str] = set()
    rows = []
    for row in sorted((r for r in view.rows if r.day == day), key=lambda r: -len(r.people)):
        if not told.issuperset(row.people):
            told.update(row.people)
            rows.append(row)
    lines = tuple(_first(view, row) for row in rows[:FIRST])
    return Section("first", "The first of the year", 20, lines)


def _first(view: View, row: Interaction) -> Line:
    others = [view.name(person) for person in row.people[1:]]
    together = f" with {listed(others)}" if others else ""
    return Line(
        f"{short_day(row.day)}{together}: {quoted(row)}",
        row.people[0],
        why="the first line of the year",
        sources=(row.source,),
        key=f"first:{row.people[0]}:{row.day}",
    )


class Reunion(NamedTuple):
    """A time of being in touch, and the one before it, long ago."""

    now: Interaction
    before: Interaction
    person: str

    @property
    def days(self) -> int:
        """How long it was quiet."""
        return (self.now.day - self.before.day).days


def again(view: View) -> Section | None:
    """Return who was there again after a long quiet, by day."""
    found = [one for person in view.of if (one := _reunion(view, person)) is not None]
    found.sort(key=lambda one: (one.now.day, fold(view.name(one.person)), one.person))
    lines = tuple(map(_again, spread(found, view.options.most, lambda one: one.now.day)))
    if not lines:
        return None
    more = len(found) > len(lines)
    return Section(
        "again",
        "Again, after a long quiet",
        40,
        lines,
        intro=f"{len(lines)} of {len(found)}." if more else "",
        tally=counted(len(found), "reunion"),
    )


def _reunion(view: View, person: str) -> Reunion | None:
    """Return the longest quiet that ended in the year, where it was long enough."""
    before = [*view.earlier(person)][-1:]
    days = [*before, *view.of[person]]
    pairs = [Reunion(now, then, person) for then, now in pairwise(days)]
    longest = max(pairs, key=lambda one: one.days, default=None)
    return longest if longest and longest.days >= view.options.quiet_days else None


def _again(one: Reunion) -> Line:
    return Line(
        f"after {spoken_days(one.days)}, {short_day(one.now.day)}: {quoted(one.now)}",
        one.person,
        details=(f"the time before, {full_day(one.before.day)}: {quoted(one.before, 100)}",),
        why=f"{one.days} days lie between two lines",
        sources=places(one.now.source, one.before.source),
        key=f"again:{one.person}:{one.now.day}",
    )
