"""Kinds of relation beyond family and friends: client and supplier, teacher and student.

In: nothing. Out: kinds of relation, each with its other side and the words that say the same.
Not known here: who is related to whom.
"""

from __future__ import annotations

from collections.abc import Iterator

from pnm.api import RelationKind, hookimpl
from pnm_roles.kinds import ALIKE, PAIRS


@hookimpl
def pnm_relation_kinds() -> Iterator[RelationKind]:
    """Yield the kinds."""
    for one, other in PAIRS:
        yield RelationKind(
            one.name,
            one.about,
            other.name,
            synonyms=tuple(one.words.split()),
            inverse_synonyms=tuple(other.words.split()),
        )
    for both in ALIKE:
        yield RelationKind(both.name, both.about, synonyms=tuple(both.words.split()))
