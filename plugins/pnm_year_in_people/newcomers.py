"""New in the notes: people of whom they tell for the first time.

In: a view. Out: `Newcomer` values, and the section `new_people`, or None.
Not known here: the other sections.

Somebody is new whose first line is of the year, unless the note says that they met before, or the
two are family. In the year in which the notes themselves begin everybody's first line is new, so
there the note has to say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pnm.api import Contact, Interaction, Line, Network, Section, fold, short_day, shortened
from pnm_year_in_people.view import View, places, quoted

FAMILY_STEPS: Final = 3
"""How far family goes: the partner's parents are two steps away, a mother's mother as well."""

_FAMILY: Final = frozenset({"parent", "child", "sibling", "spouse", "partner", "kin"})


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody new.

    Attributes:
        contact: Who.
        first: The first time of being in touch.
        born: Whether the person came into the world this year.
    """

    contact: Contact
    first: Interaction
    born: bool


def newcomers(view: View) -> tuple[Newcomer, ...]:
    """Return who is new, by the day of the first time."""
    rules = _Rules(view)
    found = [
        Newcomer(contact, rows[0], rules.is_born(contact))
        for person, rows in view.of.items()
        if rules.is_new(contact := view.network[person])
    ]
    return tuple(sorted(found, key=lambda one: (one.first.day, fold(one.contact.name))))


class _Rules:
    """Who is new in one vault and year."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._family = _family(view.network)
        oldest = next(iter(view.network.interactions), None)
        self._notes_begin = oldest is not None and oldest.day >= view.period.first

    def is_born(self, contact: Contact) -> bool:
        """Return whether somebody came into the world in the year."""
        return contact.birthday is not None and contact.birthday.year == self._view.period.year

    def is_new(self, contact: Contact) -> bool:
        """Return whether somebody whom one was in touch with is new."""
        if any(True for _ in self._view.earlier(contact.id)):
            return False
        if self.is_born(contact):
            return True
        met = self._view.met_year(contact)
        if met is not None:
            return met == self._view.period.year
        return not (self._notes_begin or contact.id in self._family or self._is_older(contact))

    def _is_older(self, contact: Contact) -> bool:
        return contact.created is not None and contact.created < self._view.period.first


def _family(network: Network) -> frozenset[str]:
    """Return the vault owner's family, as far as relations lead."""
    found = {network.ego.id} if network.ego is not None else set()
    edge = set(found)
    for _ in range(FAMILY_STEPS):
        edge = {
            row.to
            for person in edge
            for row in network.relations_of(person)
            if row.kind in _FAMILY and row.to not in found
        }
        found |= edge
    return frozenset(found)


def section(view: View, found: tuple[Newcomer, ...]) -> Section | None:
    """Return the new people, each with the first line about them."""
    lines = tuple(_line(view, one) for one in found[: view.options.most])
    if not lines:
        return None
    more = len(found) - len(lines)
    return Section(
        "new_people",
        "New in your notes",
        30,
        lines,
        intro=f"The first {len(lines)} of {len(found)}." if more else "",
        tally=f"{len(found)} new in the notes",
    )


def _line(view: View, one: Newcomer) -> Line:
    lead = "born this year; " if one.born else ""
    return Line(
        f"{lead}{short_day(one.first.day)}: {quoted(one.first)}",
        one.contact.id,
        details=tuple(_how(view, one.contact)),
        why="the first line about the person",
        sources=places(one.first.source),
        key=f"new:{one.contact.id}",
    )


def _how(view: View, contact: Contact) -> Iterator[str]:
    if contact.met and view.discretion.clears(contact.met):
        yield f"how you met: {shortened(contact.met)}"
    for row in view.network.relations_of(contact.id):
        if row.kind == "introduced_by" and view.discretion.shows(row.to):
            yield f"introduced by {view.network.name_of(row.to)}"
