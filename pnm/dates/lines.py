"""The date that starts a line.

A log line's text goes in; its day, and where the rest of the line begins, come out. Emphasis,
brackets and wiki links around the date belong to it, and so do its weekday and a time of day.

It does not know list markers, tasks, channels or people: what follows is the caller's to read.
"""

from __future__ import annotations

from datetime import date

from pnm.dates.partial import PartialDate, date_of
from pnm.dates.patterns import pattern
from pnm.dates.words import MONTHS, WEEKDAYS, fold
from pnm.dates.written import TIME, Order, link_at, parse_day, read_bare

_DIGITS = frozenset("0123456789")
_STARTS = _DIGITS | frozenset("*_[(")
_NAME_STARTS = frozenset(word[:3] for word in (*MONTHS, *WEEKDAYS) if len(word) > 2)

_OPENING = r"[ \t]*((?:\*\*|__|[*_(]|\[(?!\[)){0,3})"
_CLOSERS = {"(": ")", "[": "]"}
_ADDRESS = r"\([^()\n]{0,300}\)"
_YEAR_FIRST = (
    r"(?P<y>[0-9]{4})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})(?![0-9])",
    r"(?P<y>(?:19|20|21)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9]|-[0-9])",
)
_YEAR_LAST = r"(?<![0-9])[0-9]{4}(?![0-9])"
_LONGEST = 48
_GLUED = r"[^\W_]|[./][0-9]"
_WEEKDAY = r"[ \t,-]{1,3}(?:\(([^\W\d_]{3,14})\.?\)|([^\W\d_]{3,14})\.?)(?![^\W_])"
_UNTIL = r"\s?[-\u2013]\s?(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?![^\W_])"


def leading_day(text: str, *, order: Order | None = None) -> tuple[date, int] | None:
    """Read the full date at the very start of a line.

    Args:
        text: The line without its list marker, such as `**2026-11-03** 14:30 call: her new job`.
        order: How to read `03/11/2026`.

    Returns:
        The day, and the index after it, its weekday, its time and what wraps them, before any
        separator; None where the line does not start with a date.
    """
    if not _may_start(text):
        return None
    opening = pattern(_OPENING).match(text)
    if opening is None:
        return None
    found = _linked(text, opening.end(), order) or _written(text, opening.end(), order)
    if found is None:
        return None
    day, end = found
    end = _after_weekday(text, end, day)
    timed = _after_time(text, end)
    if pattern(_GLUED).match(text, timed):
        return None
    closed = _after_closing(text, timed, opening[1])
    if closed is None:
        return None
    return day, (_after_time(text, closed) if timed == end else closed)


def _may_start(text: str) -> bool:
    first = text[:1]
    if first in (" ", "\t"):
        text = text.lstrip(" \t")
        first = text[:1]
    return first in _STARTS or (first.isalpha() and fold(text[:4])[:3] in _NAME_STARTS)


def _linked(text: str, start: int, order: Order | None) -> tuple[date, int] | None:
    link = link_at(text, start)
    if link is None or _DIGITS.isdisjoint(link[0]):
        return None
    day = parse_day(link[0].replace("_", "-"), order=order)
    return None if day is None else (day, link[1])


def _written(text: str, start: int, order: Order | None) -> tuple[date, int] | None:
    for form in _YEAR_FIRST:
        found = pattern(form).match(text, start)
        if found is not None:
            read = date_of(int(found["y"]), int(found["m"]), int(found["d"]))
            return _full(read, found.end())
    year_last = pattern(_YEAR_LAST).search(text, start, start + _LONGEST)
    if year_last is None:
        return None
    end = year_last.end()
    return _full(read_bare(fold(text[start:end]), order), end)


def _full(read: PartialDate | None, end: int) -> tuple[date, int] | None:
    day = None if read is None else read.full
    return None if day is None else (day, end)


def _after_weekday(text: str, end: int, day: date) -> int:
    found = pattern(_WEEKDAY).match(text, end)
    if found is None:
        return end
    word = found[1] or found[2]
    # Short and in lower case it is more likely the sentence: "sat with Bob".
    if len(word) < 5 and not word[0].isupper():
        return end
    return found.end() if WEEKDAYS.get(fold(word)) == day.weekday() else end


def _after_time(text: str, end: int) -> int:
    time = pattern(TIME).match(text, end)
    if time is None:
        return end
    until = pattern(_UNTIL).match(text, time.end())
    return time.end() if until is None else until.end()


def _after_closing(text: str, end: int, marks: str) -> int | None:
    closing = "".join(_CLOSERS.get(mark, mark) for mark in reversed(marks))
    for inner in (end, end + 1 if text[end : end + 1] in (":", ".", ",") else end):
        if text.startswith(closing, inner):
            end = inner + len(closing)
            address = pattern(_ADDRESS).match(text, end) if closing.startswith("]") else None
            return end if address is None else address.end()
    # Emphasis may go on behind the date; a bracket that does is a label or an aside.
    return None if "[" in marks or "(" in marks else end
