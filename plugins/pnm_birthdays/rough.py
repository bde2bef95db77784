"""Only roughly known: birthdays of which the note tells the month, or the year alone.

In: a view. Out: the section `roughly`, or None. Who was born in some month of the stretch is
told always; who was born in some year only while one is in touch.
Not known here: the other sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from pnm.api import Contact, Line, PartialDate, Section, counted, month_name
from pnm_birthdays.view import View
from pnm_birthdays.words import age

MOST_YEARS: Final = 7
"""Lines of those of whom the year alone is known."""


def section(view: View) -> Section | None:
    """Return the birthdays that are not known to the day, by month, then by name."""
    months, years = tuple(_by_month(view)), tuple(_by_year(view))
    lines = (*months, *years[:MOST_YEARS])
    if not lines:
        return None
    left = len(years) - MOST_YEARS
    intro = f"And {counted(left, 'person', 'people')} more by the year alone." if left > 0 else ""
    return Section("roughly", "Only roughly known", 70, lines, intro=intro)


def _asked(view: View) -> Iterator[tuple[Contact, PartialDate]]:
    for contact in view.network.in_notes():
        if contact.me or contact.dead or contact.paused or contact.birthday is None:
            continue
        if contact.birthday.day is None and view.discretion.shows(contact.id):
            yield contact, contact.birthday


def _by_month(view: View) -> Iterator[Line]:
    asked = tuple(_asked(view))
    for year, month in view.span.months():
        for contact, born in asked:
            years = year - born.year if born.year else 0
            if born.month == month and years >= 0:
                turns = f": turns {age(years)}" if years else ""
                text = f"some day in {month_name(month)}{turns}"
                yield _line(contact, born, text, f"{born!s}-DD")


def _by_year(view: View) -> Iterator[Line]:
    for contact, born in sorted(_asked(view), key=lambda row: view.rank(row[0])):
        if born.month is None and born.year and view.met_lately(contact.id):
            year = view.span.first.year
            text = f"turns {age(year - born.year)}, some day of {year}"
            yield _line(contact, born, text, f"{born.year}-MM-DD")


def _line(contact: Contact, born: PartialDate, text: str, write: str) -> Line:
    return Line(
        text,
        contact.id,
        details=(f"the note says {born}", f"when you know it, write birthday: {write}"),
        why="the day is not written",
        sources=(contact.source("birthday"),),
        key=f"roughly:{contact.id}:{born}",
        values=MappingProxyType({"written": str(born)}),
    )
