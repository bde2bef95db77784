"""Coming dates: birthdays and anniversaries of somebody and of their family, and remembrance.

In: a view, a contact. Out: the section `dates`, or None.
Not known here: how a date is read from a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pnm.api import Contact, Line, PartialDate, Section, Source, counted, fold, on_day, spoken_days
from pnm_brief.between import DATES
from pnm_brief.family import kin_of, word
from pnm_brief.view import View

_NEAR = frozenset({"spouse", "partner", "child", "parent", "sibling"})
"""The family whose dates are told."""


class _Day(NamedTuple):
    """A coming day, as it sorts: when, whose, and what is said of it."""

    due: date
    name: str
    whose: str
    text: str
    source: Source


def section(view: View, contact: Contact) -> Section | None:
    """Return the dates of the weeks to come, soonest first.

    Args:
        view: The vault.
        contact: Whom the user meets.

    Returns:
        The section, or None where no day comes near.
    """
    found = sorted({*_own(view, contact), *_family(view, contact), *_reminders(view, contact)})
    if not found:
        return None
    own = next((row for row in found if not row.whose and row.text.startswith(_BIRTHDAY)), None)
    tally = f"birthday in {spoken_days((own.due - view.today).days)}" if own else ""
    if own is not None and own.due == view.today:
        tally = "birthday today"
    lines = tuple(
        Line(row.text, row.whose or None, details=_away(view, row.due), sources=(row.source,))
        for row in found
    )
    return Section("dates", "Coming dates", 50, lines, tally=tally)


_BIRTHDAY = ("turns", "birthday")


def _away(view: View, due: date) -> tuple[str, ...]:
    days = (due - view.today).days
    return (f"in {spoken_days(days)}",) if days else ("today",)


def _own(view: View, contact: Contact) -> Iterator[_Day]:
    yield from _days(view, contact, "", "")


def _family(view: View, contact: Contact) -> Iterator[_Day]:
    for row, person in () if contact.dead else kin_of(view, contact):
        if row.kind in _NEAR and person.path is not None:
            yield from _days(view, person, person.id, f"{word(row)}; ")


def _days(view: View, person: Contact, whose: str, lead: str) -> Iterator[_Day]:
    name = fold(person.name)
    for field, day in (("birthday", person.birthday), ("anniversary", person.anniversary)):
        if not person.dead and (found := _next(view, day)):
            text = f"{lead}{_words(field, *found)} {on_day(found[0], view.today)}"
            yield _Day(found[0], name, whose, text, person.source(field))
    if person.dead and (found := _next(view, person.died)):
        due, years = found
        if years is None or years > 0:
            since = f"{counted(years, 'year')} since they died" if years else "day of their death"
            text = f"{lead}{since}, {on_day(due, view.today)}"
            yield _Day(due, name, whose, text, person.source("died"))


def _words(field: str, due: date, years: int | None) -> str:
    if field == "birthday":
        return f"turns {years}" if years else "birthday"
    return f"anniversary, {counted(years, 'year')}," if years else "anniversary"


def _next(view: View, day: PartialDate | None) -> tuple[date, int | None] | None:
    """Return the next such day and how many years it is then, where it lies near."""
    due = day.next_after(view.today, leap_day=view.network.leap_day) if day is not None else None
    if day is None or due is None or (due - view.today).days > view.options.ahead:
        return None
    return due, due.year - day.year if day.year else None


def _reminders(view: View, contact: Contact) -> Iterator[_Day]:
    """Yield what other plugins remind of in the days to come, by their own lead."""
    for _, row in view.gathered.reminders:
        away = (row.due - view.today).days
        is_near = row.contact_id == contact.id and 0 < away <= row.lead_days
        if is_near and row.kind not in DATES and view.discretion.allows_reminder(row):
            source = row.sources[0] if row.sources else contact.source()
            yield _Day(row.due, fold(contact.name), "", row.text, source)
