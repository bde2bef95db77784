"""Relations as both people see them, kept as plain rows until somebody asks for them.

In: what notes say of who is what to whom. Out: `Relation`. Not known here: links and days.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from pnm.contacts.kinds_of_relation import PNMS, Kinds
from pnm.diagnostics import Source
from pnm.model import Relation

_VAGUE = "acquaintance"
"""The kind of relation that every other one implies."""

Key = tuple[str, str, str]
"""Whose relation, its kind, to whom."""


class Said(NamedTuple):
    """What is written of a relation, and where; `inferred` where it is the other side of that."""

    path: str
    line: int
    text: str
    label: str
    inferred: bool = False


class Relations:
    """Collects what is written, then answers from both sides."""

    def __init__(self, kinds: Kinds = PNMS) -> None:
        self._kinds = kinds
        self._said: dict[Key, Said] = {}

    def add(self, key: Key, said: Said) -> None:
        """Take what a note says; the first place counts, later ones add words it lacks."""
        known = self._said.setdefault(key, said)
        if (said.text and not known.text) or (said.label and not known.label):
            text, label = known.text or said.text, known.label or said.label
            self._said[key] = known._replace(text=text, label=label)

    def complete(self) -> None:
        """Drop what other relations imply, and add the other sides."""
        told = {(of, to) for of, kind, to in self._said if kind != _VAGUE}
        for key in [key for key in self._said if key[1] == _VAGUE and (key[0], key[2]) in told]:
            del self._said[key]
        for (of, kind, to), said in list(self._said.items()):
            other = (to, self._kinds.inverse(kind), of)
            if other not in self._said:
                self._said[other] = Said(said.path, said.line, said.text, "", True)

    @cached_property
    def all(self) -> tuple[Relation, ...]:
        """All relations by whose they are, kind and other person."""
        return tuple(map(self._value, sorted(self._said)))

    @cached_property
    def _by_person(self) -> dict[str, list[Key]]:
        found: defaultdict[str, list[Key]] = defaultdict(list)
        for key in self._said:
            found[key[0]].append(key)
        return dict(found)

    def of(self, contact_id: str) -> tuple[Relation, ...]:
        """Return the relations of a contact."""
        return tuple(map(self._value, sorted(self._by_person.get(contact_id, ()))))

    def _value(self, key: Key) -> Relation:
        of, kind, to = key
        path, line, text, label, inferred = self._said[key]
        return Relation(of, kind, to, Source(path, line), inferred, text, label)
