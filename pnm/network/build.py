"""From the facts of single notes to what joins them: relations, interactions, promises.

In: facts, who is meant by a link, the day. Out: values of `pnm.model`.
Not known here: measures and plugins.

What is dated after the day asked for is not known on it: a task ticked later is still open, a
note of a later day does not exist yet. A later interaction is a plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pnm.contacts import kinds
from pnm.contacts.facts import NoteFacts, RelationFact, TaskFact, Touch
from pnm.contacts.kinds_of_relation import inverse
from pnm.contacts.rules import EXPLICIT, TICKED
from pnm.diagnostics import Diagnostic, Source
from pnm.model import TICKED_IN_REVIEW, Contact, Interaction, Promise, Rejected, Relation
from pnm.network.faults import plain_text, several
from pnm.network.people import GHOST, note_id
from pnm.network.whom import Whom

_NO_PLAN = frozenset({EXPLICIT, TICKED, TICKED_IN_REVIEW})
"""What is noted after the fact: on an earlier day it was nothing yet, and no plan."""
_VAGUE = "acquaintance"
"""The kind of relation that every other one implies."""


@dataclass(slots=True)
class Joined:
    """What `Joiner` collects."""

    ghosts: dict[str, Contact] = field(default_factory=dict)
    relations: dict[tuple[str, str, str], Relation] = field(default_factory=dict)
    unlinked: dict[str, dict[str, str]] = field(default_factory=dict)
    interactions: list[Interaction] = field(default_factory=list)
    plans: list[Interaction] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


class Joiner:
    """Resolves what each note says against all others; used once, in order of paths."""

    def __init__(
        self, whom: Whom, ego: str, today: date, is_there: Callable[[NoteFacts], bool]
    ) -> None:
        self._whom = whom
        self._ego = ego
        self._today = today.isoformat()
        self._is_there = is_there
        self.joined = Joined()

    def join(self, facts: tuple[NoteFacts, ...]) -> Joined:
        """Join all notes."""
        there = [note for note in facts if self._is_there(note)]
        self.joined.ghosts = self._whom.learn(self._named(facts, there))
        for note in there:
            for row in note.relations:
                self._relation(note, row)
        self._drop_vague()
        self._inverses()
        for note in facts:
            for touch in note.touches:
                self._touch(note, touch)
        closed = self._closed(facts)
        for note in there:
            for task in note.tasks:
                self._task(note, task, closed)
        return self.joined

    def _named(
        self, facts: Iterable[NoteFacts], there: Iterable[NoteFacts]
    ) -> Iterator[tuple[str, str]]:
        """Yield the targets of links that are people even where there is no note."""
        for note in there:
            for row in note.relations:
                if row.linked:
                    yield row.target, note.path
        for note in facts:
            for touch in note.touches:
                if touch.listed and touch.day <= self._today:
                    for target in touch.people:
                        yield target, note.path

    # -- relations ---------------------------------------------------------------------------

    def _relation(self, note: NoteFacts, row: RelationFact) -> None:
        source = Source(note.path, row.line)
        of = note_id(note.path)
        to = self._whom.of(row.target, note.path) if row.linked else self._unlinked(of, row, source)
        if to is None or to == of:
            return
        key = (of, row.kind, to)
        found = Relation(of, row.kind, to, source, text=row.text, label=row.label)
        known = self.joined.relations.setdefault(key, found)
        if (row.text and not known.text) or (row.label and not known.label):
            self.joined.relations[key] = replace(
                known, text=known.text or row.text, label=known.label or row.label
            )

    def _unlinked(self, of: str, row: RelationFact, source: Source) -> str | None:
        """Return whom plain text names exactly; keep the text where that is nobody."""
        found = self._whom.named(row.target)
        if len(found) == 1:
            if not self._whom.is_code(row.target):
                self.joined.problems += plain_text(row, source, found[0])
            return found[0]
        texts = self.joined.unlinked.setdefault(of, {})
        word = row.label or row.kind
        texts[word] = f"{texts[word]}, {row.target}" if word in texts else row.target
        if found:
            self.joined.problems.append(several(row.target, found, source))
        else:
            self.joined.problems += plain_text(row, source)
        return None

    def _drop_vague(self) -> None:
        """Drop that two know each other where the same note says how."""
        told = {(r.of, r.to) for r in self.joined.relations.values() if r.kind != _VAGUE}
        self.joined.relations = {
            key: relation
            for key, relation in self.joined.relations.items()
            if relation.kind != _VAGUE or (relation.of, relation.to) not in told
        }

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
        day = touch.day
        if touch.earliest and day > self._today:
            day = touch.earliest
        if day > self._today and touch.rule in _NO_PLAN:
            return
        people = self._whom.people(touch.people, note.path)
        if not people:
            return
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

    def _closed(self, facts: Iterable[NoteFacts]) -> dict[str, str]:
        """Return the promises ticked in reviews up to the day, each with the last such day."""
        closed: dict[str, str] = {}
        for note in facts:
            for tick in note.ticks:
                day = tick.day if tick.day <= self._today else tick.earliest or tick.day
                if day <= self._today:
                    closed[tick.key] = max(day, closed.get(tick.key, ""))
        return closed

    def _task(self, note: NoteFacts, task: TaskFact, closed: Mapping[str, str]) -> None:
        if not self._is_open(note, task) or _is_closed(task, closed):
            return
        people = self._whom.people(task.people, note.path)
        text, mine = task.text, not task.owner
        if task.owner == "@":
            mine = not people
        elif task.owner:
            owner = self._whom.owner(task.owner, people)
            mine = owner is None or owner == self._ego
            if owner is None:
                text = f"@{task.owner}: {text}"
            elif not mine:
                people = (owner, *(person for person in people if person != owner))
        if people:
            self.joined.promises.append(_promise(task, people, text, mine, note))

    def _is_open(self, note: NoteFacts, task: TaskFact) -> bool:
        made = task.made or (note.day if note.kind != kinds.PERSON else "")
        if made > self._today:
            return False
        for closing in (task.done, task.cancelled):
            if closing == "-" or (closing and closing <= self._today):
                return False
        return True

    # -- what does not count -----------------------------------------------------------------

    def refusals(self, facts: Iterable[NoteFacts]) -> dict[str, tuple[Rejected, ...]]:
        """Return for each contact the mentions that do not count, with reasons."""
        found: dict[str, list[Rejected]] = {}
        for note in facts:
            if note.refusals and self._is_there(note):
                for row in note.refusals:
                    if person := self._whom.of(row.target, note.path):
                        source = Source(note.path, row.line)
                        found.setdefault(person, []).append(Rejected(person, source, row.reason))
        return {person: tuple(dict.fromkeys(rows)) for person, rows in found.items()}


def _is_closed(task: TaskFact, closed: Mapping[str, str]) -> bool:
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


def is_ghost(contact_id: str) -> bool:
    """Return whether a contact is known only by links."""
    return contact_id.startswith(GHOST)
