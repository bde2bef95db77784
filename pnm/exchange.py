"""Other formats: the network written in one, and contacts read from one into new notes.

In: the host with its plugins, the network, a file's bytes. Out: a file's text; a plan of new notes,
and the notes written.
Not known here: any format, and the command line. Nothing is written over what is there, and
nobody is written twice.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from pnm.contacts import kinds
from pnm.contacts.extract import extract
from pnm.contacts.profile import Profile
from pnm.errors import NotFoundError, VaultError
from pnm.folding import fold
from pnm.host import Host
from pnm.host.called import called
from pnm.host.checked import checked
from pnm.model import Contact, Exporter, Importer, NewNote
from pnm.network import Network
from pnm.network.people import contact_of
from pnm.vault import Vault, Written, write_text
from pnm.vault.naming import folder_in, new_path, same_path, taken_in
from pnm.wording import known_are

LARGEST_BYTES: Final = 20_000_000
"""A file to import may be this large."""

_NO_CONTACT: Final = "would have a note that is not read as a contact's"

T = TypeVar("T", Exporter, Importer)


@dataclass(frozen=True, slots=True)
class Planned:
    """A note that an import makes.

    Attributes:
        path: In the vault.
        name: The contact's.
        text: The note's.
        made_of: The place in what was read; empty where the plugin does not say.
    """

    path: str
    name: str
    text: str
    made_of: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A contact that an import leaves alone.

    Attributes:
        name: What it is called in what was read.
        why: The reason, in a few words.
        path: The note that is there; empty for none.
        made_of: The place in what was read.
        faulty: Whether it is left out for a fault in what was read, not because it is there.
    """

    name: str
    why: str
    path: str = ""
    made_of: str = ""
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import writes, and what it leaves alone, both in the order of what was read."""

    notes: tuple[Planned, ...]
    left: tuple[Left, ...]


# -- formats ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Formats:
    """What the plugins can read and write, by name.

    Attributes:
        host: The plugins.
    """

    host: Host

    @property
    def exporters(self) -> Mapping[str, tuple[str, Exporter]]:
        """Return each exporter with its plugin; of two of one name that of the first plugin."""
        return _by_name(self.host.ask("pnm_exporters", Exporter).given)

    @property
    def importers(self) -> Mapping[str, tuple[str, Importer]]:
        """Return each importer with its plugin; of two of one name that of the first plugin."""
        return _by_name(self.host.ask("pnm_importers", Importer).given)

    def export(self, name: str, network: Network) -> str | bytes:
        """Write the network in a format.

        Raises:
            NotFoundError: No plugin writes it.
            PnmError: The plugin failed.
        """
        plugin, exporter = _named(name, self.exporters, "export")
        settings = self.host.settings_of(plugin)

        def write() -> str | bytes:
            given: object = exporter.write(network, settings)
            if not isinstance(given, (str, bytes)):
                raise TypeError(f"gave {type(given).__name__} instead of text or bytes")
            return given

        text: str | bytes = called(plugin, f"export {name}", write)
        return text

    def read(self, name: str, data: bytes) -> tuple[NewNote, ...]:
        """Read contacts from a file.

        Raises:
            NotFoundError: No plugin reads that format.
            PnmError: The plugin failed, or says what is wrong with the file.
        """
        plugin, importer = _named(name, self.importers, "import")
        settings = self.host.settings_of(plugin)

        def read() -> tuple[NewNote, ...]:
            notes = importer.read(data, settings)
            return tuple(checked(NewNote, note) for note in notes)

        notes: tuple[NewNote, ...] = called(plugin, f"import {name}", read)
        return notes


def _by_name(given: Iterable[tuple[str, T]]) -> dict[str, tuple[str, T]]:
    found: dict[str, tuple[str, T]] = {}
    for plugin, row in given:
        found.setdefault(row.name, (plugin, row))
    return dict(sorted(found.items()))


def _named(name: str, known: Mapping[str, tuple[str, T]], verb: str) -> tuple[str, T]:
    if name in known:
        return known[name]
    mend = known_are(name, known) if known else "formats come from plugins; see `pnm plugins`"
    raise NotFoundError(f"no plugin can {verb} {name!r}", mend=mend)


# -- importing -------------------------------------------------------------------------------------


def plan_import(
    notes: Iterable[NewNote], network: Network, vault: Vault, into: str | None = None
) -> Plan:
    """Say which notes an import writes and which contacts it leaves alone, without writing.

    Args:
        notes: As read.
        network: The whole vault: who is there already.
        vault: Where names may be taken.
        into: The folder for the notes; None for where most people are.

    Returns:
        The plan.

    Raises:
        VaultError: No notes may lie in that folder, or it cannot be read.
    """
    folder = folder_in(into) if into is not None else usual_folder(network)
    if not Path(os.path.realpath(vault.root / folder)).is_relative_to(os.path.realpath(vault.root)):
        raise VaultError(
            f"{folder} leads out of the vault",
            mend="replace the symbolic link by a folder, or name another with --into",
        )
    taken = set(taken_in(vault.root, folder))
    known = _Known.of(network)
    planned: list[Planned] = []
    left: list[Left] = []
    for note in notes:
        if note.fault:
            left.append(Left(note.name, note.fault, "", note.made_of, faulty=True))
            continue
        path = new_path(folder, note.name, taken)
        contact = _contact(path, note.text, network.config.profile)
        if contact is None:
            left.append(Left(note.name, _NO_CONTACT, "", note.made_of, faulty=True))
        elif (there := known.same(contact)) is not None:
            left.append(Left(contact.name, *there, note.made_of))
        else:
            taken.add(same_path(path))
            known.add(contact, "the same file")
            planned.append(Planned(path, contact.name, note.text, note.made_of))
    return Plan(tuple(planned), tuple(left))


def write_notes(vault: Vault, notes: Iterable[Planned]) -> Iterator[Written]:
    """Write planned notes, one by one.

    Yields:
        What became of each.

    Raises:
        VaultError: One cannot be written; those before it are there.
    """
    for note in notes:
        yield write_text(vault.root, note.path, note.text.encode("utf-8"), seen=None)


def usual_folder(network: Network) -> str:
    """Return the folder in which most contacts have their notes; `People` where there are none."""
    folders = Counter(c.path.rpartition("/")[0] for c in network.in_notes() if c.path)
    if not folders:
        return "People"
    return min(folders, key=lambda folder: (-folders[folder], folder))


def _contact(path: str, text: str, profile: Profile) -> Contact | None:
    """Return the contact that pnm will read from a note; None where it will read none."""
    facts = extract(path, text, profile)
    if facts.kind != kinds.PERSON or facts.person is None:
        return None
    return contact_of(facts, facts.person)


@dataclass(slots=True)
class _Known:
    """Whom the vault or the file has already: by identity, address and name."""

    uids: dict[str, str] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, network: Network) -> _Known:
        """Know all contacts of the vault, and its owner."""
        known = cls()
        for contact in (*network.in_notes(), *([network.ego] if network.ego else [])):
            known.add(contact, contact.path or "", *map(fold, (contact.name, *contact.aliases)))
        return known

    def add(self, contact: Contact, where: str, *names: str) -> None:
        """Know one more."""
        if contact.uid:
            self.uids.setdefault(contact.uid.casefold(), where)
        for email in contact.emails:
            self.emails.setdefault(email.value.casefold(), where)
        for name in names:
            self.names.setdefault(name, where)

    def same(self, contact: Contact) -> tuple[str, str] | None:
        """Return why a contact seems to be there already, and where; None where it does not."""
        if contact.uid and (path := self.uids.get(contact.uid.casefold())):
            return "has the same uid", path
        for email in contact.emails:
            if path := self.emails.get(email.value.casefold()):
                return f"has the same e-mail address, {email.value}", path
        if path := self.names.get(fold(contact.name)):
            return "has the same name", path
        return None
