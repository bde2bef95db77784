"""The facts of one note, as the index keeps them: pure in the note, the profile and the file's day.

In: nothing; these are types. Out: `NoteFacts`, which packs into plain lists for the index.
Not known here: which contact a link means; everything that joins files is `Network`'s.

Days are ISO text here, because it compares as a day does and needs no work to store.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

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


def pack(facts: NoteFacts) -> list[Any]:
    """Return facts as lists and scalars that JSON can hold."""
    return list(facts)


def unpack(row: list[Any]) -> NoteFacts:
    """Return the facts that `pack` gave, after a round through JSON."""
    person = row[8]
    path, kind, rule, title, day, span_days, created, private = row[:8]
    return NoteFacts(
        path,
        kind,
        rule,
        title,
        day,
        span_days,
        created,
        private,
        PersonFacts._make(person) if person else None,
        tuple(Touch._make((*t[:5], tuple(t[5]), *t[6:])) for t in row[9]),
        tuple(Refusal._make(r) for r in row[10]),
        tuple(RelationFact._make(r) for r in row[11]),
        tuple(TaskFact._make((*t[:2], tuple(t[2]), *t[3:])) for t in row[12]),
        tuple(LinkFact._make(r) for r in row[13]),
        tuple(Tick._make(r) for r in row[14]),
        tuple(Fault._make(r) for r in row[15]),
    )
