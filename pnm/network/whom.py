"""Whom a link, a name or nothing at all means, in the note it stands in.

In: a target as the facts hold it, the note's path. Out: a contact's id, the owner's, or None.
Not known here: what is said of them, and on which day.
"""

from __future__ import annotations

from collections.abc import Iterable

from pnm.contacts.facts import TEXT
from pnm.dates import day_of_name
from pnm.folding import fold
from pnm.model import Contact
from pnm.network.people import ghost, note_id
from pnm.network.resolve import Resolver

OWN = ("",)
"""The targets of a line in a contact's own note that links nobody else."""


class Whom:
    """Says which contact is meant; ghosts are contacts as soon as they are known."""

    def __init__(self, contacts: Iterable[str], resolver: Resolver, ego: str) -> None:
        self._contacts = set(contacts)
        self._resolver = resolver
        self._ego = ego
        self._called: dict[str, dict[str, None]] = {}
        self._sure: dict[str, str | None] = {}
        self._single: dict[str, tuple[str, ...]] = {}
        self._clear: set[str] = set()
        self._asked: tuple[str, str | None] = "", None

    def of(self, target: str, path: str) -> str | None:
        """Return the contact, or the vault's owner, that a target means.

        Args:
            target: A link's target, `text:NAME`, or empty for the note's own contact.
            path: The note it stands in.

        Returns:
            The id; None where it is nobody, or a name that several have.
        """
        if target in self._sure:
            return self._sure[target]
        if not target:
            return self._own(path)
        if target.startswith(TEXT):
            found = self.named(target.removeprefix(TEXT))
            return found[0] if len(found) == 1 else None
        notes = self._resolver.everywhere(target)
        if notes is not None:
            person = self._sure[target] = self._known(notes[0]) if notes else None
            return person
        notes = self._resolver.notes(target, path)
        return self._known(notes[0]) if notes else None

    def _own(self, path: str) -> str | None:
        """Return a note's own contact; most notes are asked many times in a row."""
        if path != self._asked[0]:
            self._asked = path, self._known(note_id(path))
        return self._asked[1]

    def _known(self, person: str) -> str | None:
        return person if person in self._contacts or (person and person == self._ego) else None

    def people(self, targets: tuple[str, ...], path: str) -> tuple[str, ...]:
        """Return the contacts that targets mean, each once, the vault's owner left out."""
        if len(targets) == 1:
            return self._one(targets[0], path)
        sure = self._sure
        found: dict[str, None] = {}
        for target in targets:
            person = sure[target] if target in sure else self.of(target, path)
            if person:
                found[person] = None
        found.pop(self._ego, None)
        return tuple(found)

    def _one(self, target: str, path: str) -> tuple[str, ...]:
        known = self._single.get(target)
        if known is not None:
            return known
        person = self.of(target, path)
        people = (person,) if person and person != self._ego else ()
        if target in self._sure:
            self._single[target] = people
        return people

    def named(self, name: str) -> list[str]:
        """Return the contacts of exactly this name, alias, slug, uid or e-mail."""
        return [person for person in self._resolver.people(name) if person in self._contacts]

    def is_code(self, name: str) -> bool:
        """Return whether this is somebody's uid, slug or e-mail, and so not just a name."""
        return self._resolver.is_code(name)

    def is_clear(self, targets: tuple[str, ...]) -> bool:
        """Return whether it is known of all targets that no two contacts may be meant."""
        return self._clear.issuperset(targets)

    def candidates(self, target: str, path: str) -> tuple[str, ...]:
        """Return the contacts that a link may mean where it is not clear which."""
        if target in self._clear:
            return ()
        everywhere = self._resolver.everywhere(target)
        if everywhere is not None and len(everywhere) < 2:
            self._clear.add(target)
            return ()
        notes = self._resolver.notes(target, path)
        if len(notes) < 2 or notes[0] not in self._contacts:
            return ()
        return tuple(note for note in notes if note in self._contacts)

    def leads_to(self, target: str, path: str) -> tuple[str, ...]:
        """Return the notes that a link may mean, whoever's they are."""
        return self._resolver.notes(target, path)

    def owner(self, name: str, people: tuple[str, ...]) -> str | None:
        """Return who is called so: one of the people, else the only one of that name.

        Args:
            name: As written after `@`.
            people: The contacts that the task concerns.

        Returns:
            The contact; the vault's owner where it is their name; None for nobody.
        """
        called = self._called.get(name)
        if called is None:
            found = (p for p in self._resolver.called(name) if p in self._contacts)
            called = self._called[name] = dict.fromkeys(found)
        among = next((person for person in people if person in called), None)
        if among is not None or len(called) == 1:
            return among or next(iter(called))
        return self._ego if not called and self._resolver.calls_ego(name) else None

    def learn(self, targets: Iterable[tuple[str, str]]) -> dict[str, Contact]:
        """Make people of the links that lead to no note.

        Args:
            targets: Targets of links in relations and lists of people, each with its note's path.

        Returns:
            The new contacts by id, in the order they were met with.
        """
        found: dict[str, Contact] = {}
        for target, path in targets:
            if self._resolver.everywhere(target):
                continue
            name = target.rpartition("/")[2].strip()
            if ":" in target or not name or self._resolver.notes(target, path):
                continue
            if day_of_name(name) is None:
                found.setdefault(fold(name), ghost(name))
        ghosts = {contact.id: contact for contact in found.values()}
        self._resolver.add(ghosts.values())
        self._contacts |= ghosts.keys()
        self._called.clear()
        self._sure.clear()
        self._single.clear()
        self._clear.clear()
        self._asked = "", None
        return ghosts
