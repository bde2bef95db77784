"""The date that a line starts with, and what is left of the line.

In: a line without its bullet. Out: day, rest and time of day.
Not known here: what kind of line it is, and whether its day counts.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pnm.dates import Order, ambiguous, leading_day
from pnm.dates.words import WEEKDAYS

# A number, or one or two words and a number: `3 Nov`, `Nov 3`, `Tuesday, November 3`.
_MAY_START = re.compile(
    r"[*_(\[\"' ]{0,6}(?:[0-9]|[^\W\d_]{2,14}+[.,]{0,2}[ -](?:[^\W\d_]{2,14}+[.,]{0,2}[ -])?[0-9])"
)
# The commonest line needs no closer look: an ISO date and a word that is no weekday, or a link.
_PLAIN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}):? (?=\(?([A-Z]?[a-z]+)\b|\[)")
_NOT_PLAIN = frozenset({*WEEKDAYS, *(word.capitalize() for word in WEEKDAYS), "at", "At"})
_TIME = re.compile(
    r"(?:^|[0-9]T|[\s,(])((?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?:\s?[ap]m\b)?"
    r"|[0-9]{1,2}h[0-5][0-9]|[0-9]{1,2}\s?[ap]m\b)",
    re.IGNORECASE,
)
_TIME_FIRST = re.compile(
    r"((?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?:\s?[ap]m)?)"
    r"(?:\s?[-\u2013\u2014]\s?[0-9]{1,2}:[0-5][0-9])?(?![0-9:])",
    re.IGNORECASE,
)
_SEPARATORS = " \t\u00a0\u202f:-\u2013\u2014·|,"
_NUMBERS = re.compile(r"[*_(\[]{0,4}([0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})(?![0-9])")
_ISO = re.compile(r"[*_(\[]{0,4}([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")

_new = tuple.__new__


class Dated(NamedTuple):
    """What the start of a line says about its day.

    Attributes:
        day: The day.
        rest: The text after it.
        time: The time of day as written, or empty.
    """

    day: date
    rest: str
    time: str


def dated(text: str, order: Order | None) -> Dated | None:
    """Read the day a line starts with.

    Args:
        text: The line without its bullet.
        order: How to read `03/11/2026`.

    Returns:
        Day, rest and time; None where the line starts with no day.
    """
    if _MAY_START.match(text) is None:
        return None
    plain = plainly_dated(text, 0)
    if plain is not None:
        return plain
    found = leading_day(text, order=order)
    if found is None:
        return None
    day, end = found
    rest = text[end:].lstrip(_SEPARATORS)
    time = _TIME.search(text, 0, end)
    written = time[1] if time is not None else ""
    if not written and (first := _TIME_FIRST.match(rest)):
        written, rest = first[1], rest[first.end() :].lstrip(_SEPARATORS)
    return Dated(day, _closed(text, rest) if text[0] in "*_" else rest, written)


def plainly_dated(text: str, start: int) -> Dated | None:
    """Read the day at a place of a line where a glance is enough: `2026-11-03 call: …`.

    Args:
        text: The line.
        start: Where to look.

    Returns:
        What `dated` gives for the rest of the line; None where that must be asked.
    """
    found = _PLAIN.match(text, start)
    if found is None or found[2] in _NOT_PLAIN or (day := _existing(found[1])) is None:
        return None
    return _new(Dated, (day, text[found.end() :], ""))


@lru_cache(maxsize=4_096)
def _existing(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _closed(text: str, rest: str) -> str:
    # `**2026-11-03 call** with Bob`: what closes the emphasis is left over.
    mark = next((sign for sign in ("**", "__", "*", "_") if text.startswith(sign)), "")
    if not mark or rest.count(mark) % 2 == 0:
        return rest
    before, _, after = rest.partition(mark)
    return before + after if before else after.lstrip(_SEPARATORS)


def unclear_day(text: str) -> tuple[str, bool] | None:
    """Return a date at the start of a line that could not be read.

    Args:
        text: A line for which there is no day.

    Returns:
        The date as written, and whether it is ambiguous (else there is no such day); or None.
    """
    iso = _ISO.match(text)
    if iso is not None:
        return (iso[1], False) if _existing(iso[1]) is None else None
    numbers = _NUMBERS.match(text)
    return (numbers[1], True) if numbers is not None and ambiguous(numbers[1]) else None
