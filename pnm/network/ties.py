"""Who is known to know whom: the ties between contacts, with what shows them.

In: relations, interactions, the links in people's notes. Out: `Tie` values.
Not known here: the vault's owner, whom everybody knows, and how strong a tie is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from itertools import combinations
from typing import Final

from pnm.contacts.rules import TICKED
from pnm.diagnostics import Source
from pnm.model import Interaction, Relation, Tie

MEETING_PEOPLE: Final = 20
"""A note that lists more people than this tells of an event, not of who knows whom."""


class Ties:
    """Collects what joins pairs of contacts."""

    def __init__(self, contacts: Container[str]) -> None:
        self._contacts = contacts
        self._found: dict[tuple[str, str], list[tuple[str, Source]]] = defaultdict(list)

    def add(self, a: str, b: str, why: str, source: Source) -> None:
        """Take one piece of evidence; the vault's owner and a tie to oneself are none."""
        if a != b and a in self._contacts and b in self._contacts:
            self._found[(a, b) if a < b else (b, a)].append((why, source))

    def add_link(self, a: str, b: str, source: Source) -> None:
        """Take a link from one's note to the other, unless its line says more already."""
        known = self._found.get((a, b) if a < b else (b, a), ())
        if all(source != other for _, other in known):
            self.add(a, b, "linked", source)

    def add_relations(self, relations: Iterable[Relation]) -> None:
        """Take the relations that are written; their other sides say the same again."""
        for relation in relations:
            if not relation.inferred:
                self.add(relation.of, relation.to, relation.kind, relation.source)

    def add_meetings(self, interactions: Iterable[Interaction]) -> None:
        """Take who was there together; who is named in one ticked task was not."""
        for row in interactions:
            if 1 < len(row.people) <= MEETING_PEOPLE and row.rule != TICKED:
                for a, b in combinations(row.people, 2):
                    self.add(a, b, "met together", row.source)

    def all(self) -> tuple[Tie, ...]:
        """Return the ties in the order of their ids."""
        return tuple(
            Tie(a, b, tuple(dict.fromkeys(why))) for (a, b), why in sorted(self._found.items())
        )
