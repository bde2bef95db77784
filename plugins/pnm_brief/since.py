"""Since then: what happened to somebody after the user was last in touch with them.

In: a view, a contact. Out: the section `since`, or None. Not known here: times of being in touch.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from pnm.api import Contact, Line, Section, on_day, spoken_days, written_day
from pnm_brief.family import kin_of, word
from pnm_brief.remarks import dated_remarks
from pnm_brief.times import Time
from pnm_brief.view import View
from pnm_brief.words import plain

_MOST: Final = 4


def section(view: View, contact: Contact, times: tuple[Time, ...]) -> Section | None:
    """Return what notes say of the time since the last contact.

    Args:
        view: The vault.
        contact: Whom the user meets.
        times: All times with them, newest first.

    Returns:
        The section, or None where nothing is written, or where they were in touch today.
    """
    if not times or contact.dead:
        return None
    last = times[0].day
    lines = (
        *_turned(view, contact, last),
        *_deaths(view, contact, last),
        *_written(view, contact, last),
        *_heard(view, contact, last),
    )
    title = f"Since then, {spoken_days((view.today - last).days)}"
    return Section("since", title, 25, lines) if lines else None


def _turned(view: View, contact: Contact, last: date) -> Iterator[Line]:
    """Yield a birthday that passed in the meantime."""
    day = contact.birthday
    if day is None:
        return
    fell = day.in_year(view.today.year, leap_day=view.network.leap_day)
    if fell is not None and fell >= view.today:
        fell = day.in_year(view.today.year - 1, leap_day=view.network.leap_day)
    if fell is not None and last < fell < view.today:
        turned = f"turned {fell.year - day.year}" if day.year else "had their birthday"
        text = f"{turned} {on_day(fell, view.today)}"
        yield Line(text, sources=(contact.source("birthday"),))


def _deaths(view: View, contact: Contact, last: date) -> Iterator[Line]:
    """Yield who of the family died in the meantime."""
    for row, person in kin_of(view, contact):
        day = person.died.full if person.died is not None else None
        if day is not None and last < day <= view.today:
            text = f"{word(row)}; died {on_day(day, view.today)}"
            yield Line(text, person.id, sources=(person.source("died"),))


def _written(view: View, contact: Contact, last: date) -> Iterator[Line]:
    """Yield dated lines of their note that tell of them, and of no contact."""
    for fact in dated_remarks(view, contact):
        if fact.day is not None and last < fact.day <= view.today:
            yield Line(f"{written_day(fact.day, view.today)}: {fact.text}", sources=(fact.source,))


def _heard(view: View, contact: Contact, last: date) -> Iterator[Line]:
    """Yield what was said of them when the user was in touch with others."""
    if last >= view.today:
        return
    told: dict[str, Line] = {}
    for row in view.network.spoken_of(contact.id, last + timedelta(days=1), view.today):
        text = plain(view.discretion.told(row))
        if text:
            names = (view.network.name_of(person) for person in row.people)
            whom = next(names, "")
            day = written_day(row.day, view.today)
            told[text] = Line(f"{whom}, {day}: {text}", sources=(row.source,))
    yield from list(told.values())[-_MOST:]
