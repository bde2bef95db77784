"""Numbers: how many people the user was in touch with, and what the wishes add up to.

In: a view. Out: the section `numbers`, or None where there are no contacts. Counted are
people, all together: nobody has a score, and there are no streaks.
Not known here: the picture's groups (see `chart.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from pnm.api import Line, Section, Source, counted
from pnm_weekly_review.chart import chart, first_day
from pnm_weekly_review.times import by_place
from pnm_weekly_review.view import Met, View

WINDOWS = (7, 30, 90)
WEEKS = 4
"""Weeks over which what was done is averaged."""


def section(view: View) -> Section | None:
    """Return the numbers with a picture of the last twelve months."""
    shown = [contact for contact in view.network if view.discretion.shows(contact.id)]
    if not shown:
        return None
    rows: list[Met] = []
    since = view.day_ago(2 * max(WINDOWS))
    picture = chart(view, _kept(view.met(first_day(view.today), view.today), since, rows))
    by_links = sum(not contact.path for contact in shown)
    lines = (*_in_touch(view, rows), *_wishes(view, rows), _all(len(shown), by_links))
    return Section("numbers", "Numbers", 95, lines, folded=True, chart=picture)


def _kept(rows: Iterable[Met], since: date, kept: list[Met]) -> Iterator[Met]:
    """Yield all rows, and keep the last of them: a year of everybody's is not held at once."""
    for row in rows:
        if row.day >= since:
            kept.append(row)
        yield row


def _in_touch(view: View, rows: Sequence[Met]) -> Iterator[Line]:
    for days in WINDOWS:
        last = _last(view, rows, 0, days)
        before = len(_last(view, rows, days, 2 * days))
        if not last and not before:
            continue
        people = counted(len(last), "person", "people")
        yield Line(
            f"{people} in touch in {days} days, {before} in the {days} before",
            why=f"the last time with each of them in these {days} days",
            sources=tuple(Source(*place) for place in sorted(set(last.values()))),
            key=f"numbers:{days}",
            values=MappingProxyType({"days": days, "people": len(last), "before": before}),
        )


def _last(
    view: View, rows: Sequence[Met], since_days: int, until_days: int
) -> dict[str, tuple[str, int]]:
    """Return for each person in touch in a stretch of days path and line of the last time."""
    stretch = _between(rows, view.day_ago(until_days - 1), view.day_ago(since_days))
    return {person: (row.path, row.line) for row in stretch for person in row.people}


def _between(rows: Sequence[Met], first: date, last: date) -> Sequence[Met]:
    """Return those of the rows, oldest first, that lie in a stretch of days."""
    start = bisect_left(rows, first, key=lambda row: row.day)
    return rows[start : bisect_right(rows, last, key=lambda row: row.day)]


def _wishes(view: View, rows: Sequence[Met]) -> Iterator[Line]:
    """Yield what the cadences add up to in a week, beside what was done with these people."""
    wished = _wished(view)
    if not wished:
        return
    weekly = sum(7 / cadence.days for cadence in wished.values())
    this_week = _times(view, rows, wished, 7)
    average = _times(view, rows, wished, 7 * WEEKS) / WEEKS
    yield Line(
        f"Your wishes add up to {_number(weekly, 'contact')} a week; "
        f"you were in touch {_often(this_week)}",
        details=(f"over {WEEKS} weeks: {_number(average, 'time')} a week",),
        why="the wished intervals of all who are not paused",
        sources=by_place(cadence.source for cadence in wished.values()),
        key="numbers:wishes",
        values=MappingProxyType(
            {"wished": round(weekly, 2), "this_week": this_week, "average": average}
        ),
    )


class _Wish(NamedTuple):
    """A wished interval, and where it is written."""

    days: int
    source: Source


def _wished(view: View) -> dict[str, _Wish]:
    """Return for each contact that has a wish its days."""
    found: dict[str, _Wish] = {}
    for contact in view.network:
        cadence = view.network.cadence_of(contact.id)
        if cadence is None or cadence.never or not cadence.every_days:
            continue
        if not contact.dead and not contact.paused and view.discretion.shows(contact.id):
            found[contact.id] = _Wish(cadence.every_days, cadence.source)
    return found


def _times(view: View, rows: Sequence[Met], people: Container[str], days: int) -> int:
    """Return on how many days each of these people was in touch, added up."""
    return len(
        {
            (person, row.day)
            for row in _between(rows, view.day_ago(days - 1), view.today)
            for person in row.people
            if person in people
        }
    )


def _number(number: float, noun: str) -> str:
    text = f"{number:.0f}" if number >= 3 else f"{number:.1f}".removesuffix(".0")
    return f"{text} {noun}" if text == "1" else f"{text} {noun}s"


def _often(times: int) -> str:
    words = {0: "with none of them this week", 1: "once", 2: "twice"}
    return words.get(times, f"{times} times")


def _all(shown: int, by_links: int) -> Line:
    rest = f", {by_links} of them known only by links" if by_links else ""
    return Line(
        f"{counted(shown, 'contact')} in all{rest}",
        why="the notes that are contacts, and who is linked as a person; pnm list names them",
        key="numbers:all",
        values=MappingProxyType({"contacts": shown, "by_links": by_links}),
    )
