"""The people of a place, grouped by how long it is since they were seen in person.

In: a visit. Out: sections. Not known here: the other sections, and who is in the place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import (
    Contact,
    Interaction,
    Line,
    Section,
    counted,
    fold,
    on_day,
    spoken_ago,
    written_day,
)
from pnm_city_visit.there import There
from pnm_city_visit.visit import Visit
from pnm_city_visit.words import plain

_IN_PERSON: Final = "in person"
_LATELY: Final = 92
_YEAR: Final = 366
_FAR: Final = 10**6
_SOON: Final = 30
"""Days within which a plan is worth knowing before a visit."""

_GROUPS: Final = (
    ("long", "Not seen for more than a year", 20),
    ("year", "Seen within the year", 22),
    ("lately", "Seen in the last three months", 24),
    ("never", "Not yet met in person, as far as your notes say", 26),
)
"""The groups: id, title and order."""


def sections(visit: Visit) -> Iterator[Section]:
    """Yield one section for each group that has people, the longest unseen first.

    Args:
        visit: The visit.

    Yields:
        Sections with a box for each person; ticking it is logging a contact.
    """
    groups: defaultdict[str, list[There]] = defaultdict(list)
    for row in visit.people:
        groups[_group(visit, row.contact)].append(row)
    tally = counted(len(visit.people), "person", "people") + f" in {visit.place.asked}"
    days = f"{visit.days}." if visit.is_dated else ""
    for group, title, order in _GROUPS:
        rows = sorted(groups[group], key=lambda row: _order(visit, row.contact))
        if rows:
            section = _section(visit, rows, (group, title, order))
            intro = " ".join(filter(None, (days, section.intro)))
            yield replace(section, tally=tally, intro=intro)
            tally = days = ""


def _group(visit: Visit, contact: Contact) -> str:
    seen = last_seen(visit, contact)
    if seen is None:
        return "never"
    days = (visit.today - seen.day).days
    return "lately" if days <= _LATELY else "year" if days < _YEAR else "long"


def last_seen(visit: Visit, contact: Contact) -> Interaction | None:
    """Return the last time that somebody was met in person, or None for never."""
    rows = visit.network.interactions_of(contact.id)
    return next((row for row in reversed(rows) if row.channel == _IN_PERSON), None)


def _order(visit: Visit, contact: Contact) -> tuple[int, date, str, str]:
    """Order by how often the user wishes to be in touch, then by the last contact."""
    cadence = visit.network.cadence_of(contact.id)
    every = cadence.every_days if cadence is not None and cadence.every_days else _FAR
    last = visit.network.last_contact(contact.id)
    day = last.day if last is not None else date.min
    return every, day, fold(contact.name), contact.id


def _section(visit: Visit, rows: list[There], group: tuple[str, str, int]) -> Section:
    key, title, order = group
    chosen = rows[: visit.options.people]
    rest = len(rows) - len(chosen)
    intro = f"The first {len(chosen)} of {len(rows)}." if rest else ""
    lines = tuple(_line(visit, row) for row in chosen)
    return Section(key, title, order, lines, intro=intro)


def _line(visit: Visit, row: There) -> Line:
    contact = row.contact
    seen = last_seen(visit, contact)
    told = seen is not None and visit.discretion.is_open(seen)
    return Line(
        _seen(visit, contact, seen),
        contact.id,
        box=True,
        logs=True,
        details=tuple(filter(None, _details(visit, row, seen))),
        why=f"{row.how or contact.city or contact.country}, says the note",
        sources=(row.source, *((seen.source,) if seen is not None and told else ())),
        key=f"city-visit:{contact.id}",
        values=MappingProxyType({"seen": seen.day.isoformat() if seen is not None else None}),
    )


def _seen(visit: Visit, contact: Contact, seen: Interaction | None) -> str:
    row = seen or visit.network.last_contact(contact.id)
    if row is None:
        return "no contact noted yet"
    what = "seen" if seen is not None else row.channel or "in touch"
    told = plain(visit.discretion.told(row))
    when = f"{what} {spoken_ago(row.day, visit.today)}, {on_day(row.day, visit.today)}"
    return f"{when}: {told}" if told else when


def _details(visit: Visit, row: There, seen: Interaction | None) -> Iterator[str]:
    """Yield what is worth knowing before writing to somebody, what is dated first."""
    contact = row.contact
    yield row.how
    yield _turns(visit, contact)
    yield from _planned(visit, contact)
    last = visit.network.last_contact(contact.id)
    if seen is not None and last is not None and last.day > seen.day:
        yield f"{last.channel or 'in touch'} {spoken_ago(last.day, visit.today)}"
    open_now = len(visit.promises(contact))
    yield counted(open_now, "open promise") if open_now else ""
    yield from _gives(visit, contact)


def _turns(visit: Visit, contact: Contact) -> str:
    """Say a birthday that falls into the visit."""
    due = birthday_in(visit, contact)
    if due is None or contact.birthday is None:
        return ""
    years = f"turns {due.year - contact.birthday.year}" if contact.birthday.year else "birthday"
    return f"{years} {on_day(due, visit.today)}"


def birthday_in(visit: Visit, contact: Contact) -> date | None:
    """Return the day of the visit that is somebody's birthday, or None."""
    if contact.birthday is None:
        return None
    due = contact.birthday.next_after(visit.first, leap_day=visit.network.leap_day)
    return due if due is not None and due <= visit.last else None


def _planned(visit: Visit, contact: Contact) -> Iterator[str]:
    for plan in visit.network.plans_of(contact.id)[:1]:
        near = plan.day <= visit.last or (plan.day - visit.today).days <= _SOON
        if near and visit.discretion.is_open(plan):
            yield f"planned for {written_day(plan.day, visit.today)}"


def _gives(visit: Visit, contact: Contact) -> Iterator[str]:
    """Yield what somebody looks for and offers."""
    for verb, values in (("looks for", contact.asks), ("offers", contact.offers)):
        told = [plain(value) for value in values[:2] if visit.discretion.clears(value)]
        if told:
            yield f"{verb}: {', '.join(told)}"
