"""What may be told: private contacts and private notes are neither named nor quoted.

In: the network, who was asked for by name. Out: `Discretion`.
Not known here: plugins, reports, and what their users set.

There is one meaning of `private: true` for all that others may see. Whoever is private is not
named, nor is a text told that names them, that stands in their note, or that tells of a time when
they were there. Asking for somebody by name is asking for what their note says, too.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pnm.folding import fold
from pnm.model import Interaction, KnownFact, Mention, Promise, Relation, Reminder
from pnm.network.names import Names, names_of

if TYPE_CHECKING:
    from pnm.network.network import Network


@dataclass(frozen=True, slots=True)
class Discretion:
    """Who and what is private, and how to keep it so.

    Attributes:
        network: What it is told of.
        ids: The private contacts that were not asked for.
        paths: Their notes, and the private notes of any other kind.
        words: What these contacts are called, by name, alias and note.
    """

    network: Network = field(repr=False, compare=False)
    ids: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    words: Names = field(default_factory=Names)

    def shows(self, contact_id: str) -> bool:
        """Return whether a contact may be named."""
        return contact_id not in self.ids

    def clears(self, text: str) -> bool:
        """Return whether a text names nobody private, by name, alias or note."""
        return not self.words.are_in(text)

    def allows(self, path: str, *texts: str) -> bool:
        """Return whether a note may be spoken of, and in these words."""
        return path not in self.paths and all(map(self.clears, texts))

    def is_open(self, row: Interaction | Promise | KnownFact | Mention | Relation) -> bool:
        """Return whether the place that tells a row may be told, if not its words."""
        return row.source.path not in self.paths

    def quotes(self, row: Interaction | Promise | KnownFact) -> bool:
        """Return whether a row's words may be told: nobody private is concerned, or named."""
        return self.is_open(row) and self.ids.isdisjoint(row.people) and self.clears(row.text)

    def told(self, row: Interaction | Promise | KnownFact) -> str:
        """Return what is written of a row, where that may be told; else an empty text."""
        return row.text if self.quotes(row) else ""

    def cleared(self, row: Interaction) -> Interaction | None:
        """Return what may be counted and told of a time of being in touch.

        Args:
            row: As it is written.

        Returns:
            None for what a private note tells, and where only private people were there. Where
            somebody private was there, too, or is named, the others stay, without the text.
        """
        if not self.is_open(row):
            return None
        if self.ids.isdisjoint(row.people):
            return row if self.clears(row.text) else replace(row, text="")
        people = tuple(person for person in row.people if person not in self.ids)
        return replace(row, people=people, text="") if people else None

    def allows_reminder(self, row: Reminder) -> bool:
        """Return whether a reminder may be told: whom it concerns, what it says and rests on.

        Args:
            row: What a plugin reminds of.

        Returns:
            False where it, or a promise behind it, concerns or names somebody private, or where
            it rests on a private note.
        """
        if not self.shows(row.contact_id):
            return False
        own = re.compile(rf"(?<!\w){re.escape(fold(self.network.name_of(row.contact_id)))}(?!\w)")
        if not all(self.clears(own.sub(" ", fold(text))) for text in (row.text, row.why)):
            return False
        if not all(self.allows(source.path) for source in row.sources):
            return False
        return all(map(self.quotes, self._behind(row)))

    def _behind(self, row: Reminder) -> Iterator[Promise]:
        """Yield the promises that a reminder is about, by its places and by its key."""
        for source in row.sources:
            yield from self.network.promises_at(source)
        for promise in self.network.promises_of(row.contact_id) if row.key else ():
            if promise.key == row.key:
                yield promise


def discretion_of(
    network: Network, asked: Container[str] = (), *, everybody: bool = False
) -> Discretion:
    """Return what may be told of a vault.

    Args:
        network: The whole vault.
        asked: The ids of those who were asked for by name.
        everybody: Whether nothing at all is hidden, as a setting may say.

    Returns:
        The rule for contacts, notes, rows and texts.
    """
    if everybody:
        return Discretion(network)
    hidden = [contact for contact in network if contact.private and contact.id not in asked]
    told = {one.path for one in network if one.private and one.id in asked}
    paths = network.private_paths.union(one.path for one in hidden if one.path is not None)
    names = (name for one in hidden for name in (one.name, *one.aliases, one.id.rpartition("/")[2]))
    return Discretion(
        network, frozenset(one.id for one in hidden), paths.difference(told), names_of(names)
    )
