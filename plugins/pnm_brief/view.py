"""What every section of a brief is made from.

In: what the hook is given. Out: `View`. Not known here: what a section says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pnm.api import Contact, Discretion, Gathered, Network, Relation, discretion_of
from pnm_brief.options import Options


@dataclass(frozen=True, slots=True)
class View:
    """The vault on one day, as far as a brief may tell of it.

    Attributes:
        network: The whole vault; ask `discretion` before anybody else is named.
        today: The day of the brief.
        gathered: What all plugins said.
        options: What the user set.
        asked: Who is met, in the order of asking.
        discretion: Who and what is private.
    """

    network: Network
    today: date
    gathered: Gathered
    options: Options
    asked: tuple[Contact, ...]
    discretion: Discretion

    @property
    def ego(self) -> str:
        """Return the id of the vault's owner; empty where nobody is."""
        return self.network.ego.id if self.network.ego is not None else ""

    def relations(self, contact_id: str) -> Iterator[Relation]:
        """Yield the relations of a contact to other contacts who may be named, each once."""
        seen: set[tuple[str, str]] = set()
        for row in self.network.relations_of(contact_id):
            other = row.to in self.network and self.discretion.shows(row.to)
            if other and (row.kind, row.to) not in seen:
                seen.add((row.kind, row.to))
                yield row

    def mine(self, contact_id: str) -> tuple[Relation, ...]:
        """Return what a contact is to the vault's owner."""
        rows = self.network.relations_of(self.ego) if self.ego else ()
        return tuple(row for row in rows if row.to == contact_id)


def view_of(
    network: Network, today: date, gathered: Gathered, options: Options, ids: tuple[str, ...]
) -> View:
    """Return the view of a vault.

    Args:
        network: The whole vault.
        today: The day of the brief.
        gathered: What all plugins said.
        options: What the user set.
        ids: Who is met; those whom the network does not know are left out.

    Returns:
        The view, each person once.
    """
    found = (network.get(contact_id) for contact_id in dict.fromkeys(ids))
    asked = tuple(contact for contact in found if contact is not None)
    names = frozenset(contact.id for contact in asked)
    discretion = discretion_of(network, names, everybody=options.include_private)
    return View(network, today, gathered, options, asked, discretion)
