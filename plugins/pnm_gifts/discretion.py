"""What may be told: private contacts and private notes are neither named nor quoted.

In: the network, who was asked for by name. Out: `Discretion`. Not known here: sections.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from pnm.api import Contact, KnownFact, Network, fold


@dataclass(frozen=True, slots=True)
class Discretion:
    """Who and what is private, and how to keep it so.

    Attributes:
        ids: The private contacts.
        words: Matches a text that names one of them; None where nobody is private.
    """

    ids: frozenset[str]
    words: re.Pattern[str] | None

    def shows(self, contact: Contact) -> bool:
        """Return whether a contact may be named."""
        return contact.id not in self.ids

    def tells(self, text: str) -> bool:
        """Return whether a text names nobody private."""
        return self.words is None or self.words.search(fold(text)) is None

    def quotes(self, fact: KnownFact, contact: Contact) -> bool:
        """Return whether a fact may be told of a contact who may be named."""
        own = fact.source.path == contact.path
        return (own or not fact.private) and self.tells(fact.text)


def discretion_of(network: Network, asked: Container[str] = (), *, everybody: bool) -> Discretion:
    """Return what may be told.

    Args:
        network: The whole vault.
        asked: Who was asked for by name: naming somebody is asking for what is private, too.
        everybody: Whether all private contacts are shown.
    """
    if everybody:
        return Discretion(frozenset(), None)
    hidden = [contact for contact in network if contact.private and contact.id not in asked]
    names = {fold(name) for one in hidden for name in (one.name, *one.aliases)} - {""}
    # Longer names come first, so that the pattern does not depend on the order of a set.
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    return Discretion(
        frozenset(contact.id for contact in hidden),
        re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None,
    )
