"""Presents among the birthdays: what to give to those whose day comes.

In: the network, the report with what was asked for, the day, the options. Out: a section, or None.
Not known here: the days themselves, which are another plugin's sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import (
    Contact,
    Line,
    Network,
    Report,
    Section,
    discretion_of,
    fold,
    listed,
    written_day,
)
from pnm_gifts.known import Known, known_of
from pnm_gifts.options import Options
from pnm_gifts.saying import ideas, presents
from pnm_gifts.span import span_of

ORDER: Final = 15
_BEFORE: Final = 3


def section(network: Network, report: Report, today: date, options: Options) -> Section | None:
    """Return what is known of presents for those whose birthday comes.

    Args:
        network: The whole vault.
        report: With the days that were asked for.
        today: The day the report is made for.
        options: What the user set.

    Returns:
        The section, by day, or None where nothing is known.
    """
    discretion = discretion_of(network, everybody=options.include_private)
    rows: list[tuple[date, str, Line]] = []
    for day, contact in _coming(network, report, today):
        known = known_of(network, contact, discretion) if discretion.shows(contact.id) else None
        if known is not None and (known.ideas.texts or known.no_gifts or known.given):
            rows.append((day, fold(contact.name), _line(contact, day, known, today)))
    rows.sort(key=lambda row: (row[0], row[1], row[2].key))
    lines = tuple(line for _, _, line in rows)
    return Section("gifts", "Ideas for presents", ORDER, lines) if lines else None


def _coming(network: Network, report: Report, today: date) -> Iterator[tuple[date, Contact]]:
    """Yield whose birthday falls into the days of the report and is still to come."""
    first, last = span_of(report, today)
    first = max(first, today)
    for contact in network:
        if contact.birthday is None or contact.dead:
            continue
        day = contact.birthday.next_after(first, leap_day=network.leap_day)
        if day is not None and day <= last:
            yield day, contact


def _line(contact: Contact, day: date, known: Known, today: date) -> Line:
    sources = (*known.ideas.sources, *(fact.source for fact in known.given[:_BEFORE]))
    said = ideas(known, today)
    if known.no_gifts is not None:
        said, sources = "wants no presents", (known.no_gifts, *sources)
    return Line(
        f"{written_day(day, today)}: {said or 'no idea is written yet'}",
        contact.id,
        details=tuple(_details(known, today)),
        why="from gift_ideas, a list of ideas, or presents in the log",
        sources=tuple(dict.fromkeys(sources)),
        key=f"gifts:{contact.id}:{day}",
        values=MappingProxyType(
            {
                "day": day.isoformat(),
                "ideas": known.ideas.texts,
                "given": tuple(fact.text for fact in known.given),
            }
        ),
    )


def _details(known: Known, today: date) -> Iterator[str]:
    if known.given:
        yield f"given before: {presents(known.given, today, _BEFORE)}"
    if known.likes.texts:
        yield f"likes {listed(known.likes.texts)}"
    if known.allergies.texts:
        yield f"allergic to {listed(known.allergies.texts)}"
