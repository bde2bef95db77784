"""The days of the visit: birthdays of the people of the place, and what is planned with them.

In: a visit. Out: the section `dates`, or None. Not known here: other days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from pnm.api import Contact, Line, Section, counted, fold, on_day, written_day
from pnm_city_visit.groups import birthday_in
from pnm_city_visit.visit import Visit
from pnm_city_visit.words import plain


def section(visit: Visit) -> Section | None:
    """Return the birthdays of the days of the visit, and what is planned on them.

    Args:
        visit: The visit.

    Returns:
        The section, or None where there is nothing on these days.
    """
    born = [
        (due, row.contact)
        for row in visit.people
        if (due := birthday_in(visit, row.contact)) is not None
    ]
    born.sort(key=lambda pair: (pair[0], fold(pair[1].name), pair[1].id))
    lines = (*(_birthday(visit, *pair) for pair in born), *_plans(visit))
    if not lines:
        return None
    title = "While you are there" if visit.is_dated else "In the days to come"
    tally = counted(len(born), "birthday") if born else ""
    return Section(
        "dates", title, 30, lines, intro="" if visit.is_dated else f"{visit.days}.", tally=tally
    )


def _birthday(visit: Visit, due: date, contact: Contact) -> Line:
    year = contact.birthday.year if contact.birthday is not None else None
    text = f"turns {due.year - year} {on_day(due, visit.today)}" if year else ""
    return Line(
        text or f"birthday {on_day(due, visit.today)}",
        contact.id,
        sources=(contact.source("birthday"),),
        key=f"city-visit:birthday:{contact.id}:{due.year}",
        values=MappingProxyType({"due": due.isoformat()}),
    )


def _plans(visit: Visit) -> Iterator[Line]:
    ids = visit.ids
    for plan in visit.network.plans:
        people = [person for person in plan.people if person in ids]
        if not (people and visit.first <= plan.day <= visit.last):
            continue
        if visit.discretion.is_open(plan):
            told = plain(visit.discretion.told(plan))
            text = f"planned for {written_day(plan.day, visit.today)}"
            yield Line(f"{text}: {told}" if told else text, people[0], sources=(plan.source,))
