"""The facts that plugins read out of notes, joined: whom they concern, and from when on.

In: the notes, who is meant by a link, the day. Out: `KnownFact`.
Not known here: plugins, and what a fact means.

A dated fact is known from its day on, another from that on which its note is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from types import MappingProxyType

from pnm.contacts.facts import FurtherFact
from pnm.contacts.stored import Facts
from pnm.diagnostics import Source
from pnm.model import KnownFact
from pnm.network.times import day_of
from pnm.network.whom import OWN, Whom


class FurtherFacts:
    """Joins the facts when somebody first asks for one."""

    def __init__(
        self,
        notes: Iterable[Facts],
        whom: Whom,
        today: str,
        is_there: Callable[[Facts], bool],
    ) -> None:
        """Take the notes.

        Args:
            notes: All, in the order of their paths.
            whom: Who is meant.
            today: ISO.
            is_there: Whether a note is written already on the day.
        """
        self._notes = notes
        self._whom = whom
        self._today = today
        self._is_there = is_there

    @cached_property
    def all(self) -> tuple[KnownFact, ...]:
        """All facts, in the order of paths and lines."""
        return tuple(self._known())

    @cached_property
    def _by_person(self) -> dict[str, tuple[KnownFact, ...]]:
        found: defaultdict[str, list[KnownFact]] = defaultdict(list)
        for fact in self.all:
            for person in fact.people:
                found[person].append(fact)
        return {person: tuple(rows) for person, rows in found.items()}

    def of(self, contact_id: str) -> tuple[KnownFact, ...]:
        """Return the facts that concern a contact, in the same order."""
        return self._by_person.get(contact_id, ())

    def _known(self) -> Iterator[KnownFact]:
        for note in self._notes:
            rows = note.further
            undated = bool(rows) and self._is_there(note)
            for row in rows:
                if row.day <= self._today if row.day else undated:
                    yield self._value(note, row)

    def _value(self, note: Facts, row: FurtherFact) -> KnownFact:
        return KnownFact(
            row.kind,
            self._whom.people(row.about or OWN, note.path),
            row.text,
            Source(note.path, row.line),
            row.plugin,
            day_of(row.day) if row.day else None,
            MappingProxyType(dict(row.values)),
            note.private,
        )
