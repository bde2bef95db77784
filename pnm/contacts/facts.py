"""The facts of one note, as the index keeps them: pure in the note, the profile and the file's day.

In: nothing; these are types. Out: `NoteFacts`, which packs into bytes for the index; `stored.py`
reads those bytes part by part.
Not known here: which contact a link means; everything that joins files is `Network`'s.

Days are ISO text here, because it compares as a day does and needs no work to store.
"""

from __future__ import annotations

import marshal
from typing import Any, Final, NamedTuple

TEXT: Final = "text:"
"""Before a person's name in a list of people that stands there without a link."""
TEXT_LENGTH: Final = 300
"""Characters of a line's text that are kept."""


class Touch(NamedTuple):
    """A dated time of being in touch that a note tells of.

    Attributes:
        day: ISO.
        channel: A channel's name, or empty.
        text: What is written about it.
        line: Where.
        rule: Why it counts.
        people: Targets of links, as written; an empty text for the note's own contact;
            `text:NAME` where a list of people names somebody without a link.
        favour: `given`, `received` or empty.
        listed: Whether they stand in a list of people, so that a link to no note is a person.
        earliest: For a ticked review line without a day of its own: the review's day.
    """

    day: str
    channel: str
    text: str
    line: int
    rule: str
    people: tuple[str, ...]
    favour: str = ""
    listed: bool = False
    earliest: str = ""


class Refusal(NamedTuple):
    """A link that does not count as being in touch, and why."""

    target: str
    line: int
    reason: str


class RelationFact(NamedTuple):
    """A relation of the note's own contact, as written there."""

    kind: str
    target: str
    line: int
    text: str = ""
    label: str = ""
    linked: bool = True


class TaskFact(NamedTuple):
    """A task that may be a promise; `owner` is empty for mine."""

    text: str
    line: int
    people: tuple[str, ...]
    owner: str
    made: str
    due: str
    scheduled: str
    done: str
    cancelled: str
    key: str = ""


class LinkFact(NamedTuple):
    """A live link of the note, with the text of its line."""

    target: str
    line: int
    text: str


class Tick(NamedTuple):
    """A ticked line of a generated review that is a promise kept or an item done."""

    key: str
    day: str
    line: int
    earliest: str = ""


class FieldRow(NamedTuple):
    """What a contact's note says in a plugin's field, as far as one key does.

    Attributes:
        field: The field's name.
        texts: Of a list its items; of a `contact` targets of links, `text:NAME` for a plain name;
            else the one value, in a form of its kind's own.
        line: Where.
    """

    field: str
    texts: tuple[str, ...]
    line: int


class FurtherFact(NamedTuple):
    """A fact that a plugin read out of the note; see `pnm.model.Fact`.

    Attributes:
        about: Targets of links, as written; an empty text for the note's own contact.
        day: ISO, or empty.
        values: Names and values, by name.
    """

    plugin: str
    kind: str
    line: int
    text: str
    about: tuple[str, ...]
    day: str
    values: tuple[tuple[str, str | int | bool], ...]


class Fault(NamedTuple):
    """A diagnostic of this note, without its path."""

    code: str
    line: int
    column: int
    severity: str
    message: str
    mend: str


class PersonFacts(NamedTuple):
    """What a person's note says of the person; values as text, days as written in ISO.

    `lines` gives for each field the line it stands on.
    """

    name: str
    values: dict[str, Any]
    lines: dict[str, int]


