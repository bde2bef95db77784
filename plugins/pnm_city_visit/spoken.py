"""Who else may be in a place: people of elsewhere, where a line of late names it.

In: a visit. Out: the section `spoken`, or None. Not known here: what the line means by it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from pnm.api import Line, Section, fold, written_day
from pnm_city_visit.visit import Visit
from pnm_city_visit.words import plain

_SPOKEN: Final = 6
_SPOKEN_DAYS: Final = 183


def section(visit: Visit) -> Section | None:
    """Return lines of the last half year, and plans, that name the place with people of elsewhere.

    Args:
        visit: The visit.

    Returns:
        The section, or None; for the place where the user lives there is none.
    """
    if visit.is_home or not visit.place.names:
        return None
    first = date.fromordinal(max(1, visit.today.toordinal() - _SPOKEN_DAYS))
    recent = reversed(list(visit.network.interactions_between(first, visit.today)))
    lines: dict[str, Line] = {}
    for row in (*visit.network.plans, *recent):
        told = plain(visit.discretion.told(row))
        if told and _names_it(visit, told):
            for person in row.people:
                if _is_elsewhere(visit, person) and person not in lines:
                    when = written_day(row.day, visit.today)
                    text = f"{row.channel or 'in touch'}, {when}: {told}"
                    if row.day > visit.today:
                        text = f"planned for {when}: {told}"
                    lines[person] = Line(text, person, sources=(row.source,))
    title = f"Your notes also speak of {visit.place.asked}"
    return Section("spoken", title, 60, tuple(lines.values())[:_SPOKEN]) if lines else None


def _names_it(visit: Visit, text: str) -> bool:
    words = f" {' '.join(_words(text))} "
    return any(f" {' '.join(_words(name))} " in words for name in visit.place.names)


def _words(text: str) -> list[str]:
    kept = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return kept.split()


def _is_elsewhere(visit: Visit, person: str) -> bool:
    contact = visit.network.get(person)
    if contact is None or contact.path is None or person in visit.ids:
        return False
    return not (contact.dead or contact.paused) and visit.discretion.shows(person)
