"""What may be told: private contacts are not named, and their notes are not looked at.

In: the network, and whether its owner wants everybody shown. Out: `Discretion`.
Not known here: sections and settings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pnm.api import Network, fold


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

    def clears(self, path: str, *texts: str) -> bool:
        """Return whether a note may be spoken of, in texts that name nobody private."""
        if path in self.paths:
            return False
        return self.words is None or not any(self.words.search(fold(text)) for text in texts)


def discretion_of(network: Network, *, everybody: bool) -> Discretion:
    """Return what may be told of a vault.

    Args:
        network: The whole vault.
        everybody: Whether private contacts are shown, too.

    Returns:
        The rule for contacts and notes.
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
