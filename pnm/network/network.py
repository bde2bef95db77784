"""`Network`: the whole vault on one day, and simple questions to it.

In: the facts of all notes, the configuration, the day, a full-text search. Out: values.
Not known here: reminders, derived tags and reports; those are plugins' answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from pnm.config import Config
from pnm.contacts import kinds
from pnm.contacts.stored import Facts, StoredFacts
from pnm.dates import LeapDay
from pnm.diagnostics import Diagnostic, Severity, Source, in_order
from pnm.folding import fold
from pnm.model import (
    Cadence,
    Circle,
    Contact,
    FieldValue,
    Interaction,
    KnownFact,
    Mention,
    Promise,
    Rejected,
    Relation,
    Tie,
)
from pnm.network.build import Joined, Joiner, is_ghost
from pnm.network.circles import Circles
from pnm.network.faults import twins, unclear_links
from pnm.network.fields import Fields
from pnm.network.further import FurtherFacts
from pnm.network.mentions import Mentions
from pnm.network.names import OwnNames
from pnm.network.people import contact_of, note_id
from pnm.network.resolve import Resolver
from pnm.network.ties import MEETING_PEOPLE, Ties
from pnm.network.whom import Whom

Search = Callable[[tuple[str, ...]], frozenset[str]]


class Network:
    """The vault's owner, the contacts, and what ties them, as known on one day.

    It is immutable from outside and answers from memory. Iterating yields the contacts in the
    order of their names; `network[id]` is one of them; `id in network` asks.
    """

    def __init__(
        self,
        facts: Iterable[Facts],
        config: Config,
        today: date,
        search: Search | None = None,
    ) -> None:
        """Build the network.

        Args:
            facts: Of every note.
            config: The vault's configuration.
            today: The day to answer for.
            search: Full-text search: words to the paths of notes in which all of them occur.
        """
        self.today = today
        self.config = config
        self._facts = tuple(sorted(facts, key=lambda f: f.path))
        self._search = search
        of_people = {f.path: contact_of(f, p) for f in self._facts if (p := f.person) is not None}
        self._of_people = of_people.keys()
        people = {contact.id: contact for contact in of_people.values()}
        self.ego = _ego(people, config)
        own = self.ego.id if self.ego else ""
        people.pop(own, None)
        self._resolver = Resolver((f.path for f in self._facts), people, self.ego)
        later = self._unknown(people.values(), Whom(people, self._resolver, own))
        known = {i: self._then(c) for i, c in people.items() if i not in later}
        self._known = known.keys() | {own}
        self._whom = Whom(known, self._resolver, own)
        vocabulary = config.profile.vocabulary
        joiner = Joiner(self._whom, own, today, self._is_there, vocabulary)
        self._joined = joiner.join(self._facts)
        self._facts = tuple(map(_lean, self._facts))
        contacts = {**_with_unlinked(known, self._joined), **self._joined.ghosts}
        ordered = sorted(contacts.values(), key=lambda c: (fold(c.name), c.id))
        self._contacts = {contact.id: contact for contact in ordered}
        self._circles = Circles(config)

    def _unknown(self, people: Iterable[Contact], whom: Whom) -> set[str]:
        """Return the people whose note was made later, and who were met later, too."""
        later = {c.id for c in people if c.created is not None and c.created > self.today}
        if not later:
            return later
        day = self.today.isoformat()
        for note in self._facts:
            if note.first_day <= day:
                for row in note.touches:
                    if row[0] <= day:
                        later.difference_update(whom.people(row[5], note.path))
        return later

    def _is_there(self, note: Facts) -> bool:
        """Return whether a note is written already: later ones are not known yet."""
        if note.path in self._of_people:
            return note_id(note.path) in self._known
        return (note.day or note.created) <= self.today.isoformat()

    def _then(self, contact: Contact) -> Contact:
        """Return a contact as known on the day: who died later was alive."""
        later = contact.died.first if contact.died is not None else None
        if later is None or later <= self.today:
            return contact
        return replace(contact, died=None, dead=False)

    # -- contacts ----------------------------------------------------------------------------

    def __iter__(self) -> Iterator[Contact]:
        return iter(self._contacts.values())

    def __len__(self) -> int:
        return len(self._contacts)

    def __contains__(self, contact_id: object) -> bool:
        return contact_id in self._contacts

    def __getitem__(self, contact_id: str) -> Contact:
        return self._contacts[contact_id]

    def get(self, contact_id: str) -> Contact | None:
        """Return a contact, or None where there is none of this id."""
        return self._contacts.get(contact_id)

    def name_of(self, contact_id: str) -> str:
        """Return a contact's name; the vault owner's for theirs, the id for a stranger's."""
        contact = self._contacts.get(contact_id)
        if contact is None and self.ego is not None and self.ego.id == contact_id:
            contact = self.ego
        return contact.name if contact else contact_id

    @property
    def resolver(self) -> Resolver:
        """Return what finds notes by links and contacts by names."""
        return self._resolver

    def in_notes(self) -> Iterator[Contact]:
        """Yield the contacts that have a note of their own."""
        return (contact for contact in self if contact.path is not None)

    # -- interactions ------------------------------------------------------------------------

    @property
    def interactions(self) -> tuple[Interaction, ...]:
        """All interactions up to the day, oldest first."""
        return self._joined.interactions.all

    @property
    def plans(self) -> tuple[Interaction, ...]:
        """What is dated after the day, soonest first."""
        return self._joined.plans.all

    def interactions_of(self, contact_id: str) -> tuple[Interaction, ...]:
        """Return the times of being in touch with a contact, oldest first."""
        return self._joined.interactions.of(contact_id)

    def interactions_between(self, first: date, last: date) -> Iterator[Interaction]:
        """Yield the interactions of a stretch of days, both ends included, oldest first."""
        return self._joined.interactions.between(first, last)

    def met_between(
        self, first: date, last: date
    ) -> Iterator[tuple[date, tuple[str, ...], str, int]]:
        """Yield day, people, path and line of the same, which is all that counting needs."""
        return self._joined.interactions.met(first, last)

    def spoken_of(self, contact_id: str, first: date, last: date) -> Iterator[Interaction]:
        """Yield the times with others in whose words a contact is named, oldest first.

        Args:
            contact_id: The contact; named by a name that nobody else has.
            first: The first day of a stretch.
            last: The last one.
        """
        names = self._own_names.of(self._contacts[contact_id])
        for row in self.interactions_between(first, last) if names else ():
            if contact_id not in row.people and names.are_in(row.text):
                yield row

    @cached_property
    def _own_names(self) -> OwnNames:
        return OwnNames((*self, *((self.ego,) if self.ego is not None else ())))

    def plans_of(self, contact_id: str) -> tuple[Interaction, ...]:
        """Return what is planned with a contact, soonest first."""
        return self._joined.plans.of(contact_id)

    def last_contact(self, contact_id: str) -> Interaction | None:
        """Return the last time of being in touch with a contact, or None for never."""
        return self._joined.interactions.last(contact_id)

    def days_of(self, contact_id: str) -> tuple[date, ...]:
        """Return the days of being in touch with a contact, each once, oldest first."""
        return self._joined.interactions.days(contact_id)

    @cached_property
    def private_paths(self) -> frozenset[str]:
        """The private notes, of people and of any other kind."""
        return frozenset(note.path for note in self._facts if note.private)

    # -- relations and ties ------------------------------------------------------------------

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All relations, each seen from both sides; the other side of a written one is inferred."""
        return self._joined.relations.all

    def relations_of(self, contact_id: str) -> tuple[Relation, ...]:
        """Return the relations of a contact, also those written in the other's note."""
        return self._joined.relations.of(contact_id)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Who is known to know whom, the vault's owner left out, each with its evidence."""
        ties = Ties(self._contacts)
        ties.add_relations(self.relations)
        ties.add_meetings(self.interactions)
        for note in self._facts:
            if note.path in self._of_people and self._is_there(note):
                own = note_id(note.path)
                for target, line in zip(*note.ends, strict=True):
                    if other := self._whom.of(target, note.path):
                        ties.add_link(own, other, Source(note.path, line))
        return ties.all()

    @cached_property
    def _neighbours(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for tie in self.ties:
            found[tie.a].add(tie.b)
            found[tie.b].add(tie.a)
        return {key: frozenset(ids) for key, ids in found.items()}

    def neighbours(self, contact_id: str) -> frozenset[str]:
        """Return the contacts who are known to know this one."""
        return self._neighbours.get(contact_id, frozenset())

    # -- what plugins add --------------------------------------------------------------------

    @cached_property
    def _fields(self) -> Fields:
        notes = (note for note in self._facts if note.path in self._of_people)
        return Fields(notes, self.config.profile.vocabulary, self._whom)

    def fields_of(self, contact_id: str) -> tuple[FieldValue, ...]:
        """Return what a contact's note says in the fields of plugins, in the order of lines."""
        return self._fields.of(contact_id) if self._is_known(contact_id) else ()

    def field(self, contact_id: str, name: str) -> str | tuple[str, ...] | float | date | None:
        """Return the value of one field of a contact; None where their note says none.

        Args:
            contact_id: The contact.
            name: The field's name, or a synonym.
        """
        found = self._fields.one(contact_id, name) if self._is_known(contact_id) else None
        return found.value if found is not None else None

    def _is_known(self, contact_id: str) -> bool:
        ego = self.ego is not None and self.ego.id == contact_id
        return ego or contact_id in self._contacts

    @cached_property
    def _further(self) -> FurtherFacts:
        return FurtherFacts(self._facts, self._whom, self.today.isoformat(), self._is_there)

    def facts(self, kind: str = "") -> tuple[KnownFact, ...]:
        """Return what plugins read out of notes up to the day, in the order of paths and lines.

        Args:
            kind: Only facts of this kind; empty for all.
        """
        return tuple(fact for fact in self._further.all if kind in {"", fact.kind})

    def facts_of(self, contact_id: str, kind: str = "") -> tuple[KnownFact, ...]:
        """Return those of them that concern a contact."""
        return tuple(fact for fact in self._further.of(contact_id) if kind in {"", fact.kind})

    # -- promises and mentions ---------------------------------------------------------------

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """All promises open on the day, by due day, then by the day they were made."""
        return tuple(
            sorted(
                self._joined.promises,
                key=lambda p: (p.due or date.max, p.made or date.max, p.source),
            )
        )

    def promises_of(self, contact_id: str) -> tuple[Promise, ...]:
        """Return the open promises that concern a contact."""
        return self._promises_by_person.get(contact_id, ())

    @cached_property
    def _promises_by_person(self) -> Mapping[str, tuple[Promise, ...]]:
        found: dict[str, list[Promise]] = defaultdict(list)
        for promise in self.promises:
            for person in promise.people:
                found[person].append(promise)
        return {person: tuple(rows) for person, rows in found.items()}

    def promises_at(self, source: Source) -> tuple[Promise, ...]:
        """Return the open promises that are written at a place."""
        return self._promises_by_place.get(source, ())

    @cached_property
    def _promises_by_place(self) -> Mapping[Source, tuple[Promise, ...]]:
        found: dict[Source, list[Promise]] = defaultdict(list)
        for promise in self.promises:
            found[promise.source].append(promise)
        return {source: tuple(rows) for source, rows in found.items()}

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(filter(self._is_there, self._facts), self._whom)

    def mentions_of(self, contact_id: str) -> tuple[Mention, ...]:
        """Return the places in other notes that link a contact: undated ones, then by day."""
        return self._mentions.of(contact_id)

    def mentions_between(self, first: date, last: date) -> tuple[Mention, ...]:
        """Return the places that link contacts in notes of a stretch of days, by note."""
        return self._mentions.between(first, last)

    def rejected_of(self, contact_id: str) -> tuple[Rejected, ...]:
        """Return the mentions of a contact that do not count as being in touch, with reasons."""
        return self._mentions.refused(contact_id)

    # -- circles and cadence -----------------------------------------------------------------

    @property
    def circles(self) -> Mapping[str, Circle]:
        """Return the circles that the configuration declares, by folded name."""
        return self.config.circles

    def circles_of(self, contact_id: str) -> tuple[str, ...]:
        """Return the names of a contact's circles: as written, and those its tags put it into."""
        return self._circles.of(self._contacts[contact_id])

    def cadence_of(self, contact_id: str) -> Cadence | None:
        """Return how often to be in touch: the note's word, else the shortest of its circles."""
        return self._circles.cadence(self._contacts[contact_id])

    def lead_days_of(self, contact_id: str, default: int) -> int:
        """Return how many days before a birthday to speak of it: the longest of the circles."""
        return self._circles.lead_days(self._contacts[contact_id], default)

    @property
    def leap_day(self) -> LeapDay:
        """Return where 29 February falls in other years, as the configuration says."""
        return self.config.profile.leap_day

    # -- text and faults ---------------------------------------------------------------------

    def with_text(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the contacts in whose own note, name or values all the words occur."""
        if self._search is not None:
            return frozenset(
                note_id(path) for path in self._search(words) if note_id(path) in self._contacts
            )
        wanted = [fold(word.rstrip("*")) for word in words]
        return frozenset(
            contact.id for contact in self if all(word in _searchable(contact) for word in wanted)
        )

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The faults of all notes, and those that only the whole shows."""
        found = [
            Diagnostic(
                Source(note.path, fault.line, fault.column),
                fault.code,
                fault.message,
                fault.mend,
                Severity(fault.severity),
            )
            for note in self._facts
            if note.kind != kinds.TEMPLATE
            for fault in note.faults
        ]
        found += self.config.profile.vocabulary.problems
        found += self._joined.problems
        found += unclear_links(self._facts, self._whom)
        found += twins(self.in_notes())
        return in_order(found)

    @property
    def notes(self) -> tuple[Facts, ...]:
        """Return the facts of every note but for the times in it; for the commands only."""
        return self._facts


def _ego(people: dict[str, Contact], config: Config) -> Contact | None:
    marked = [contact for contact in people.values() if contact.me]
    if config.me:
        wanted = config.me.removesuffix(".md")
        named = [
            c for c in people.values() if wanted in {c.id, c.name} or fold(wanted) == fold(c.name)
        ]
        return named[0] if named else None
    return marked[0] if marked else None


def _lean(note: Facts) -> Facts:
    """Drop the times of being in touch, which are joined, unless names in lists may be unclear."""
    return note.lean() if isinstance(note, StoredFacts) and not note.lists_people else note


def _with_unlinked(contacts: dict[str, Contact], joined: Joined) -> dict[str, Contact]:
    """Keep what a relation's key says in plain text of somebody who is no contact."""
    for contact_id, texts in joined.unlinked.items():
        if contact_id in contacts:
            contact = contacts[contact_id]
            extra = MappingProxyType({**texts, **contact.extra})
            contacts[contact_id] = replace(contact, extra=extra)
    return contacts


def _searchable(contact: Contact) -> str:
    parts = [
        contact.name,
        *contact.aliases,
        *contact.organizations,
        contact.title,
        contact.city,
        *contact.interests,
        *contact.expertise,
        *contact.offers,
        *contact.asks,
        *(tag.name for tag in contact.tags),
    ]
    return fold(" ".join(parts))


__all__ = ["MEETING_PEOPLE", "Network", "is_ghost"]
