"""The facts of one note out of the index, each kind of rows unpacked when it is asked for.

In: what `pack` gave. Out: `StoredFacts`, which has the attributes of `NoteFacts`; `Facts` is both.
Not known here: where the bytes were kept.

A vault has a dozen rows a note, and most commands need a few kinds of them, once.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from pnm.contacts.facts import (
    Fault,
    FieldRow,
    FurtherFact,
    LinkFact,
    NoteFacts,
    PersonFacts,
    Refusal,
    RelationFact,
    TaskFact,
    Tick,
    Touch,
    parts,
    rows_in,
)

TouchRow = tuple[str, str, str, int, str, tuple[str, ...], str, bool, str]
"""A `Touch`, or its attributes in their order."""


class StoredFacts(NamedTuple):
    """The facts of one note, as the index keeps them.

    What is made of rows is made anew each time it is asked for: a reader asks once.

    Attributes:
        first_day: The first day that the note tells of being in touch on; empty for none.
        lists_people: Whether a list of people stands in the note.
    """

    path: str
    kind: str
    rule: str
    title: str
    day: str
    span_days: int
    created: str
    private: bool
    first_day: str
    lists_people: bool
    packed_person: bytes
    packed_touches: bytes
    packed_refusals: bytes
    packed_relations: bytes
    packed_tasks: bytes
    packed_ends: bytes
    packed_texts: bytes
    packed_ticks: bytes
    packed_faults: bytes
    packed_fields: bytes
    packed_further: bytes

    @property
    def person(self) -> PersonFacts | None:
        """Return what a person's note says of the person; None in other notes."""
        return PersonFacts._make(rows_in(self.packed_person)) if self.packed_person else None

    @property
    def touches(self) -> tuple[TouchRow, ...]:
        """Return the times of being in touch, as plain tuples."""
        return rows_in(self.packed_touches)

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Return the links that do not count as being in touch."""
        return tuple(map(Refusal._make, rows_in(self.packed_refusals)))

    @property
    def relations(self) -> tuple[RelationFact, ...]:
        """Return the relations of the note's own contact."""
        return tuple(map(RelationFact._make, rows_in(self.packed_relations)))

    @property
    def tasks(self) -> tuple[TaskFact, ...]:
        """Return the tasks that may be promises."""
        return tuple(map(TaskFact._make, rows_in(self.packed_tasks)))

    @property
    def ends(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Return the targets of the links, and the line of each."""
        targets, lines = rows_in(self.packed_ends) or ((), ())
        return targets, lines

    @property
    def links(self) -> tuple[LinkFact, ...]:
        """Return the live links with their texts."""
        return tuple(map(LinkFact, *self.ends, rows_in(self.packed_texts)))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Return the ticked lines of a generated review."""
        return tuple(map(Tick._make, rows_in(self.packed_ticks)))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return the diagnostics of this note alone."""
        return tuple(map(Fault._make, rows_in(self.packed_faults)))

    @property
    def fields(self) -> tuple[FieldRow, ...]:
        """Return what the note says in the fields of plugins."""
        return tuple(map(FieldRow._make, rows_in(self.packed_fields)))

    @property
    def further(self) -> tuple[FurtherFact, ...]:
        """Return what plugins read out of the note."""
        return tuple(map(FurtherFact._make, rows_in(self.packed_further)))

    def whole(self) -> NoteFacts:
        """Return all of it, unpacked."""
        return NoteFacts(
            self.path,
            self.kind,
            self.rule,
            self.title,
            self.day,
            self.span_days,
            self.created,
            self.private,
            self.person,
            tuple(map(Touch._make, self.touches)),
            self.refusals,
            self.relations,
            self.tasks,
            self.links,
            self.ticks,
            self.faults,
            self.fields,
            self.further,
        )

    def lean(self) -> StoredFacts:
        """Return it without the times of being in touch, which take the most room."""
        return StoredFacts._make((*self[:_TOUCHES], b"", *self[_TOUCHES + 1 :]))


_TOUCHES: Final = StoredFacts._fields.index("packed_touches")


def stored(packed: bytes) -> StoredFacts:
    """Return the facts that `pack` was given.

    Args:
        packed: What it gave; the caller has seen by a checksum that it is that.

    Raises:
        ValueError: These bytes are something else.
    """
    return StoredFacts._make(parts(packed))


Facts = NoteFacts | StoredFacts
"""What a note says, however it is held."""
