"""Names of places made comparable, and which of them are meant by what somebody typed.

In: names and addresses as written. Out: whether a place is meant, or only spelled nearly so.
Not known here: who lives where, and any map: that Lisboa is Lisbon must be said in the settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from pnm.api import fold

_PARTS: Final = re.compile(r"[,;/()|\n]+")
_NUMBER: Final = re.compile(r"(?<!\w)\w*\d\w*(?!\w)")
_ALIKE: Final = 0.8
"""How much of two names must be the same, of 1, for one to be a spelling of the other."""


def names_in(text: str) -> frozenset[str]:
    """Return the names that stand in a city's or an address's text.

    Args:
        text: As written: `12345 Lisbon, Portugal`.

    Returns:
        The folded parts, without numbers: `lisbon` and `portugal`.
    """
    parts = (_NUMBER.sub(" ", fold(part)) for part in _PARTS.split(text))
    return frozenset(filter(None, (" ".join(part.split()).strip(" .-") for part in parts)))


@dataclass(frozen=True, slots=True)
class Place:
    """The place that is asked for.

    Attributes:
        asked: As typed.
        names: What it is called, folded.
    """

    asked: str
    names: frozenset[str]

    def is_in(self, text: str) -> bool:
        """Return whether a text names the place."""
        return bool(text) and not self.names.isdisjoint(names_in(text))

    def is_near(self, text: str) -> bool:
        """Return whether a text names a place that is spelled nearly so, or that holds its name."""
        return any(_near(own, other) for other in names_in(text) for own in self.names)


def _near(own: str, other: str) -> bool:
    if own == other or min(len(own), len(other)) < 3:
        return False
    if re.search(rf"(?<!\w){re.escape(own)}(?!\w)", other):
        return True
    return own[0] == other[0] and SequenceMatcher(None, own, other).ratio() >= _ALIKE


def place_of(asked: str, same: Iterable[str]) -> Place:
    """Return what is meant by a place's name.

    Args:
        asked: As typed; of `Lisbon, Portugal` the first part counts.
        same: Names of one place, joined by `=`.

    Returns:
        The place, with all names that it has.
    """
    names = set(names_in(_PARTS.split(asked)[0]))
    for row in same:
        group = {fold(name) for name in row.split("=") if name.strip()}
        if not group.isdisjoint(names):
            names |= group
    return Place(" ".join(asked.split()), frozenset(names))
