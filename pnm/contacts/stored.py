"""The facts of one note out of the index, each kind of rows unpacked when it is asked for.

In: what `pack` gave. Out: `StoredFacts`, which has the attributes of `NoteFacts`; `Facts` is both.
Not known here: where the bytes were kept.

A vault has a dozen rows a note, and most commands need a few kinds of them, once.
"""

from __future__ import annotations

from pnm.contacts.facts import (
    Fault,
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


class StoredFacts:
    """The facts of one note, as the index keeps them.

    What is made of rows is made anew each time it is asked for: a reader asks once.
    """

    __slots__ = (
        "_ends",
        "_faults",
        "_person",
        "_refusals",
        "_relations",
        "_tasks",
        "_texts",
        "_ticks",
        "_touches",
        "created",
        "day",
        "first_day",
        "kind",
        "lists_people",
        "path",
        "private",
        "rule",
        "span_days",
        "title",
    )

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

    def __init__(self, packed: bytes) -> None:
        """Hold packed facts.

        Args:
            packed: What `pack` gave; the caller has seen by a checksum that it is that.

        Raises:
            ValueError: These bytes are something else.
        """
        (
            self.path,
            self.kind,
            self.rule,
            self.title,
            self.day,
            self.span_days,
            self.created,
            self.private,
            self.first_day,
            self.lists_people,
            self._person,
            self._touches,
            self._refusals,
            self._relations,
            self._tasks,
            self._ends,
            self._texts,
            self._ticks,
            self._faults,
        ) = parts(packed)

    @property
    def person(self) -> PersonFacts | None:
        """Return what a person's note says of the person; None in other notes."""
        return PersonFacts._make(rows_in(self._person)) if self._person else None

    @property
    def touches(self) -> tuple[TouchRow, ...]:
        """Return the times of being in touch, as plain tuples."""
        return rows_in(self._touches)

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Return the links that do not count as being in touch."""
        return tuple(map(Refusal._make, rows_in(self._refusals)))

    @property
    def relations(self) -> tuple[RelationFact, ...]:
        """Return the relations of the note's own contact."""
        return tuple(map(RelationFact._make, rows_in(self._relations)))

    @property
    def tasks(self) -> tuple[TaskFact, ...]:
        """Return the tasks that may be promises."""
        return tuple(map(TaskFact._make, rows_in(self._tasks)))

    @property
    def ends(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Return the targets of the links, and the line of each."""
        targets, lines = rows_in(self._ends) or ((), ())
        return targets, lines

    @property
    def links(self) -> tuple[LinkFact, ...]:
        """Return the live links with their texts."""
        return tuple(map(LinkFact, *self.ends, rows_in(self._texts)))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Return the ticked lines of a generated review."""
        return tuple(map(Tick._make, rows_in(self._ticks)))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return the diagnostics of this note alone."""
        return tuple(map(Fault._make, rows_in(self._faults)))

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
        )

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StoredFacts):
            return self.whole() == other.whole()
        return self.whole() == other if isinstance(other, NoteFacts) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # like NoteFacts of a person, it holds dictionaries


Facts = NoteFacts | StoredFacts
"""What a note says, however it is held."""
