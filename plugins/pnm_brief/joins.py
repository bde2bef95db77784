"""What joins the people of one meeting: ties, times together, places, work, interests.

In: a view with several people. Out: the section `together`. Not known here: each of them alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from pnm.api import Contact, Line, Section, Source, counted, fold, listed
from pnm_brief.common import known
from pnm_brief.family import word
from pnm_brief.view import View
from pnm_brief.words import NAMES, plain

_ALL_KNOW: Final = 4


def section(view: View) -> Section:
    """Return what joins the people who are met.

    Args:
        view: The vault; at least two were asked for.

    Returns:
        The section; where notes tell of nothing, it says so.
    """
    lines = (
        *(line for a, b in combinations(view.asked, 2) for line in _pair(view, a, b)),
        *_shared(view),
        *_all_know(view),
    )
    if not lines:
        lines = (Line("Your notes do not say that any of them know each other."),)
    tally = counted(len(view.asked), "person", "people")
    return Section("together", "What joins them", 5, lines, tally=tally)


def _pair(view: View, a: Contact, b: Contact) -> Iterator[Line]:
    if b.id not in view.network.neighbours(a.id):
        return
    tie = known(view, a, b)
    kinds = [word(row) for row in view.relations(a.id) if row.to == b.id]
    rest = [text for text in tie.words if text not in kinds]
    said = "; ".join((*(f"{kind} {b.name}" for kind in dict.fromkeys(kinds)), *rest))
    text = said if kinds else f"and {b.name}: {said}"
    yield Line(text, a.id, sources=tie.sources, key=f"brief:together:{a.id}:{b.id}")


def _shared(view: View) -> Iterator[Line]:
    """Yield what two or more of them have in common."""
    rows = (
        ("lives in", "live in", "city", lambda c: (c.city,)),
        ("works at", "work at", "organizations", lambda c: c.organizations),
        ("likes", "like", "interest", lambda c: c.interests),
    )
    for _, verb, field, values in rows:
        found: defaultdict[str, list[tuple[Contact, str]]] = defaultdict(list)
        for contact in view.asked:
            for value in dict.fromkeys(filter(None, values(contact))):
                found[fold(value)].append((contact, value))
        for several in found.values():
            if len(several) > 1:
                people = [contact for contact, _ in several]
                who = "all of them" if len(people) == len(view.asked) > 2 else _names(people)
                yield Line(f"{who} {verb} {plain(several[0][1])}", sources=_sources(people, field))


def _names(people: Iterable[Contact]) -> str:
    return listed([contact.name for contact in people], NAMES)


def _sources(people: Iterable[Contact], field: str) -> tuple[Source, ...]:
    return tuple(contact.source(field) for contact in people)


def _all_know(view: View) -> Iterator[Line]:
    """Yield who knows all of them, besides the user."""
    sets = [view.network.neighbours(contact.id) for contact in view.asked]
    common = frozenset.intersection(*sets) - {contact.id for contact in view.asked}
    shown = [view.network[i] for i in common if view.discretion.shows(i)]
    shown.sort(key=lambda contact: (fold(contact.name), contact.id))
    if shown:
        who = "both" if len(view.asked) == 2 else "all of them"
        verb = "know" if len(shown) > 1 else "knows"
        yield Line(f"{listed([c.name for c in shown], _ALL_KNOW)} {verb} {who}")
