"""What may be told: private contacts are neither named nor quoted.

In: the network, and whether its owner wants everybody shown. Out: `Discretion`.
Not known here: sections and settings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pnm.api import Interaction, Network, fold


@dataclass(frozen=True, slots=True)
class Discretion:
    """Who is private, and how to keep it so.

    Attributes:
        ids: The private contacts.
        paths: Their notes, and private notes of any other kind.
        words: Matches a text that names one of them; None where nobody is private.
    """

    ids: frozenset[str]
    paths: frozenset[str]
    words: re.Pattern[str] | None

    def shows(self, contact_id: str) -> bool:
        """Return whether a contact may be named."""
        return contact_id not in self.ids

    def clears(self, text: str) -> bool:
        """Return whether a text names nobody private, by name, alias or note."""
        return self.words is None or self.words.search(fold(text)) is None

    def cleared(self, row: Interaction) -> Interaction | None:
        """Return what may be told of a time of being in touch; None for nothing.

        What stands in a private note is left out. Where somebody private was there, too, or is
        named, the others stay, without the text.
        """
        if row.source.path in self.paths:
            return None
        if self.ids.isdisjoint(row.people):
            return row if self.clears(row.text) else replace(row, text="")
        people = tuple(person for person in row.people if person not in self.ids)
        return replace(row, people=people, text="") if people else None


def discretion_of(network: Network, *, everybody: bool) -> Discretion:
    """Return what may be told of a vault.

    Args:
        network: The whole vault.
        everybody: Whether private contacts are shown, too.

    Returns:
        The rule for contacts and texts.
    """
    if everybody:
        return Discretion(frozenset(), frozenset(), None)
    hidden = [contact for contact in network if contact.private]
    names = {
        folded
        for contact in hidden
        for name in (contact.name, *contact.aliases, contact.id)
        if (folded := fold(name))
    }
    # Longer names come first, so that the pattern does not depend on the order of a set.
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    return Discretion(
        frozenset(contact.id for contact in hidden),
        frozenset(contact.path for contact in hidden if contact.path) | network.private_paths,
        re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None,
    )
