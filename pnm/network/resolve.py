"""Which note a link means, and which contact a name means.

In: all notes and contacts; a target with the note it stands in, or what a user typed.
Out: a note's id, contacts' ids. Not known here: what is done with them.

A link's order: the path itself; the path from the note's own folder; the file name with its
case; the file name without; then, among people, uid, slug, name and alias. Of several the
nearest in the tree is meant, and of those the person.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from pnm.folding import fold
from pnm.model import Contact
from pnm.network.people import note_id


class Resolver:
    """Finds notes by links and contacts by names."""

    def __init__(self, paths: Iterable[str], contacts: Mapping[str, Contact]) -> None:
        self._contacts = contacts
        self._ids: dict[str, str] = {}
        self._by_path: dict[str, list[str]] = {}
        self._by_stem: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_code: dict[str, list[str]] = {}
        self._cache: dict[tuple[str, str], tuple[str, ...]] = {}
        for path in paths:
            note = note_id(path)
            self._ids[note] = note
            self._by_path.setdefault(note.casefold(), []).append(note)
            self._by_stem.setdefault(note.rpartition("/")[2].casefold(), []).append(note)
        for contact in contacts.values():
            self._learn(contact)

    def _learn(self, contact: Contact) -> None:
        stem = contact.id.rpartition("/")[2].lstrip("@")
        for name in dict.fromkeys(fold(n) for n in (contact.name, *contact.aliases, stem)):
            if name:
                self._by_name.setdefault(name, []).append(contact.id)
        for code in (contact.uid, contact.slug, *(email.value for email in contact.emails)):
            if code:
                self._by_code.setdefault(code.casefold(), []).append(contact.id)

    def notes(self, target: str, origin: str) -> tuple[str, ...]:
        """Return the ids of the notes that a link may mean; the first is the one it means.

        Args:
            target: As the link says, without heading and label.
            origin: The path of the note that it stands in.

        Returns:
            Several ids where the link is ambiguous, none where it leads nowhere.
        """
        folder = origin.rpartition("/")[0]
        key = (target, folder)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._find(target, folder)
        return found

    def _find(self, target: str, folder: str) -> tuple[str, ...]:
        wanted = target.strip().removesuffix(".md").removesuffix(".markdown").strip("/")
        if not wanted:
            return ()
        if wanted in self._ids:
            return (wanted,)
        if target.startswith(("./", "../")) or "/" in wanted:
            near = posixpath.normpath(posixpath.join(folder, wanted)) if folder else wanted
            if near in self._ids:
                return (near,)
        exact = self._by_path.get(wanted.casefold())
        if exact:
            return tuple(exact)
        stem = posixpath.basename(wanted)
        named = self._by_stem.get(stem.casefold(), [])
        if "/" in wanted:
            ending = "/" + wanted.casefold()
            named = [note for note in named if ("/" + note.casefold()).endswith(ending)]
        if named:
            return self._nearest(named, stem, folder)
        return tuple(self.people(wanted))

    def _nearest(self, notes: list[str], stem: str, folder: str) -> tuple[str, ...]:
        def rank(note: str) -> tuple[int, int, int]:
            same_case = note.rpartition("/")[2] == stem
            person = note in self._contacts
            shared = len(posixpath.commonprefix([note.split("/"), folder.split("/")]))
            return (not same_case, -shared, not person)

        ordered = sorted(notes, key=lambda note: (rank(note), note))
        best = rank(ordered[0])
        return tuple(note for note in ordered if rank(note) == best)

    def people(self, name: str) -> list[str]:
        """Return the contacts that have exactly this uid, slug, e-mail, name or alias, folded."""
        coded = self._by_code.get(name.casefold().removeprefix("uid:"))
        return coded or self._by_name.get(fold(name), [])

    def called(self, name: str) -> list[str]:
        """Return the contacts of this full name, else of this given name."""
        found = self.people(name)
        if found:
            return found
        folded = fold(name.replace("_", " ").replace(".", " "))
        return self._by_name.get(folded) or [
            contact.id for contact in self._contacts.values() if folded in first_names(contact)
        ]


def first_names(contact: Contact) -> set[str]:
    """Return the given name and the first word of the name, folded."""
    names = {fold(contact.given_name)} if contact.given_name else set()
    words = fold(contact.name).split()
    return names | set(words[:1])
