"""From the facts of single notes to what joins them: relations, interactions, promises.

In: facts, who is meant by a link, the day. Out: values of `pnm.model`.
Not known here: measures and plugins.

What is dated after the day asked for is not known on it: a task ticked later is still open, a
note of a later day does not exist yet. A later interaction is a plan (see `touching.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pnm.contacts import kinds
from pnm.contacts.facts import RelationFact, TaskFact
from pnm.contacts.stored import Facts
from pnm.contacts.vocabulary import Vocabulary
from pnm.diagnostics import Diagnostic, Source
from pnm.model import Contact, Promise
from pnm.network.faults import plain_text, several
from pnm.network.fields import PeopleFields, Unnamed
from pnm.network.people import GHOST, note_id
from pnm.network.relations import Relations, Said
from pnm.network.times import Times, day_of
from pnm.network.touching import listed, times
from pnm.network.whom import Whom


@dataclass(slots=True)
class Joined:
    """What `Joiner` collects."""

    ghosts: dict[str, Contact] = field(default_factory=dict)
    relations: Relations = field(default_factory=Relations)
    unlinked: dict[str, dict[str, str]] = field(default_factory=dict)
    interactions: Times = field(default_factory=lambda: Times(()))
    plans: Times = field(default_factory=lambda: Times(()))
    promises: list[Promise] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


class Joiner:
    """Resolves what each note says against all others; used once, in order of paths."""

    def __init__(
        self,
        whom: Whom,
        ego: str,
        today: date,
        is_there: Callable[[Facts], bool],
        vocabulary: Vocabulary,
    ) -> None:
        self._fields = PeopleFields(vocabulary)
        self._own_kinds = vocabulary.kinds.own
        self._whom = whom
        self._ego = ego
        self._today = today.isoformat()
        self._is_there = is_there
        self.joined = Joined(relations=Relations(vocabulary.kinds))

    def join(self, facts: tuple[Facts, ...]) -> Joined:
        """Join all notes."""
        there = [note for note in facts if self._is_there(note)]
        related = [(note, rows) for note in there if (rows := note.relations)]
        self.joined.ghosts = self._whom.learn(self._named(facts, there, related))
        for note, rows in related:
            for row in rows:
                self._relation(note, row)
        self.joined.relations.complete()
        self._people_in_fields(facts, there)
        past, plans = times(facts, self._whom, self._today)
        self.joined.interactions, self.joined.plans = Times(past), Times(plans)
        closed = self._closed(facts)
        for note in there:
            for task in note.tasks:
                self._task(note, task, closed)
        return self.joined

    def _named(
        self,
        facts: Iterable[Facts],
        there: Iterable[Facts],
        related: Iterable[tuple[Facts, Sequence[RelationFact]]],
    ) -> Iterator[tuple[str, str]]:
        """Yield the targets of links that are people even where there is no note."""
        for note, rows in related:
            for row in rows:
                if row.linked:
                    yield row.target, note.path
        yield from self._fields.named(there)
        yield from listed(facts, self._today)

    # -- relations ---------------------------------------------------------------------------

    def _relation(self, note: Facts, row: RelationFact) -> None:
        of, path = note_id(note.path), note.path
        if row.linked:
            to = self._whom.of(row.target, path)
        else:
            to = self._unlinked(of, row, Source(path, row.line))
        if to is None or to == of:
            if to is None and row.linked and row.kind in self._own_kinds:
                self._keep_text(of, row.kind, row.target)
            return
        said = Said(path, row.line, row.text, row.label)
        self.joined.relations.add((of, row.kind, to), said)

    def _unlinked(self, of: str, row: RelationFact, source: Source) -> str | None:
        """Return whom plain text names exactly; keep the text where that is nobody."""
        found = self._whom.named(row.target)
        if len(found) == 1:
            if not self._whom.is_code(row.target):
                self.joined.problems += plain_text(row, source, found[0])
            return found[0]
        self._keep_text(of, row.label or row.kind, row.target)
        if found:
            self.joined.problems.append(several(row.target, found, source))
        else:
            self.joined.problems += plain_text(row, source)
        return None

    def _keep_text(self, of: str, word: str, text: str) -> None:
        texts = self.joined.unlinked.setdefault(of, {})
        texts[word] = f"{texts[word]}, {text}" if word in texts else text

    def _people_in_fields(self, facts: Iterable[Facts], there: Iterable[Facts]) -> None:
        """Say what names nobody in a field that shall name a contact, and keep its text."""
        if not self._fields:
            return
        people = {note_id(note.path) for note in facts if note.kind == kinds.PERSON}
        for found in self._fields.check(there, self._whom, people.__contains__):
            if isinstance(found, Unnamed):
                self._keep_text(found.contact_id, found.field, found.text)
            else:
                self.joined.problems.append(found)

    # -- promises ----------------------------------------------------------------------------

    def _closed(self, facts: Iterable[Facts]) -> dict[str, str]:
        """Return the promises ticked in reviews up to the day, each with the last such day."""
        closed: dict[str, str] = {}
        for note in facts:
            for tick in note.ticks:
                day = tick.day if tick.day <= self._today else tick.earliest or tick.day
                if day <= self._today:
                    closed[tick.key] = max(day, closed.get(tick.key, ""))
        return closed

    def _task(self, note: Facts, task: TaskFact, closed: Mapping[str, str]) -> None:
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

    def _is_open(self, note: Facts, task: TaskFact) -> bool:
        made = task.made or (note.day if note.kind != kinds.PERSON else "")
        if made > self._today:
            return False
        for closing in (task.done, task.cancelled):
            if closing == "-" or (closing and closing <= self._today):
                return False
        return True


def _is_closed(task: TaskFact, closed: Mapping[str, str]) -> bool:
    """A tick in a review closes the promise it stands for, not one made later in its words."""
    return task.key in closed and task.made <= closed[task.key]


def _promise(
    task: TaskFact, people: tuple[str, ...], text: str, mine: bool, note: Facts
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
    return day_of(text) if text else None


def is_ghost(contact_id: str) -> bool:
    """Return whether a contact is known only by links."""
    return contact_id.startswith(GHOST)
