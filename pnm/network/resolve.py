"""Which note a link means, and which contact a name means.

In: all notes and people; a target with the note it stands in, or what a user typed.
Out: a note's id, contacts' ids. Not known here: what is done with them, and which day it is.

A link's order: the path itself; the path from the note's own folder; the file name with its
case; the file name without; then, among people, uid, slug, e-mail, name and alias. Of several the
nearest in the tree is meant, and of those the person.
"""

from __future__ import annotations

import posixpath
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from pnm.folding import fold
from pnm.model import Contact
from pnm.network.people import note_id

_URN = "urn:uuid:"
_PREFIXES = (_URN, "uid:", "name:", "mailto:")
_BEHIND = "\U0010ffff"
"""Sorts behind every character of a path."""


class Resolver:
    """Finds notes by links and contacts by names."""

    def __init__(
        self, paths: Iterable[str], contacts: Mapping[str, Contact], ego: Contact | None = None
    ) -> None:
        """Learn all notes and people.

        Args:
            paths: Of all notes.
            contacts: The people by id, without the vault's owner.
            ego: The vault's owner, whom links find and names do not.
        """
        self._people = dict(contacts)
        self._ids: dict[str, str] = {}
        self._alone: dict[str, str] = {}
        self._namesakes: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_code: dict[str, list[str]] = {}
        self._by_first: dict[str, list[str]] | None = None
        self._cache: dict[tuple[str, str], tuple[str, ...]] = {}
        self._shown: list[str] = []
        for note in sorted(map(note_id, paths)):
            shown = _composed(note)
            self._ids[shown] = note
            self._shown.append(shown)
            stem = shown.rpartition("/")[2]
            if stem in self._alone:
                self._namesakes.setdefault(stem, [self._alone[stem]]).append(shown)
            else:
                self._alone[stem] = shown
        for stem in self._namesakes:
            del self._alone[stem]
        for contact in contacts.values():
            self._learn(contact)
        self._ego = ego
        self._ego_names = frozenset((*names_of(ego), *codes_of(ego))) if ego else frozenset()

    def add(self, contacts: Iterable[Contact]) -> None:
        """Learn people known only by links, so that their names find them from now on."""
        for contact in contacts:
            self._people[contact.id] = contact
            self._learn(contact)
        self._by_first = None
        self._cache.clear()

    def _learn(self, contact: Contact) -> None:
        for name in names_of(contact):
            self._by_name.setdefault(name, []).append(contact.id)
        for code in codes_of(contact):
            self._by_code.setdefault(code, []).append(contact.id)

    @cached_property
    def _by_path(self) -> dict[str, list[str]]:
        return _grouped((shown.casefold(), shown) for shown in self._shown)

    @cached_property
    def _by_small_stem(self) -> dict[str, list[str]]:
        return _grouped((shown.rpartition("/")[2].casefold(), shown) for shown in self._shown)

    # -- links -------------------------------------------------------------------------------

    def everywhere(self, target: str) -> tuple[str, ...] | None:
        """Return what `notes` does, where that is the same in whichever note the link stands.

        Args:
            target: As the link says, without heading and label.

        Returns:
            Ids; None where it depends on the note.
        """
        alone = self._alone.get(target)
        if alone is not None:
            return (self._ids[alone],)
        plain = target.isascii() and "/" not in target and target == _bare_target(target)
        if not plain or target in self._namesakes or target.casefold() in self._by_small_stem:
            return None
        return self._by_person(target) if target else ()

    def notes(self, target: str, origin: str) -> tuple[str, ...]:
        """Return the ids of the notes that a link may mean; the first is the one it means.

        Args:
            target: As the link says, without heading and label.
            origin: The path of the note that it stands in.

        Returns:
            Several ids where the link is ambiguous, none where it leads nowhere.
        """
        alone = self._alone.get(target)
        if alone is not None:
            return (self._ids[alone],)
        folder = origin.rpartition("/")[0]
        key = (target, folder)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._find(_composed(target), _composed(folder))
        return found

    def _find(self, target: str, folder: str) -> tuple[str, ...]:
        wanted = _bare_target(target)
        if not wanted:
            return ()
        if wanted in self._ids:
            return (self._ids[wanted],)
        if "/" in wanted:
            near = posixpath.normpath(posixpath.join(folder, wanted))
            if near in self._ids:
                return (self._ids[near],)
            if exact := self._by_path.get(wanted.casefold()):
                return self._people_first(exact)
        return self._by_file_name(wanted, folder) or self._by_person(wanted)

    def _by_file_name(self, wanted: str, folder: str) -> tuple[str, ...]:
        stem = wanted.rpartition("/")[2]
        for same in (self._of_stem(stem), self._by_small_stem.get(stem.casefold(), [])):
            notes = same
            if notes and stem != wanted:
                ending = "/" + wanted.casefold()
                notes = [note for note in notes if note.casefold().endswith(ending)]
            if notes:
                return self._people_first(_nearest(notes, folder) if len(notes) > 1 else notes)
        return ()

    def _of_stem(self, stem: str) -> list[str]:
        alone = self._alone.get(stem)
        return self._namesakes.get(stem, []) if alone is None else [alone]

    def _people_first(self, notes: list[str]) -> tuple[str, ...]:
        """Return the people among the notes, and with none of them all."""
        if len(notes) == 1:
            return (self._ids[notes[0]],)
        ids = [self._ids[note] for note in notes]
        return tuple([note for note in ids if note in self._people] or ids)

    def _by_person(self, wanted: str) -> tuple[str, ...]:
        found = self.people(wanted)
        if not found and "/" in wanted and ":" not in wanted:
            wanted = posixpath.basename(wanted)
            found = self.people(wanted)
        if not found and self.is_ego(wanted) and self._ego is not None:
            return (self._ego.id,)
        return tuple(found)

    # -- names -------------------------------------------------------------------------------

    def is_ego(self, name: str) -> bool:
        """Return whether the vault's owner has this name, alias, uid, slug or e-mail."""
        return bool(self._ego_names & {fold(name), _code(name)})

    def calls_ego(self, name: str) -> bool:
        """Return whether the vault's owner is called so, if only by the given name."""
        own = first_names(self._ego) if self._ego else ()
        return self.is_ego(name) or fold(name) in own

    def is_code(self, name: str) -> bool:
        """Return whether this is somebody's uid, slug or e-mail, and so not just a name."""
        return _code(name) in self._by_code

    def people(self, name: str) -> list[str]:
        """Return the contacts that have exactly this uid, slug, e-mail, name or alias, folded.

        Args:
            name: As written; `Ada Lovelace <ada@home.example>` is found by either part.

        Returns:
            Their ids, in the order of their notes.
        """
        coded = self._by_code.get(_code(name))
        if coded:
            return coded
        if name.endswith(">") and "<" in name:
            shown, _, address = name[:-1].rpartition("<")
            return self.people(address.strip()) or self.people(shown.strip(' "'))
        return self._by_name.get(fold(_bare(name)), [])

    def called(self, name: str) -> list[str]:
        """Return the contacts of this full name, else of this given name."""
        found = self.people(name)
        if found:
            return found
        folded = fold(name.replace("_", " ").replace(".", " "))
        return self._by_name.get(folded) or self._firsts().get(folded, [])

    def _firsts(self) -> dict[str, list[str]]:
        if self._by_first is None:
            self._by_first = {}
            for contact in self._people.values():
                for name in sorted(first_names(contact)):
                    self._by_first.setdefault(name, []).append(contact.id)
        return self._by_first


