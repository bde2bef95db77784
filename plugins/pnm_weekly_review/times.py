"""Interactions grouped to times of being in touch, each told once.

In: interactions. Out: `Time` values: what several notes tell of one evening is one of them.
Not known here: sections, and who is private.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pnm.api import Interaction, Source, listed, shortened

TEXT = 160
"""Characters of a line's text that the review shows."""
NAMES = 4
"""Names that a line gives before it counts the others."""


@dataclass(frozen=True, slots=True)
class Time:
    """One time of being in touch.

    Attributes:
        day: When.
        people: The contacts, as the fullest of its lines names them.
        channel: `call`, `in person` …; empty where no line says it.
        texts: What the lines say of it, without repetition.
        sources: The lines.
    """

    day: date
    people: tuple[str, ...]
    channel: str
    texts: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def key(self) -> str:
        """Return what stays the same while its notes are reworded."""
        return f"{self.people[0]}:{self.sources[0].path}:{self.day}:{self.channel}"

    def how(self, name: Callable[[str], str]) -> str:
        """Return the channel and everybody but the first: `call with Bob`."""
        others = [name(person) for person in self.people[1:]]
        parts = (self.channel, f"with {listed(others, NAMES)}" if others else "")
        return " ".join(part for part in parts if part)


def times(rows: Iterable[Interaction]) -> tuple[Time, ...]:
    """Group interactions.

    Two lines tell of one time where day and people are the same and the channels do not
    differ, or where a note names some of those whom its own other line of that day names.

    Args:
        rows: Interactions in any order.

    Returns:
        The times, newest first.
    """
    days: defaultdict[date, _Day] = defaultdict(_Day)
    for row in sorted(rows, key=_fullest_first):
        days[row.day].add(row)
    found = [draft.time() for day in days.values() for draft in day.drafts]
    return tuple(sorted(found, key=_newest_first))


def by_place(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return sources in their order, each once."""
    return tuple(sorted(set(sources), key=_place))


def _place(source: Source) -> tuple[str, int, int]:
    """Return what a source sorts by: many sort faster by this than by themselves."""
    return source.path, source.line, source.column


def _fullest_first(row: Interaction) -> tuple[int, tuple[str, int, int], str, str]:
    return -len(row.people), _place(row.source), row.channel, row.text


def _newest_first(time: Time) -> tuple[int, tuple[tuple[str, int, int], ...], str]:
    return -time.day.toordinal(), tuple(map(_place, time.sources)), time.channel


class _Draft:
    """A time whose lines are still being found."""

    def __init__(self, row: Interaction) -> None:
        self.day = row.day
        self.people = row.people
        self.channel = row.channel
        self.texts: dict[str, None] = {}
        self.sources: set[Source] = set()

    def add(self, row: Interaction) -> None:
        """Take a line."""
        self.channel = self.channel or row.channel
        self.sources.add(row.source)
        if text := shortened(row.text, TEXT):
            self.texts[text] = None

    def time(self) -> Time:
        """Return the time, with all that its lines say."""
        texts, sources = tuple(self.texts), by_place(self.sources)
        return Time(self.day, self.people, self.channel, texts, sources)


class _Day:
    """The times of one day; the people of a line, and its note, lead to them."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self._of: defaultdict[frozenset[str], list[int]] = defaultdict(list)
        self._in: defaultdict[tuple[str, str], dict[int, None]] = defaultdict(dict)

    def add(self, row: Interaction) -> None:
        """Take a line: it tells of the first time that fits, or of a new one."""
        people, path = frozenset(row.people), row.source.path
        index = min(self._same(people, row.channel), self._fuller(people, path))
        if index == len(self.drafts):
            self.drafts.append(_Draft(row))
            self._of[people].append(index)
        draft = self.drafts[index]
        draft.add(row)
        for person in draft.people:
            self._in[path, person][index] = None

    def _same(self, people: frozenset[str], channel: str) -> int:
        """Return the first time of these people whose channel does not differ."""
        for index in self._of[people]:
            if not channel or self.drafts[index].channel in {"", channel}:
                return index
        return len(self.drafts)

    def _fuller(self, people: frozenset[str], path: str) -> int:
        """Return the first time of these people and others that the note tells of."""
        told = min((self._in[path, person] for person in people), key=len, default={})
        for index in told:
            if people < set(self.drafts[index].people):
                return index
        return len(self.drafts)
