"""What may be told: private contacts are neither named nor quoted.

In: the network, the options. Out: `Discretion`. Not known here: sections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pnm.api import Interaction, Network, Promise, fold
from pnm_lost_touch.words import plain


@dataclass(frozen=True, slots=True)
class Discretion:
    """Who and what is private, and how to keep it so.

    Attributes:
        ids: The private contacts.
        words: Matches a text that names one of them; None where nobody is private.
        everything: Whether what private notes say may be told, too.
    """

    ids: frozenset[str]
    words: re.Pattern[str] | None
    everything: bool

    def shows(self, contact_id: str) -> bool:
        """Return whether a contact may be named."""
        return contact_id not in self.ids

    def tells(self, text: str) -> bool:
        """Return whether a text names nobody private."""
        return self.words is None or self.words.search(fold(text)) is None

    def is_open(self, row: Interaction | Promise) -> bool:
        """Return whether the place that tells it may be told, if not its words."""
        return self.everything or not row.private

    def told(self, row: Interaction) -> str:
        """Return what is written about a time of being in touch, where that may be told."""
        return plain(row.text) if self.keeps(row) else ""

    def keeps(self, row: Interaction | Promise) -> bool:
        """Return whether its words may be told: nobody private is there, or named."""
        return self.is_open(row) and self.ids.isdisjoint(row.people) and self.tells(row.text)


def discretion_of(network: Network, *, everybody: bool) -> Discretion:
    """Return what may be told.

    Args:
        network: The whole vault.
        everybody: Whether private contacts are shown, too.

    Returns:
        The rule for contacts, interactions, promises and texts.
    """
    if everybody:
        return Discretion(frozenset(), None, everything=True)
    hidden = [contact for contact in network if contact.private]
    names = {fold(name) for c in hidden for name in (c.name, *c.aliases) if fold(name)}
    # Longer names come first, so that the pattern does not depend on the order of a set.
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    return Discretion(
        frozenset(contact.id for contact in hidden),
        re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None,
        everything=False,
    )
