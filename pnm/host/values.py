"""Whether foreign code has written into the values that it was given, though they are frozen.

In: a network. Out: whose values have other fields than before.
Not known here: who did it. To look at all fields of many contacts takes as long as a plugin's whole
answer, so of many only some are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Final

from pnm.model import Contact

_MOST: Final = 1_000
_FIELDS: Final = attrgetter(*(field.name for field in fields(Contact)))


class Values:
    """Knows what contacts say; of many, only of some."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """Look at them.

        Args:
            contacts: Those that plugins are asked about.
        """
        there = tuple(contacts)
        self._kept = [(one, _FIELDS(one)) for one in there[:: 1 + len(there) // _MOST]]

    def changed(self) -> str:
        """Return a contact that says something else than before; empty for none.

        It is put right again.
        """
        found = ""
        for contact, before in self._kept:
            if _FIELDS(contact) != before:
                found = found or before[0]
                for field, value in zip(fields(Contact), before, strict=True):
                    object.__setattr__(contact, field.name, value)
        return found