def _bare_target(target: str) -> str:
    return target.strip().removesuffix(".md").removesuffix(".markdown").strip("/")


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _nearest(notes: list[str], folder: str) -> list[str]:
    """Return those of the sorted notes that share most folders with this one."""
    while folder:
        first = bisect_left(notes, folder + "/")
        last = bisect_left(notes, f"{folder}/{_BEHIND}")
        if first < last:
            return notes[first:last]
        folder = folder.rpartition("/")[0]
    return notes


def _composed(text: str) -> str:
    """Return text in Unicode's composed form: one file system writes é in one piece, one in two."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _bare(name: str) -> str:
    """Return a name without what vCards put in front of it: `name:Ada`, `urn:uuid:6f1c…`."""
    for prefix in _PREFIXES if ":" in name else ():
        if name[: len(prefix)].casefold() == prefix:
            return name[len(prefix) :].strip()
    return name


def _code(text: str) -> str:
    return _bare(text.strip()).casefold()


def codes_of(contact: Contact) -> tuple[str, ...]:
    """Return uid, slug and e-mails, for comparison."""
    codes = (contact.uid, contact.slug, *(email.value for email in contact.emails))
    return tuple(dict.fromkeys(_code(code) for code in codes if code))


def names_of(contact: Contact) -> tuple[str, ...]:
    """Return name, aliases and the note's file name, folded."""
    stem = contact.id.rpartition("/")[2].lstrip("@").removeprefix("link:")
    names = map(fold, dict.fromkeys((contact.name, *contact.aliases, stem)))
    return tuple(name for name in dict.fromkeys(names) if name)


def first_names(contact: Contact) -> set[str]:
    """Return the given name and the first word of the name, folded."""
    names = {fold(contact.given_name)} if contact.given_name else set()
    words = fold(contact.name).split()
    return names | set(words[:1])
