"""Month by month: who was there, and one line of each month as it was written.

In: a view. Out: the sections `months` and `own_words`, or None.
Not known here: the other sections.

Nobody is chosen for being met often. Where a month has more people than a line holds, it names
those first whom the months before have not named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from pnm.api import Interaction, Line, Section, Source, listed, month_name, short_day
from pnm_year_in_people.promises import KEPT
from pnm_year_in_people.view import View, quoted

NAMES: Final = 10
FEWEST_WORDS: Final = 5
"""Of a line worth quoting: shorter ones say where, and not what."""


def section(view: View) -> Section | None:
    """Return who was there in each month."""
    lines = tuple(_months(view))
    return Section("months", "Who was there", 50, lines) if lines else None


def _months(view: View) -> Iterator[Line]:
    named: Counter[str] = Counter()
    for month in view.period.months:
        first: dict[str, Source] = {}
        for row in view.rows:
            if row.day.month == month:
                first |= {person: row.source for person in row.people if person not in first}
        if first:
            order = {person: place for place, person in enumerate(first)}
            chosen = sorted(first, key=lambda person: (named[person], order[person]))[:NAMES]
            chosen.sort(key=order.__getitem__)
            named.update(chosen)
            yield _month(view, month, chosen, first)


def _month(view: View, month: int, chosen: list[str], first: dict[str, Source]) -> Line:
    names = listed([view.name(person) for person in chosen], others=len(first) - len(chosen))
    return Line(
        f"{month_name(month)}: {names}",
        why="in touch in this month; those named first whom no month before has named",
        sources=tuple(dict.fromkeys(first[person] for person in chosen)),
        key=f"month:{view.period.year}-{month:02}",
        values=MappingProxyType({"month": month, "people": tuple(first)}),
    )


def own_words(view: View) -> Section | None:
    """Return one line of each month, as written."""
    quoted_people: set[str] = set()
    lines = []
    for month in view.period.months:
        rows = [row for row in view.rows if row.day.month == month and _speaks(row)]
        fresh = [row for row in rows if quoted_people.isdisjoint(row.people)]
        row = next(iter(fresh or rows), None)
        if row is not None:
            quoted_people.update(row.people)
            lines.append(_own(view, row))
    if not lines:
        return None
    intro = "One line of each month as you wrote it, each about somebody else where there is one."
    return Section("own_words", "In your own words", 60, tuple(lines), intro=intro)


def _speaks(row: Interaction) -> bool:
    return row.rule != KEPT and len(row.text.split()) >= FEWEST_WORDS


def _own(view: View, row: Interaction) -> Line:
    others = [view.name(person) for person in row.people[1:]]
    together = f", with {listed(others)}" if others else ""
    return Line(
        f"{short_day(row.day)}{together}: {quoted(row, 400)}",
        row.people[0],
        why="the first line of the month about somebody not quoted yet",
        sources=(row.source,),
        key=f"own_words:{row.source.path}:{row.day}",
    )
