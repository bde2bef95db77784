"""Open between you: promises both ways, what is planned, and what plugins remind of.

In: a view, a contact. Out: the section `open`, or None.
Not known here: birthdays and other dates (see `dates.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from pnm.api import (
    Contact,
    Line,
    Promise,
    Reminder,
    Section,
    counted,
    listed,
    on_day,
    promise_text,
    who_promised,
    written_day,
)
from pnm_brief.view import View
from pnm_brief.words import NAMES, plain

DATES: Final = frozenset({"birthday", "anniversary", "remembrance"})
"""Kinds of reminders that are dates."""

_ELSEWHERE: Final = DATES | {"promise"}
"""Kinds of reminders that have their own lines."""
_PLANS: Final = 3


def section(view: View, contact: Contact) -> Section | None:
    """Return what is open: mine first, then theirs, plans, and what is due.

    Args:
        view: The vault.
        contact: Whom the user meets.

    Returns:
        The section, or None where nothing is.
    """
    promises = [row for row in view.network.promises_of(contact.id) if view.discretion.quotes(row)]
    promises.sort(key=lambda row: not row.mine)
    lines = (
        *(_promise(view, contact, row) for row in promises),
        *_plans(view, contact),
        *(() if contact.dead else map(_due, _reminders(view, contact))),
    )
    if not lines:
        return None
    tally = counted(len(promises), "open promise") if promises else ""
    return Section("open", "Open between you", 30, lines, tally=tally)


def _promise(view: View, contact: Contact, row: Promise) -> Line:
    owner = view.network.get(row.people[0]) or contact
    who = who_promised(row, view.network, contact.id)
    others = [view.network.name_of(p) for p in row.people if p != contact.id and p != owner.id]
    if row.mine and owner.id != contact.id:
        others = [owner.name, *others]
    return Line(
        f"{who}: {plain(promise_text(row, view.network))}",
        box=True,
        details=(*((f"with {listed(others, NAMES)}",) if others else ()), *_when(view, row)),
        why="an open task",
        sources=(row.source,),
        key=row.key,
        values=MappingProxyType({"mine": row.mine}),
    )


def _when(view: View, row: Promise) -> Iterator[str]:
    day = row.due or row.scheduled
    if day is not None:
        was = "was " if day < view.today else ""
        verb = f"due {on_day(day, view.today)}"
        yield was + (verb if row.due else f"planned for {written_day(day, view.today)}")
    if row.made is not None:
        yield f"since {written_day(row.made, view.today)}"


def _plans(view: View, contact: Contact) -> Iterator[Line]:
    plans = view.network.plans_of(contact.id)
    near = [row for row in plans if (row.day - view.today).days <= view.options.ahead]
    for row in near[:_PLANS]:
        text = plain(view.discretion.told(row))
        if view.discretion.is_open(row):
            what = ": ".join(filter(None, (row.channel, text)))
            when = written_day(row.day, view.today)
            yield Line(f"planned for {when}{what and f', {what}'}", sources=(row.source,))


def _reminders(view: View, contact: Contact) -> Iterator[Reminder]:
    """Yield what is due by now, dates and promises left out: they stand elsewhere."""
    for _, row in view.gathered.reminders:
        is_due = row.contact_id == contact.id and row.due <= view.today
        if is_due and row.kind not in _ELSEWHERE and view.discretion.allows_reminder(row):
            yield row


def _due(row: Reminder) -> Line:
    first = row.why.partition("; ")[0]
    details = (first,) if first else ()
    return Line(row.text, details=details, why=row.why, sources=row.sources, key=row.key)
