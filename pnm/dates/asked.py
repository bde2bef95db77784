"""The day that somebody asks for on the command line.

A word or two and today's date go in, a day comes out: `yesterday`, `last tue`, `-3d`,
`in 2 weeks`, `eom`, or any full date that `written` reads.

It does not know the clock, and it does not say what it understood: commands echo the day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from pnm.dates.arithmetic import add_months, month_length
from pnm.dates.patterns import pattern
from pnm.dates.words import NUMBERS, UNITS, WEEKDAYS, fold
from pnm.dates.written import Order, parse_day

_LONGEST = 100

_NAMED = {
    word: away
    for away, row in {
        0: "today heute aujourd'hui hoy oggi hoje vandaag idag dzisiaj dzis",
        -1: "yesterday gestern hier ayer ieri ontem gisteren igar wczoraj",
        1: "tomorrow morgen imorgen demain manana domani amanha imorgon jutro",
        -2: "vorgestern avant-hier anteayer eergisteren",
        2: "ubermorgen apres-demain overmorgen",
    }.items()
    for word in row.split()
}
_SIDES = {
    word: side
    for side, row in {
        -1: "last letzte letzten letzter letztes dernier derniere pasado pasada scorso scorsa "
        "passado passada vorige afgelopen",
        1: "next nachste nachsten nachster nachstes prochain prochaine proximo proxima prossimo "
        "prossima volgende",
    }.items()
    for word in row.split()
}
_ENDS: dict[str, Callable[[date], date]] = {
    "eow": lambda day: day + timedelta(days=6 - day.weekday()),
    "eom": lambda day: day.replace(day=month_length(day.year, day.month)),
    "eoy": lambda day: day.replace(month=12, day=31),
}

_COUNT = r"(?P<count>[0-9]{1,5}|[a-z]+)"
_UNIT = r"(?P<unit>[a-z]+)"
_STEPS = (
    (1, rf"\+\s?(?P<count>[0-9]{{1,5}})\s?{_UNIT}"),
    (-1, rf"-\s?(?P<count>[0-9]{{1,5}})\s?{_UNIT}"),
    (1, rf"(?:in|dans|en|tra|fra|em|over|om|za) {_COUNT}\s?{_UNIT}"),
    (-1, rf"(?:vor|hace|il y a|ha) {_COUNT}\s?{_UNIT}"),
    (-1, rf"{_COUNT}\s?{_UNIT} (?:ago|fa|atras|geleden|sedan|siden|temu)"),
)


def resolve_day(
    text: str,
    today: date,
    *,
    order: Order | None = None,
    prefer: Literal["past", "future"] = "past",
) -> date | None:
    """Return the day that a command line asks for.

    Args:
        text: What somebody typed, such as `last tue`, `-3d`, `in 2 weeks`, `2026-11-03`.
        today: The day to count from.
        order: How to read `03/11/2026`.
        prefer: Which `tue` a weekday alone means, when today is none.

    Returns:
        The day, or None where the text names none.
    """
    if len(text) > _LONGEST:
        return None
    asked = " ".join(fold(text).split())
    try:
        return _near(asked, today, prefer) or _step(asked, today) or parse_day(text, order=order)
    except (OverflowError, ValueError):  # a day outside the years 1 to 9999
        return None


def _near(asked: str, today: date, prefer: str) -> date | None:
    if asked in _NAMED:
        return today + timedelta(days=_NAMED[asked])
    if asked in _ENDS:
        return _ENDS[asked](today)
    if asked in WEEKDAYS:
        ahead = (WEEKDAYS[asked] - today.weekday()) % 7
        return today + timedelta(days=ahead - 7 if ahead and prefer == "past" else ahead)
    return _beside(asked.split(), today)


def _beside(words: list[str], today: date) -> date | None:
    """Resolve `last tue`, `next month` and, as some languages have it, `mardi dernier`."""
    if len(words) != 2:
        return None
    one, two = words if words[0] in _SIDES else reversed(words)
    side = _SIDES.get(one)
    if side is None:
        return None
    if two in WEEKDAYS:
        ahead = (WEEKDAYS[two] - today.weekday()) % 7
        return today + timedelta(days=(ahead or 7) if side > 0 else ahead - 7)
    return _moved(today, side, two)


def _step(asked: str, today: date) -> date | None:
    for side, form in _STEPS:
        found = pattern(form).fullmatch(asked)
        if found is None:
            continue
        count = found["count"]
        number = int(count) if count.isdigit() else NUMBERS.get(count)
        return None if number is None else _moved(today, side * number, found["unit"])
    return None


def _moved(day: date, number: int, unit_word: str) -> date | None:
    match UNITS.get(unit_word):
        case "d":
            return day + timedelta(days=number)
        case "w":
            return day + timedelta(weeks=number)
        case "m":
            return add_months(day, number)
        case "q":
            return add_months(day, 3 * number)
        case "y":
            return add_months(day, 12 * number)
        case _:
            return None
