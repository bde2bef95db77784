"""Kept and given: promises that were kept, and favours, in both directions.

In: a view. Out: the sections `kept` and `favours`, or None. Nothing is counted against
anything: what is open is another report's business.
Not known here: how a promise is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from pnm.api import Interaction, Line, Section, counted, fold, short_day, shortened
from pnm_year_in_people.view import TEXT, View, spread

KEPT: Final = "ticked task"
"""The rule by which a promise that was kept counts as being in touch."""

_OWNER: Final = re.compile(r"@([\w.-]{1,60}(?: [\w.-]{1,60})?)\s*:\s*|(?:waiting (?:for|on)):?\s+")
_MINE: Final = frozenset({"me", "i"})


def kept(view: View) -> Section | None:
    """Return the promises that were kept in the year, by day."""
    rows = [row for row in view.rows if row.rule == KEPT and row.text]
    lines = tuple(_kept(view, row) for row in spread(rows, view.options.most, _day))
    if not lines:
        return None
    return Section(
        "kept",
        "Promises kept",
        70,
        lines,
        intro=_more(len(lines), len(rows)),
        tally=f"{counted(len(rows), 'promise')} kept",
    )


def _kept(view: View, row: Interaction) -> Line:
    text, mine = _owner(view, row)
    return Line(
        shortened(text, TEXT),
        row.people[0],
        details=("by you" if mine else "by them", short_day(row.day)),
        why="a ticked task; whose it was, as far as the line says",
        sources=(row.source,),
        key=f"kept:{row.source.path}:{text}",
    )


def _owner(view: View, row: Interaction) -> tuple[str, bool]:
    """Return a task's text without who owed it, and whether that was the user."""
    found = _OWNER.match(row.text)
    if found is not None:
        return row.text[found.end() :], fold(found[1] or "") in _MINE
    name, colon, rest = row.text.partition(":")
    if colon and rest.strip() and fold(name) == fold(view.name(row.people[0])):
        return rest.strip(), False
    return row.text, True


def favours(view: View) -> Section | None:
    """Return what was given and what was received, one of each person, by day."""
    rows = [row for row in view.rows if row.favour and row.text]
    lines = tuple(map(_favour, spread(_one_each(rows), view.options.most, _day)))
    if not lines:
        return None
    return Section("favours", "Given and received", 75, lines, intro=_more(len(lines), len(rows)))


def _one_each(rows: Iterable[Interaction]) -> list[Interaction]:
    """Return the first favour of each person and direction, then nothing more of them."""
    first: dict[tuple[str, str], Interaction] = {}
    for row in rows:
        first.setdefault((row.people[0], row.favour), row)
    return [*first.values()]


def _favour(row: Interaction) -> Line:
    return Line(
        shortened(row.text, TEXT),
        row.people[0],
        details=(*_direction(row), short_day(row.day)),
        why="the line begins with a word such as gave, helped, got or asked",
        sources=(row.source,),
        key=f"favour:{row.source.path}:{row.day}:{row.people[0]}",
    )


def _direction(row: Interaction) -> tuple[str, ...]:
    """Return whom it was for; of what was asked, the line alone knows who asked whom."""
    if row.favour == "given":
        return ("from you",)
    return () if fold(row.text).startswith("asked") else ("for you",)


def _day(row: Interaction) -> date:
    return row.day


def _more(shown: int, all_of_them: int) -> str:
    return f"{shown} of {all_of_them}." if all_of_them > shown else ""
