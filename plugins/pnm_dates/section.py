"""The section of dates in the weekly review.

In: what all plugins remind of, the network, the day, the options. Out: the section.
Not known here: how a day is worked out, how a section is rendered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import (
    Discretion,
    Gathered,
    Line,
    Network,
    Reminder,
    Section,
    counted,
    discretion_of,
    fold,
    on_day,
    spoken_days,
)
from pnm_dates.coming import ANNIVERSARY, BIRTHDAY, REMEMBRANCE
from pnm_dates.options import Options

WINDOW_DAYS: Final = 14
"""A day this near is shown also where the lead is shorter."""

_NOUNS: Final = {
    BIRTHDAY: ("birthday", "birthdays"),
    ANNIVERSARY: ("anniversary", "anniversaries"),
    REMEMBRANCE: ("day of remembrance", "days of remembrance"),
}
_MINUTES: Final = 1


def section(network: Network, today: date, gathered: Gathered, options: Options) -> Section:
    """Return the days that are worth speaking of this week.

    Args:
        network: The whole vault.
        today: The day of the review.
        gathered: The reminders of all plugins.
        options: What the user set.

    Returns:
        A section with a box for each day that is celebrated; a remembrance has none.
    """
    discretion = discretion_of(network, everybody=options.include_private)
    near = (
        row
        for _, row in gathered.reminders
        if row.kind in _NOUNS and _is_near(row, today) and row.contact_id in network
    )
    rows = [told for row in near if (told := _cleared(discretion, row, today)) is not None]
    rows.sort(key=lambda row: (row.due, fold(network[row.contact_id].name), row.kind, row.key))
    counts = Counter(row.kind for row in rows)
    return Section(
        id="dates",
        title="Dates",
        order=20,
        lines=tuple(_line(network, today, row) for row in rows),
        tally=", ".join(counted(counts[kind], *_NOUNS[kind]) for kind in _NOUNS if counts[kind]),
        minutes=_MINUTES * (len(rows) - counts[REMEMBRANCE]),
    )


def _is_near(row: Reminder, today: date) -> bool:
    return 0 <= (row.due - today).days <= max(WINDOW_DAYS, row.lead_days)


def _cleared(discretion: Discretion, row: Reminder, today: date) -> Reminder | None:
    """Return what may be told of a day; that a private person is remembered on it is not."""
    if discretion.allows_reminder(row):
        return row
    if row.kind != REMEMBRANCE or not discretion.shows(row.contact_id):
        return None
    own = tuple(source for source in row.sources if discretion.allows(source.path))
    return replace(row, text=f"day of remembrance {on_day(row.due, today)}", why="", sources=own)


def _line(network: Network, today: date, row: Reminder) -> Line:
    celebrated = row.kind != REMEMBRANCE
    return Line(
        text=row.text,
        contact_id=row.contact_id,
        box=celebrated,
        logs=celebrated,
        details=tuple(_details(network, today, row, celebrated)),
        why=row.why,
        sources=row.sources,
        key=row.key,
        values=MappingProxyType({"due": row.due.isoformat(), "kind": row.kind}),
    )


def _details(network: Network, today: date, row: Reminder, celebrated: bool) -> Iterator[str]:
    away = (row.due - today).days
    if celebrated and away > WINDOW_DAYS:
        yield f"in {spoken_days(away)}: time for a card"
    contact = network[row.contact_id]
    if contact.city and celebrated:
        yield contact.city
    last = network.last_contact(row.contact_id)
    if last is not None and celebrated:
        yield f"last: {last.channel or 'in touch'} {on_day(last.day, today)}"
