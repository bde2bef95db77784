"""Those you remember: who died in the year, and who is named in it though dead before.

In: a view. Out: the section `remembered`, or None. Not known here: the other sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pnm.api import (
    Contact,
    Interaction,
    Line,
    Mention,
    Section,
    fold,
    full_day,
    short_day,
    shortened,
)
from pnm_year_in_people.view import TEXT, View, places, quoted


def section(view: View) -> Section | None:
    """Return the dead of the year by day, then those of earlier years who are named, by name."""
    dead = [
        contact
        for contact in view.network.in_notes()
        if contact.dead and not contact.me and view.discretion.shows(contact.id)
    ]
    now = sorted((c for c in dead if _died_now(view, c)), key=lambda c: (str(c.died), fold(c.name)))
    lines = (*(_died(view, contact) for contact in now), *_named(view, dead))
    return Section("remembered", "Those you remember", 80, lines) if lines else None


def _died_now(view: View, contact: Contact) -> bool:
    return contact.died is not None and contact.died.year == view.period.year


def _died(view: View, contact: Contact) -> Line:
    day = contact.died.full if contact.died else None
    when = f"died on {short_day(day)}" if day else "died this year"
    age = contact.birthday.years_at(day) if day and contact.birthday else None
    last = _last(view, contact)
    return Line(
        f"{when}, at {age}" if age else when,
        contact.id,
        details=(f"the last line, {full_day(last.day)}: {quoted(last)}",) if last else (),
        why=f"died {contact.died}",
        sources=places(contact.source("died"), *((last.source,) if last else ())),
        key=f"died:{contact.id}",
    )


def _last(view: View, contact: Contact) -> Interaction | None:
    """Return the last time with somebody of which there are words."""
    for row in reversed(view.network.interactions_of(contact.id)):
        cleared = view.discretion.cleared(row)
        if cleared is not None and cleared.text and row.day <= view.period.last:
            return cleared
    return None


def _named(view: View, dead: list[Contact]) -> Iterator[Line]:
    """Yield the first line of the year that names each who died before it."""
    earlier = {c.id for c in dead if not _died_now(view, c) and not _died_later(view, c)}
    if not earlier:
        return
    first: dict[str, Mention] = {}
    for row in view.network.mentions_between(view.period.first, view.period.last):
        known = first.get(row.contact_id)
        told = row.source.path not in view.discretion.paths and view.discretion.clears(row.text)
        if row.contact_id in earlier and told and (known is None or _is_before(row, known)):
            first[row.contact_id] = row
    for contact in dead:
        if contact.id in first:
            yield _mentioned(first[contact.id])


def _is_before(row: Mention, known: Mention) -> bool:
    return (row.day or date.max, row.source) < (known.day or date.max, known.source)


def _died_later(view: View, contact: Contact) -> bool:
    year = contact.died.year if contact.died else None
    return year is not None and year > view.period.year


def _mentioned(row: Mention) -> Line:
    day = short_day(row.day) if row.day else ""
    return Line(
        f"named on {day}: {shortened(row.text, TEXT)}" if row.text else f"named on {day}",
        row.contact_id,
        why="a note of the year links the name",
        sources=(row.source,),
        key=f"named:{row.contact_id}",
    )
