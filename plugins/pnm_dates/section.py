"""The section of dates in the weekly review.

In: what all plugins remind of, the network, the day, the options. Out: the section.
Not known here: how a day is worked out, how a section is rendered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import Gathered, Line, Network, Reminder, Section, counted, fold, spoken_days
from pnm_dates.coming import ANNIVERSARY, BIRTHDAY, REMEMBRANCE
from pnm_dates.options import Options
from pnm_dates.words import on

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
    rows = [
        row
        for _, row in gathered.reminders
        if row.kind in _NOUNS and _is_near(row, today) and _is_shown(network, row, options)
    ]
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


def _is_shown(network: Network, row: Reminder, options: Options) -> bool:
    contact = network.get(row.contact_id)
    return contact is not None and (options.include_private or not contact.private)


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
        yield f"last: {last.channel or 'in touch'} {on(last.day, today)}"
