"""People whom both know, and how they know each other.

In: a view, a contact. Out: the section `common`, or None. Not known here: how ties are found.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from pnm.api import Contact, Line, Relation, Section, Source, fold, on_day, spoken_ago
from pnm_brief.family import kin_of
from pnm_brief.view import View
from pnm_brief.words import plain

_WEAK: Final = frozenset({"met together", "linked"})
_SOURCES: Final = 4
_EACH: Final = 3
"""People whom each knows, where several are met."""


@dataclass(frozen=True, slots=True)
class Known:
    """How somebody knows another.

    Attributes:
        person: The other.
        words: `friend`, `met together 3 times, last on Thu 12 Nov` …, the strongest first.
        together: On how many days they were met together.
        related: Whether a relation is written.
        sources: The places that tell it.
    """

    person: Contact
    words: tuple[str, ...]
    together: int
    related: bool
    sources: tuple[Source, ...]


def section(view: View, contact: Contact) -> Section | None:
    """Return the people whom the notes show to know somebody, the nearest first.

    Args:
        view: The vault.
        contact: Whom the user meets.

    Returns:
        The section, or None where nobody is known; family stands elsewhere.
    """
    apart = {person.id for _, person in kin_of(view, contact)}
    apart.update(person.id for person in view.asked)
    found = known_to(view, contact, apart)
    most = view.options.common if len(view.asked) == 1 else min(_EACH, view.options.common)
    chosen = found[:most]
    if not chosen:
        return None
    rest = len(found) - len(chosen)
    intro = f"The nearest {len(chosen)} of {len(found)}." if rest else ""
    lines = tuple(_line(view, contact, row) for row in chosen)
    return Section("common", "People you both know", 80, lines, intro=intro)


def known_to(view: View, contact: Contact, apart: Collection[str]) -> tuple[Known, ...]:
    """Return whom somebody knows.

    Args:
        view: The vault.
        contact: Who.
        apart: Ids that are left out.

    Returns:
        The others: those with a relation first, then those met together most often.
    """
    others = view.network.neighbours(contact.id)
    shown = (view.network[i] for i in others if i not in apart and view.discretion.shows(i))
    found = [known(view, contact, other) for other in shown]
    return tuple(
        sorted(found, key=lambda k: (not k.related, -k.together, fold(k.person.name), k.person.id))
    )


def known(view: View, contact: Contact, other: Contact) -> Known:
    """Return how one knows the other, with the places that tell it."""
    days: dict[date, Source] = {}
    for row in view.network.interactions_of(contact.id):
        if other.id in row.people and view.discretion.is_open(row):
            days[row.day] = row.source
    relations = [row for row in view.relations(contact.id) if row.to == other.id]
    texts = [plain(row.text) for row in relations if view.discretion.clears(row.text)]
    words = [_word(row, contact) for row in relations]
    words += [text for text in texts if text]
    if days:
        last = max(days)
        number = len(days)
        often = "" if number == 1 else " twice, last" if number == 2 else f" {number} times, last"
        words.append(f"met together{often} {on_day(last, view.today)}")
    sources = [row.source for row in relations]
    sources += [days[day] for day in sorted(days, reverse=True)]
    if not words:
        words, sources = ["linked in a note"], _links(view, contact, other)
    told = tuple(dict.fromkeys(words))
    kept = tuple(dict.fromkeys(sources))[:_SOURCES]
    return Known(other, told, len(days), bool(relations), kept)


def _word(row: Relation, contact: Contact) -> str:
    if row.kind in {"introduced", "introduced_by"}:
        return f"introduced by {contact.name}" if row.kind == "introduced" else "introduced them"
    return (row.label or row.kind).replace("_", " ")


def _links(view: View, contact: Contact, other: Contact) -> list[Source]:
    """Return where the note of one links the other."""
    pairs = ((contact, other), (other, contact))
    return [
        mention.source
        for writer, meant in pairs
        for mention in view.network.mentions_of(meant.id)
        if mention.source.path == writer.path
    ]


def _line(view: View, contact: Contact, row: Known) -> Line:
    last = view.network.last_contact(row.person.id)
    if row.person.dead:
        detail = "died"
    elif last is None:
        detail = ""
    else:
        detail = f"you were in touch {spoken_ago(last.day, view.today)}"
    return Line(
        "; ".join(row.words),
        row.person.id,
        details=(detail,) if detail else (),
        sources=row.sources,
        key=f"brief:common:{contact.id}:{row.person.id}",
    )
