"""Times of being in touch, kept as plain rows until somebody asks for them.

In: rows. Out: `Interaction` values, days. Not known here: how a row is found, and who asks.

A vault tells of fourteen times a contact, and most questions are after the last one, or a day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache

from pnm.diagnostics import Source
from pnm.model import Interaction

Row = tuple[str, bool, str, int, int, tuple[str, ...], str, str, str, str, bool]
"""A time as it sorts: ISO day, whether it tells something, path, line, a number of its own;
then people, channel, text, rule, favour, and whether its note is private."""


@lru_cache(maxsize=8192)
def day_of(text: str) -> date:
    """Return the day that an ISO text means."""
    return date.fromisoformat(text)


class Times:
    """Rows by person and by day, oldest first; what tells most of a day comes last."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take the rows.

        Args:
            rows: In any order, each with a number of its own.
        """
        self._rows = rows
        self._made: dict[int, Interaction] = {}
        self._in_order: set[str] = set()

    @cached_property
    def _by_person(self) -> dict[str, list[Row]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._rows:
            for person in row[5]:
                found[person].append(row)
        return dict(found)

    @cached_property
    def _by_day(self) -> tuple[list[str], dict[str, list[Row]]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._rows:
            found[row[0]].append(row)
        return sorted(found), dict(found)

    def _rows_of(self, person: str) -> list[Row]:
        rows = self._by_person.get(person)
        if rows is None:
            return []
        if person not in self._in_order:
            rows.sort()
            self._in_order.add(person)
        return rows

    @cached_property
    def all(self) -> tuple[Interaction, ...]:
        """All times."""
        return tuple(map(_value, sorted(self._rows)))

    def of(self, person: str) -> tuple[Interaction, ...]:
        """Return the times with a person."""
        return tuple(map(self._kept, self._rows_of(person)))

    def last(self, person: str) -> Interaction | None:
        """Return the last time with a person, or None for never."""
        rows = self._rows_of(person)
        return self._kept(rows[-1]) if rows else None

    def days(self, person: str) -> tuple[date, ...]:
        """Return the days with a person, each once."""
        return tuple(map(day_of, dict.fromkeys([row[0] for row in self._rows_of(person)])))

    def between(self, first: date, last: date) -> Iterator[Interaction]:
        """Yield the times of a stretch of days, both ends included."""
        days, rows = self._by_day
        start, end = bisect_left(days, first.isoformat()), bisect_right(days, last.isoformat())
        for day in days[start:end]:
            yield from map(_value, sorted(rows[day]))

    def met(self, first: date, last: date) -> Iterator[tuple[date, tuple[str, ...], str, int]]:
        """Yield day, people, path and line of the times of a stretch of days."""
        days, rows = self._by_day
        start, end = bisect_left(days, first.isoformat()), bisect_right(days, last.isoformat())
        for text in days[start:end]:
            day = day_of(text)
            for row in sorted(rows[text]):
                yield day, row[5], row[2], row[3]

    def _kept(self, row: Row) -> Interaction:
        """Return the value of a row; plugins ask for somebody's times again and again."""
        made = self._made.get(row[4])
        if made is None:
            made = self._made[row[4]] = _value(row)
        return made


def _value(row: Row) -> Interaction:
    day, _, path, line, _, people, channel, text, rule, favour, private = row
    source = Source(path, line)
    return Interaction(day_of(day), people, channel, text, source, rule, favour, private)
