"""The facts of one note, as the index keeps them: pure in the note, the profile and the file's day.

In: nothing; these are types. Out: `NoteFacts`, which packs into bytes for the index.
Not known here: which contact a link means; everything that joins files is `Network`'s.

Days are ISO text here, because it compares as a day does and needs no work to store.
"""

from __future__ import annotations

import marshal
from typing import Any, Final, NamedTuple

_FIRST_ROWS: Final = 9
"""From this attribute of `NoteFacts` on, all are rows."""

TEXT: Final = "text:"
"""Before a person's name in a list of people that stands there without a link."""


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


_FORM: Final = 2
"""The form of `marshal` in which the same facts are the same bytes on every run."""


def pack(facts: NoteFacts) -> bytes:
    """Return facts as bytes: the same for the same facts."""
    rows = [tuple(map(tuple, rows)) for rows in facts[_FIRST_ROWS:]]
    person = tuple(facts.person) if facts.person is not None else None
    return marshal.dumps((*facts[: _FIRST_ROWS - 1], person, *rows), _FORM)


def unpack(packed: bytes) -> NoteFacts:
    """Return the facts that `pack` was given.

    Args:
        packed: What it gave; the caller has seen by a checksum that it is that.

    Raises:
        ValueError: These bytes are something else.
    """
    try:
        *few, person, touches, refusals, relations, tasks, links, ticks, faults = marshal.loads(
            packed
        )
    except (EOFError, TypeError) as exc:
        raise ValueError("these bytes are no facts") from exc
    return NoteFacts(
        *few,
        PersonFacts._make(person) if person else None,
        tuple(map(Touch._make, touches)),
        tuple(map(Refusal._make, refusals)),
        tuple(map(RelationFact._make, relations)),
        tuple(map(TaskFact._make, tasks)),
        tuple(map(LinkFact._make, links)),
        tuple(map(Tick._make, ticks)),
        tuple(map(Fault._make, faults)),
    )
