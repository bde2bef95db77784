"""From the facts of single notes to what joins them: relations, interactions, promises.

In: facts, a resolver, the day. Out: values of `pnm.model`. Not known here: measures and plugins.

What is dated after the day asked for is not known on it: a task ticked later is still open, a
note of a later day does not exist yet. A later interaction is a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pnm.contacts.facts import NoteFacts, RelationFact, TaskFact, Touch
from pnm.contacts.kinds_of_relation import inverse
from pnm.contacts.touches import EXPLICIT
from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.folding import fold
from pnm.model import Contact, Interaction, Promise, Rejected, Relation
from pnm.network.people import GHOST, ghost, note_id
from pnm.network.resolve import Resolver


@dataclass(slots=True)
class Joined:
    """What `Joiner` collects."""

    ghosts: dict[str, Contact] = field(default_factory=dict)
    relations: dict[tuple[str, str, str], Relation] = field(default_factory=dict)
    interactions: list[Interaction] = field(default_factory=list)
    plans: list[Interaction] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


class Joiner:
    """Resolves what each note says against all others; used once, in order of paths."""

    def __init__(
        self, contacts: dict[str, Contact], resolver: Resolver, ego: str, today: date
    ) -> None:
        self._contacts = contacts
        self._resolver = resolver
        self._ego = ego
        self._today = today.isoformat()
        self.joined = Joined()

    def join(self, facts: tuple[NoteFacts, ...]) -> Joined:
        """Join all notes."""
        for note in facts:
            for row in note.relations:
                self._relation(note, row)
        self._inverses()
        for note in facts:
            for touch in note.touches:
                self._touch(note, touch)
        closed: dict[str, str] = {}
        for note in facts:
            for tick in note.ticks:
                if tick.day <= self._today:
                    closed[tick.key] = max(tick.day, closed.get(tick.key, ""))
        for note in facts:
            for task in note.tasks:
                self._task(note, task, closed)
        return self.joined

    # -- whom a target means -----------------------------------------------------------------

    def person(self, target: str, path: str, line: int, *, listed: bool = False) -> str | None:
        """Return the contact a target means; None where it is no person.

        Args:
            target: A link's target, `text:NAME`, or empty for the note's own contact.
            path: The note it stands in.
            line: Its line.
            listed: Whether a link to no note is a person here.
        """
        if not target:
            own = note_id(path)
            return own if own in self._contacts or own == self._ego else None
        if target.startswith("text:"):
            found = self._resolver.people(target.removeprefix("text:"))
            return found[0] if len(found) == 1 else None
        notes = self._resolver.notes(target, path)
        if len(notes) > 1:
            self._ambiguous(target, notes, Source(path, line))
        if notes:
            return notes[0] if notes[0] in self._contacts or notes[0] == self._ego else None
        name = target.rpartition("/")[2].strip()
        known = self.joined.ghosts.get(fold(name))
        if known is None and listed and name and not name.startswith("urn:"):
            known = self.joined.ghosts[fold(name)] = ghost(name)
        return known.id if known else None

    def _ambiguous(self, target: str, notes: tuple[str, ...], source: Source) -> None:
        if not any(note in self._contacts for note in notes):
            return
        self.joined.problems.append(
            Diagnostic(
                source,
                "PNM202",
                f"[[{target}]] may mean {' or '.join(notes[:3])}; {notes[0]} is taken",
                f"write [[{notes[0]}|{target}]]",
            )
        )

    # -- relations ---------------------------------------------------------------------------

    def _relation(self, note: NoteFacts, row: RelationFact) -> None:
        source = Source(note.path, row.line)
        of = note_id(note.path)
        if row.linked:
            to = self.person(row.target, note.path, row.line, listed=True)
        else:
            found = self._resolver.people(row.target)
            to = found[0] if len(found) == 1 else None
            if (
                to
                and self._resolver.people(row.target)
                and fold(row.target)
                == fold(self._contacts[to].name if to in self._contacts else "")
            ):
                self.joined.problems.append(_plain_text(row, source))
        if to is None or to == of:
            return
        key = (of, row.kind, to)
        self.joined.relations.setdefault(
            key, Relation(of, row.kind, to, source, text=row.text, label=row.label)
        )

    def _inverses(self) -> None:
        for relation in list(self.joined.relations.values()):
            kind = inverse(relation.kind)
            key = (relation.to, kind, relation.of)
            if key not in self.joined.relations:
                self.joined.relations[key] = Relation(
                    relation.to, kind, relation.of, relation.source, True, relation.text
                )

    # -- interactions ------------------------------------------------------------------------

    def _touch(self, note: NoteFacts, touch: Touch) -> None:
        found = (
            self.person(target, note.path, touch.line, listed=touch.listed)
            for target in touch.people
        )
        people = tuple(dict.fromkeys(p for p in found if p and p != self._ego))
        if not people or (touch.rule == EXPLICIT and touch.day > self._today):
            return
        day = touch.day
        if touch.earliest and day > self._today:
            day = touch.earliest
        row = Interaction(
            date.fromisoformat(day),
            people,
            touch.channel,
            touch.text,
            Source(note.path, touch.line),
            touch.rule,
            touch.favour,
            note.private,
        )
        (self.joined.plans if day > self._today else self.joined.interactions).append(row)

    # -- promises ----------------------------------------------------------------------------

    def _task(self, note: NoteFacts, task: TaskFact, closed: dict[str, str]) -> None:
        if not self._is_open(note, task) or _is_closed(task, closed):
            return
        found = (self.person(t, note.path, task.line) for t in task.people)
        people = tuple(dict.fromkeys(p for p in found if p and p != self._ego))
        text, mine = task.text, True
        if task.owner:
            owner, people = self._owner(task.owner, people)
            mine = owner is None
            if mine:
                text = f"@{task.owner}: {text}" if task.owner != "@" else text
        if people:
            self.joined.promises.append(_promise(task, people, text, mine, note))

    def _is_open(self, note: NoteFacts, task: TaskFact) -> bool:
        made = task.made or (note.day if note.kind != "person" else "")
        if made > self._today:
            return False
        for closing in (task.done, task.cancelled):
            if closing == "-" or (closing and closing <= self._today):
                return False
        return True

    def _owner(self, owner: str, people: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
        if owner == "@":
            return (people[0] if people else None), people
        called = self._resolver.called(owner)
        among = [person for person in called if person in people]
        if not among and len(called) == 1 and called[0] != self._ego:
            among = called
        if not among:
            return None, people
        return among[0], (among[0], *(p for p in people if p != among[0]))


def _is_closed(task: TaskFact, closed: dict[str, str]) -> bool:
    """A tick in a review closes the promise it stands for, not one made later in its words."""
    return task.key in closed and task.made <= closed[task.key]


def _promise(
    task: TaskFact, people: tuple[str, ...], text: str, mine: bool, note: NoteFacts
) -> Promise:
    return Promise(
        people,
        text,
        mine,
        Source(note.path, task.line),
        _day(task.made),
        _day(task.due),
        _day(task.scheduled),
        task.key,
        note.private,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain_text(row: RelationFact, source: Source) -> Diagnostic:
    return Diagnostic(
        source,
        "PNM203",
        f"{row.kind} names {row.target!r} as plain text",
        f'write "[[{row.target}]]", so that it stays right when the note is renamed',
        Severity.INFO,
    )


def read_refusals(
    facts: Iterable[NoteFacts], contact_id: str, joiner: Joiner
) -> Iterator[Rejected]:
    """Yield the mentions of a contact that do not count, with reasons."""
    for note in facts:
        for row in note.refusals:
            if joiner.person(row.target, note.path, row.line) == contact_id:
                yield Rejected(contact_id, Source(note.path, row.line), row.reason)


def is_ghost(contact_id: str) -> bool:
    """Return whether a contact is known only by links."""
    return contact_id.startswith(GHOST)
