"""Who of the people of a place knows whom.

In: a visit. Out: the section `ties`, or None. Not known here: how ties are found.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from pnm.api import Line, Relation, Section, Source, fold, on_day
from pnm_city_visit.visit import Visit

_TIES: Final = 12


def section(visit: Visit) -> Section | None:
    """Return who of the people of the place knows whom.

    Args:
        visit: The visit.

    Returns:
        The section: named relations first, then those who met most often; or None.
    """
    ids = visit.ids
    rows = [
        (len(tie.why), tie.a, tie.b) for tie in visit.network.ties if tie.a in ids and tie.b in ids
    ]
    found = [_Pair(visit, a, b, often) for often, a, b in rows]
    found.sort(key=lambda pair: (not pair.relations, -pair.often, pair.names))
    chosen = found[:_TIES]
    if not chosen:
        return None
    intro = f"The nearest {len(chosen)} of {len(found)}." if len(found) > len(chosen) else ""
    lines = tuple(pair.line() for pair in chosen)
    return Section("ties", "Who knows whom there", 50, lines, intro=intro)


class _Pair:
    """Two people of the place who know each other."""

    def __init__(self, visit: Visit, a: str, b: str, often: int) -> None:
        network = visit.network
        self._visit = visit
        rows: dict[str, Relation] = {}
        for row in network.relations_of(a):
            if row.to == b:
                rows.setdefault(row.label or row.kind, row)
        self.a, self.b, self.often = a, b, often
        self.relations = rows
        self.names = (fold(network.name_of(a)), fold(network.name_of(b)), a, b)

    def line(self) -> Line:
        """Return what joins the two."""
        visit = self._visit
        other = visit.network.name_of(self.b)
        days = self._days()
        words = [f"{word.replace('_', ' ')} {other}" for word in self.relations]
        if days:
            last = max(days)
            number = "twice" if len(days) == 2 else f"{len(days)} times"
            times = f"{number}, last " if len(days) > 1 else ""
            words.append(f"met together {times}{on_day(last, visit.today)}")
        if not words:
            words.append("one's note links the other")
        text = "; ".join(words)
        sources = (*(row.source for row in self.relations.values()), *days.values())
        return Line(
            text if self.relations else f"and {other}: {text}",
            self.a,
            sources=tuple(dict.fromkeys(sources))[:4],
            key=f"city-visit:ties:{self.a}:{self.b}",
        )

    def _days(self) -> dict[date, Source]:
        discretion = self._visit.discretion
        return {
            row.day: row.source
            for row in self._visit.network.interactions_of(self.a)
            if self.b in row.people and discretion.is_open(row)
        }
