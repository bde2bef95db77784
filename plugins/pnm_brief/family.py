"""Family: spouses, children, parents and those who live together, by name.

In: a view, a contact. Out: the section `family`, and who stands in it.
Not known here: all others whom somebody knows (see `common.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pnm.api import Contact, Line, Relation, Section, Source, counted, fold
from pnm_brief.view import View
from pnm_brief.words import plain

KINDS: Final = (
    "spouse",
    "partner",
    "child",
    "parent",
    "sibling",
    "grandchild",
    "grandparent",
    "godchild",
    "godparent",
    "kin",
    "co_resident",
)
"""The kinds of relation that are family, the nearest first."""

_WORDS: Final = (
    "husband wife boyfriend girlfriend fiance fiancee son daughter sons daughters kid kids "
    "children mother father mum mom dad parents brother sister brothers sisters siblings "
    "grandmother grandfather grandma grandpa grandson granddaughter aunt uncle cousin cousins "
    "niece nephew family pet pets dog cat"
).split()

RELATED_KEYS: Final = frozenset((*KINDS, *_WORDS))
"""Keys of a note that name family in plain text."""


def kin_of(view: View, contact: Contact) -> tuple[tuple[Relation, Contact], ...]:
    """Return the family of somebody, the nearest first, each once.

    Args:
        view: The vault.
        contact: Whose.

    Returns:
        Relations with those whom they lead to; the vault's owner is not among them.
    """
    found: dict[str, Relation] = {}
    rows = [row for row in view.relations(contact.id) if row.kind in KINDS]
    for row in sorted(rows, key=lambda row: (KINDS.index(row.kind), not row.label)):
        found.setdefault(row.to, row)
    people = [(row, view.network[person]) for person, row in found.items()]
    return tuple(sorted(people, key=lambda pair: _place(*pair)))


def _place(row: Relation, person: Contact) -> tuple[int, str, str, str]:
    born = str(person.birthday.year or "") if person.birthday else ""
    return KINDS.index(row.kind), born or "9", fold(person.name), person.id


def section(view: View, contact: Contact) -> Section | None:
    """Return the family as notes name it, with ages where a year is known.

    Args:
        view: The vault.
        contact: Whom the user meets.

    Returns:
        The section, or None where nothing is written.
    """
    lines = (
        *(_line(view, row, person) for row, person in kin_of(view, contact)),
        *_unlinked(view, contact),
    )
    return Section("family", "Family", 65, lines) if lines else None


def word(row: Relation) -> str:
    """Say what the other is: `daughter`, `co resident`."""
    return (row.label or row.kind).replace("_", " ")


def _line(view: View, row: Relation, person: Contact) -> Line:
    born = person.birthday
    years = born.years_at(view.today, leap_day=view.network.leap_day) if born is not None else None
    age = "died" if person.dead else counted(years, "year") + " old" if years is not None else ""
    text = plain(row.text) if view.discretion.clears(row.text) else ""
    return Line(
        " · ".join(filter(None, (word(row), age, text))),
        person.id,
        sources=tuple(dict.fromkeys((row.source, *_born(person)))),
        key=f"brief:family:{row.of}:{person.id}",
    )


def _born(person: Contact) -> Iterator[Source]:
    if person.birthday is not None and person.path is not None:
        yield person.source("birthday")


def _unlinked(view: View, contact: Contact) -> Iterator[Line]:
    """Yield what the note says of family in plain text."""
    for key, value in contact.extra.items():
        if fold(key) in RELATED_KEYS and view.discretion.clears(value):
            text = f"{key.replace('_', ' ')}: {plain(value)}"
            yield Line(text, sources=(contact.source(key),))
