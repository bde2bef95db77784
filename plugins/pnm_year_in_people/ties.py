"""Long ties: people of this year whom one has known for many.

In: a view. Out: the section `long_ties`, or None. How long is told by the note's own words about
how they met, or by the first line about them; family is not measured.
Not known here: the other sections.
"""

from __future__ import annotations

from typing import NamedTuple

from pnm.api import Contact, Line, Section, Source, fold, shortened
from pnm_year_in_people.view import View


class Since(NamedTuple):
    """Since which year two people know each other, and what says so."""

    year: int
    why: str
    source: Source


def section(view: View) -> Section | None:
    """Return the longest ties of those one was in touch with, oldest first."""
    found = [
        (since, contact)
        for person in view.of
        if (since := _since(view, contact := view.network[person])) is not None
        and view.period.year - since.year >= view.options.long_years
    ]
    found.sort(key=lambda row: (row[0].year, fold(row[1].name), row[1].id))
    lines = tuple(_line(view, *row) for row in found[: view.options.most])
    return Section("long_ties", "For many years now", 85, lines) if lines else None


def _since(view: View, contact: Contact) -> Since | None:
    met = view.met_year(contact)
    if met is not None and view.discretion.clears(contact.met):
        return Since(met, shortened(contact.met), contact.source("met"))
    first = next(view.earlier(contact.id), None)
    return Since(first.day.year, "the first line about them", first.source) if first else None


def _line(view: View, since: Since, contact: Contact) -> Line:
    years = view.period.year - since.year
    return Line(
        f"since {since.year}: {years} years",
        contact.id,
        details=(since.why,),
        why="how you met, or the first line",
        sources=(since.source,),
        key=f"since:{contact.id}",
    )
