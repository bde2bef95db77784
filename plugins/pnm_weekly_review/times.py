"""Interactions grouped to times of being in touch, each told once.

In: interactions. Out: `Time` values: what several notes tell of one evening is one of them.
Not known here: sections, and who is private.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pnm.api import Interaction, Source, shortened
from pnm_weekly_review.words import joined

TEXT = 160
"""Characters of a line's text that the review shows."""


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
        parts = (self.channel, f"with {joined(others)}" if others else "")
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
    found: dict[date, list[Time]] = {}
    for row in sorted(rows, key=lambda r: (-len(r.people), r.source, r.channel, r.text)):
        day = found.setdefault(row.day, [])
        index = next((i for i, time in enumerate(day) if _tells_of(row, time)), None)
        if index is None:
            day.append(Time(row.day, row.people, row.channel, _texts(row), (row.source,)))
        else:
            day[index] = _with(day[index], row)
    flat = (time for day in found.values() for time in day)
    return tuple(sorted(flat, key=lambda t: (-t.day.toordinal(), t.sources, t.channel)))


def _tells_of(row: Interaction, time: Time) -> bool:
    people = set(row.people)
    if people == set(time.people):
        return row.channel == time.channel or not row.channel or not time.channel
    return people < set(time.people) and any(s.path == row.source.path for s in time.sources)


def _with(time: Time, row: Interaction) -> Time:
    return Time(
        time.day,
        time.people,
        time.channel or row.channel,
        tuple(dict.fromkeys((*time.texts, *_texts(row)))),
        tuple(sorted({*time.sources, row.source})),
    )


def _texts(row: Interaction) -> tuple[str, ...]:
    text = shortened(row.text, TEXT)
    return (text,) if text else ()