class NoteFacts(NamedTuple):
    """Everything the index keeps of one note."""

    path: str
    kind: str
    rule: str
    title: str
    day: str = ""
    span_days: int = 1
    created: str = ""
    private: bool = False
    person: PersonFacts | None = None
    touches: tuple[Touch, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    relations: tuple[RelationFact, ...] = ()
    tasks: tuple[TaskFact, ...] = ()
    links: tuple[LinkFact, ...] = ()
    ticks: tuple[Tick, ...] = ()
    faults: tuple[Fault, ...] = ()
    fields: tuple[FieldRow, ...] = ()
    further: tuple[FurtherFact, ...] = ()

    @property
    def first_day(self) -> str:
        """Return the first day that the note tells of being in touch on; empty for none."""
        return min([touch[0] for touch in self.touches], default="")

    @property
    def lists_people(self) -> bool:
        """Return whether a list of people stands in the note."""
        return True in [touch.listed for touch in self.touches]

    @property
    def ends(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Return the targets of the links, and the line of each."""
        return tuple(link.target for link in self.links), tuple(link.line for link in self.links)


_FIRST_PART: Final = 10
"""What a note has once comes first in its bytes, then its rows, each kind packed by itself."""
_ONCE: Final = 8
"""Of the former those that are attributes; the others follow from the rows."""
_PARTS: Final = 21
_FORM: Final = 2
"""The form of `marshal` in which the same facts are the same bytes on every run."""


def pack(facts: NoteFacts) -> bytes:
    """Return facts as bytes: the same for the same facts."""
    person = facts.person
    targets, lines, texts = zip(*facts.links, strict=True) if facts.links else ((), (), ())
    return marshal.dumps(
        (
            facts.path,
            facts.kind,
            facts.rule,
            facts.title,
            facts.day,
            facts.span_days,
            facts.created,
            facts.private,
            facts.first_day,
            facts.lists_people,
            _part(tuple(person)) if person is not None else b"",
            _rows(facts.touches),
            _rows(facts.refusals),
            _rows(facts.relations),
            _rows(facts.tasks),
            _part((targets, lines)) if facts.links else b"",
            _part(texts),
            _rows(facts.ticks),
            _rows(facts.faults),
            _rows(facts.fields),
            _rows(facts.further),
        ),
        _FORM,
    )


def _part(rows: tuple[Any, ...]) -> bytes:
    return marshal.dumps(rows, _FORM) if rows else b""


def _rows(rows: tuple[tuple[Any, ...], ...]) -> bytes:
    """Return rows as bytes; `marshal` takes them without the names of their attributes."""
    return marshal.dumps(tuple(map(tuple, rows)), _FORM) if rows else b""


def unpack(packed: bytes) -> NoteFacts:
    """Return the facts that `pack` was given.

    Args:
        packed: What it gave; the caller has seen by a checksum that it is that.

    Raises:
        ValueError: These bytes are something else.
    """
    found = parts(packed)
    person, touches, refusals, relations, tasks, ends, texts, *last = found[_FIRST_PART:]
    ticks, faults, fields, further = last
    targets, lines = rows_in(ends) or ((), ())
    whole: tuple[Any, ...] = (
        *found[:_ONCE],
        PersonFacts._make(rows_in(person)) if person else None,
        tuple(map(Touch._make, rows_in(touches))),
        tuple(map(Refusal._make, rows_in(refusals))),
        tuple(map(RelationFact._make, rows_in(relations))),
        tuple(map(TaskFact._make, rows_in(tasks))),
        tuple(map(LinkFact, targets, lines, rows_in(texts))),
        tuple(map(Tick._make, rows_in(ticks))),
        tuple(map(Fault._make, rows_in(faults))),
        tuple(map(FieldRow._make, rows_in(fields))),
        tuple(map(FurtherFact._make, rows_in(further))),
    )
    return NoteFacts._make(whole)


def parts(packed: bytes) -> tuple[Any, ...]:
    """Return what `pack` joined: first what a note has once, then the packed rows of each kind.

    Raises:
        ValueError: These bytes are something else.
    """
    try:
        found = marshal.loads(packed)
    except (EOFError, TypeError) as exc:
        raise ValueError("these bytes are no facts") from exc
    if not isinstance(found, tuple) or len(found) != _PARTS:
        raise ValueError("these bytes are no facts")
    return found


def rows_in(part: bytes) -> tuple[Any, ...]:
    """Return the rows of one kind as plain tuples, in the order of their attributes.

    Raises:
        ValueError: These bytes are something else.
    """
    try:
        return marshal.loads(part) if part else ()
    except (EOFError, TypeError) as exc:
        raise ValueError("these bytes are no facts") from exc
