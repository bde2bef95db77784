"""Nobody there: what to say then, and who is in a place that is spelled nearly so.

In: a visit. Out: the sections `nobody` and `near`, or None. Not known here: who is in the place.
"""

from __future__ import annotations

from typing import Final

from pnm.api import Line, Section, counted, spoken_ago
from pnm_city_visit.there import There, known_places
from pnm_city_visit.visit import Visit
from pnm_city_visit.words import plain

_PLACES: Final = 8
_NEARLY: Final = 8


def section(visit: Visit) -> Section | None:
    """Return what to say where nobody is in the place: which places the notes know.

    Args:
        visit: The visit.

    Returns:
        The section, or None where somebody is there.
    """
    if visit.people:
        return None
    lines = [Line(f"No note says that anybody lives in {visit.place.asked}.")]
    known = known_places(visit.network, visit.discretion)
    if known and not visit.nearly:
        named = [f"{city} ({number})" for city, number in known[:_PLACES]]
        rest = len(known) - len(named)
        more = f", and {counted(rest, 'other place', 'other places')}" if rest else ""
        lines.append(Line(f"The places that your notes name: {', '.join(named)}{more}"))
    tally = f"Nobody in {visit.place.asked}, as far as your notes say"
    return Section("nobody", "Nobody there", 15, tuple(lines), tally=tally)


def nearly(visit: Visit) -> Section | None:
    """Return who is in a place that is spelled nearly so, and say where.

    Args:
        visit: The visit.

    Returns:
        The section, or None where nobody is.
    """
    lines = tuple(
        Line(
            _where(visit, row),
            row.contact.id,
            sources=(row.source,),
            key=f"city-visit:near:{row.contact.id}",
        )
        for row in visit.nearly[:_NEARLY]
    )
    if not lines:
        return None
    intro = f"Is this {visit.place.asked}? same_place in the settings says that two names are one."
    return Section("near", "Spelled nearly so", 80, lines, intro=intro)


def _where(visit: Visit, row: There) -> str:
    last = visit.network.last_contact(row.contact.id)
    quiet = f"; in touch {spoken_ago(last.day, visit.today)}" if last is not None else ""
    return f"{row.how or plain(row.contact.city or row.contact.country)}{quiet}"
