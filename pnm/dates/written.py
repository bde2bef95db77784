"""Dates as people write them.

A text that is one date goes in, a `PartialDate` comes out; anything else gives None, at once
even for a very long text. A time of day beside the date is read over.

It does not know sentences (`lines` finds the date that starts one), nor which order of day and
month a vault uses: the caller says so, else `03/11/2026` stays unread.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from pnm.dates.partial import PartialDate, date_of
from pnm.dates.patterns import pattern
from pnm.dates.words import FILLERS, MONTHS, WEEKDAYS, fold

if TYPE_CHECKING:
    import re

Order: TypeAlias = Literal["dmy", "mdy"]
"""Which of two numbers is the day: `dmy` for 3/11, `mdy` for 11/3."""

_LONGEST = 256
_NO_YEAR = ("1604", "0000")

_LINK = r"\[\[(?:[^\[\]|#]*/)?([^\[\]|#/]+?)(?:\.md)?(?:#[^\[\]|]*)?(?:\|[^\[\]]*)?\]\]"
_WRAPS = (('"', '"'), ("'", "'"), ("**", "**"), ("__", "__"), ("<", ">"))

TIME = r"""(?xi)
    (?: (?<=[0-9])T [0-9]{4} (?:[0-9]{2})?                                  # T1430, T143000
      | (?: (?<=[0-9])T | ,?[^\S\n]+ (?:at\s)? )
        (?:[01]?[0-9]|2[0-4])
        (?: :[0-5][0-9] (?: :[0-5][0-9] (?:[.,][0-9]{1,9})? )? (?:\s?[ap]m)?   # 14:30, 2:30:00 pm
          | h[0-5][0-9]                                                      # 14h30
          | \s?[ap]m )                                                       # 2 pm
    )
    (?: \s?(?: Z | UTC | GMT | [+-][0-9]{2}:?(?:[0-9]{2})? ) (?![0-9:]) )?
    (?![^\W_])
"""
"""The pattern of a time of day after a date, with the blank or `T` that parts them."""

_FORMS = (
    r"(?P<y>[0-9]{4})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    r"(?P<y>[0-9]{4})(?:[-/](?P<m>[0-9]{2}))?",
    r"--(?P<m>[0-9]{2})(?:-?(?P<d>[0-9]{2}))?",
)
_DOTTED = r"([0-9]{1,2})\.\s?([0-9]{1,2})\.(?:\s?([0-9]{4}))?"
_NUMERIC = r"([0-9]{1,2})([/-])([0-9]{1,2})(?:\2([0-9]{4}))?"

_TOKEN = r"[0-9]+|[^\W0-9_]+|[^\s,.'/-]"
_SHAPES = frozenset({"dmy", "mdy", "ymd", "dm", "md", "my", "ym"})

_WEEKDAY_FIRST = r"([a-z]+)(?:-feira)?\.?,?\s+"
_WEEKDAY_LAST = r"[\s,-]\s?\(?([a-z]+)\.?\)?$"


def parse_partial(text: str, *, order: Order | None = None) -> PartialDate | None:
    """Read a text that is a date, or a part of one.

    Args:
        text: What somebody wrote, such as `1990-02`, `--02-03`, `3 Nov 2026`, `[[2026-11-03]]`.
        order: How to read `03/11/2026`; without it only what has one reading is read.

    Returns:
        The date, or None where the text is no date, or no such day exists.
    """
    text = text.strip()
    return _partial(text, order) if 0 < len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _partial(text: str, order: Order | None) -> PartialDate | None:
    bare = fold(unwrapped(text))
    time = pattern(TIME).search(bare)
    if time is not None and time.end() == len(bare):
        bare = bare[: time.start()]
    return read_bare(bare, order)


def ambiguous(text: str) -> bool:
    """Say whether the text is a date in numbers whose order cannot be told, as `03/11/2026`."""
    return parse_partial(text) is None and parse_partial(text, order="dmy") is not None


def parse_day(text: str, *, order: Order | None = None) -> date | None:
    """Read a text that is a full date.

    Args:
        text: What somebody wrote, in any form that `parse_partial` reads.
        order: How to read `03/11/2026`.

    Returns:
        The day, or None where the text is no date or a part is missing.
    """
    day = _iso_day(text)
    if day is not None:
        return day
    read = parse_partial(text, order=order)
    return None if read is None else read.full


def _iso_day(text: str) -> date | None:
    """Return the day of the commonest form, `2026-11-03`, without a closer look."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or text.startswith(_NO_YEAR):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def unwrapped(text: str) -> str:
    """Return the text out of its quotes, emphasis and wiki link (the target, not the label)."""
    for opening, closing in _WRAPS:
        if text.startswith(opening) and text.endswith(closing):
            text = text[len(opening) : -len(closing)].strip()
    link = pattern(_LINK).fullmatch(text)
    return text if link is None else link[1].strip()


def link_at(text: str, start: int) -> tuple[str, int] | None:
    """Return the last part of the wiki link's target at `start`, and where the link ends."""
    link = pattern(_LINK).match(text, start, start + _LONGEST)
    return None if link is None else (link[1], link.end())


def read_bare(bare: str, order: Order | None) -> PartialDate | None:
    """Read a folded text without wrapping or time; a weekday beside the date may be there."""
    read = _date(bare, order)
    return read if read is not None else _date(_without_weekday(bare), order)


def _date(bare: str, order: Order | None) -> PartialDate | None:
    for form in _FORMS:
        found = pattern(form).fullmatch(bare)
        if found is not None:
            parts = found.groupdict()
            return date_of(*(int(parts[key]) if parts.get(key) else None for key in "ymd"))
    dotted = pattern(_DOTTED).fullmatch(bare)
    if dotted is not None:
        day, month, year = dotted.groups()
        return date_of(int(year) if year else None, int(month), int(day))
    numeric = pattern(_NUMERIC).fullmatch(bare)
    return _worded(bare) if numeric is None else _ordered(numeric, order)


def _ordered(numeric: re.Match[str], order: Order | None) -> PartialDate | None:
    one, mark, two, year = numeric.groups()
    if mark == "-" and year is None:
        if len(one) + len(two) < 4:  # 2-3 is a range of something
            return None
        order = "mdy"
    known = int(year) if year else None
    day_first = date_of(known, int(two), int(one))
    month_first = date_of(known, int(one), int(two))
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    return {None: None, "dmy": day_first, "mdy": month_first}[order]


def _worded(bare: str) -> PartialDate | None:
    shape, parts = "", {}
    for token in pattern(_TOKEN).finditer(bare):
        kind, number = _kind(token[0])
        if kind == "?":
            return None
        if kind:
            shape += kind
            parts[kind] = number
    if shape not in _SHAPES:
        return None
    return date_of(parts.get("y"), parts.get("m"), parts.get("d"))


def _kind(token: str) -> tuple[str, int]:
    if token[0] in "0123456789":
        kind = {1: "d", 2: "d", 4: "y"}.get(len(token), "?")
        return kind, 0 if kind == "?" else int(token)
    if token in MONTHS:
        return "m", MONTHS[token]
    return "" if token in FILLERS else "?", 0


def _without_weekday(bare: str) -> str:
    first = pattern(_WEEKDAY_FIRST).match(bare)
    if first is not None and first[1] in WEEKDAYS:
        return bare[first.end() :]
    last = pattern(_WEEKDAY_LAST).search(bare)
    if last is not None and last[1] in WEEKDAYS:
        return bare[: last.start()].rstrip(" ,")
    return ""
