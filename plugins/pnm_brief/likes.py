"""Likes and knows, offers and looks for: what there is to talk about, and to give.

In: a view, a contact. Out: the section `likes`, or None. Not known here: the other sections.
"""

from __future__ import annotations

from collections.abc import Iterator

from pnm.api import Contact, Line, Section, alike, fold, listed
from pnm_brief.view import View
from pnm_brief.words import NAMES, plain

_ROWS = (
    ("interests", "interest", "likes"),
    ("expertise", "expertise", "knows about"),
    ("offers", "offers", "offers"),
    ("asks", "asks", "looks for"),
)


def section(view: View, contact: Contact) -> Section | None:
    """Return what the note says that somebody likes, knows, offers and looks for.

    Args:
        view: The vault.
        contact: Whom the user meets.

    Returns:
        The section, or None where nothing is written.
    """
    lines = tuple(
        Line(
            f"{word}: {', '.join(plain(value) for value in values)}",
            details=tuple(_details(view, contact, field)),
            sources=(contact.source(key),),
            key=f"brief:likes:{contact.id}:{field}",
        )
        for field, key, word in _ROWS
        if (values := _values(view, contact, field))
    )
    return Section("likes", "Likes and looks for", 70, lines) if lines else None


def _values(view: View, contact: Contact, field: str) -> tuple[str, ...]:
    values: tuple[str, ...] = getattr(contact, field)
    return tuple(value for value in values if view.discretion.clears(value))


def _details(view: View, contact: Contact, field: str) -> Iterator[str]:
    """Yield where the user's own note meets theirs."""
    ego = view.network.ego
    if field == "interests" and ego is not None:
        mine = {fold(value) for value in ego.interests}
        both = [plain(value) for value in contact.interests if fold(value) in mine]
        if both:
            yield f"you both: {listed(both, NAMES)}"
    if field == "asks":
        yield from _helpers(view, contact)
    if field == "offers" and ego is not None:
        wished = [ask for ask in ego.asks if alike(ask, contact.offers)]
        if wished:
            yield f"you look for: {listed([plain(ask) for ask in wished], NAMES)}"


def _helpers(view: View, contact: Contact) -> Iterator[str]:
    """Yield who offers, or knows about, what they look for."""
    ego = view.network.ego
    for ask in contact.asks:
        mine = alike(ask, ego.offers) if ego is not None else ()
        if mine:
            yield f"you offer: {listed([plain(value) for value in mine], NAMES)}"
        for other in view.network:
            able = not (other.dead or other.id == contact.id) and view.discretion.shows(other.id)
            fits = alike(ask, (*other.offers, *other.expertise)) if able else ()
            if fits:
                yield f"{other.name} may help: {plain(fits[0])}"
