"""The section of promises in the weekly review.

In: the network, the day, the options. Out: the section. Not known here: how it is rendered, and
how ticking a line closes its promise (the line carries the promise's key for that).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import Line, Network, Promise, Section, Source, counted, discretion_of, promise_text
from pnm_follow_ups.options import Options
from pnm_follow_ups.words import reason, since, timing

_MINUTES: Final = 1


def section(network: Network, today: date, options: Options) -> Section:
    """Return the open promises, mine first, the earliest day first.

    Args:
        network: The whole vault.
        today: The day of the review.
        options: What the user set.

    Returns:
        A section with a box for each; ticking it closes the promise and logs a contact.
    """
    discretion = discretion_of(network, everybody=options.include_private)
    promises = (row for row in network.promises if row.people[0] in network)
    rows = [row for row in promises if discretion.quotes(row)]
    rows.sort(key=_order)
    lines = tuple(_line(network, today, row) for row in _chosen(rows, options.lines))
    rest = len(rows) > len(lines) > 0
    intro = f"{len(lines)} of {len(rows)} open promises." if rest else ""
    return Section(
        id="promises",
        title="Promises",
        order=30,
        lines=lines,
        intro=intro,
        tally=counted(len(lines), "promise") if lines else "",
        minutes=_MINUTES * len(lines),
    )


def _order(row: Promise) -> tuple[bool, date, date, Source, str]:
    day = row.due or row.scheduled or date.max
    return not row.mine, day, row.made or date.max, row.source, row.key


def _chosen(rows: list[Promise], most: int) -> list[Promise]:
    """Return the first promises; a third of the places is theirs where mine would fill all."""
    mine = [row for row in rows if row.mine]
    theirs = [row for row in rows if not row.mine]
    kept = mine[: most - min(len(theirs), most // 3)]
    return kept + theirs[: most - len(kept)]


def _line(network: Network, today: date, row: Promise) -> Line:
    first = network[row.people[0]]
    return Line(
        text=promise_text(row, network),
        contact_id=first.id,
        box=True,
        logs=True,
        details=tuple(_details(network, today, row)),
        why=reason(row, today),
        sources=(row.source,),
        key=row.key,
        values=MappingProxyType({"mine": row.mine, "due": _iso(row.due), "made": _iso(row.made)}),
    )


def _details(network: Network, today: date, row: Promise) -> Iterator[str]:
    yield "you promised" if row.mine else "they owe you"
    others = [network[other].name for other in row.people[1:] if other in network]
    if others:
        yield f"with {', '.join(others)}"
    yield from filter(None, (timing(row, today), since(row, today)))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
