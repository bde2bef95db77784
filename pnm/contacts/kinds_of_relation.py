"""The kinds of relation: their words, their inverses, which are symmetric.

In: a word as written in a key, a list or a label; the kinds that plugins add.
Out: the kind, and the label worth keeping.
Not known here: who is related to whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pnm.folding import fold_key

SYMMETRIC = frozenset(
    "spouse partner friend sibling colleague co_worker neighbor co_resident acquaintance kin "
    "met ex".split()
)

_PAIRS = (
    ("parent", "child"),
    ("manager", "report"),
    ("mentor", "mentee"),
    ("introduced_by", "introduced"),
    ("godparent", "godchild"),
    ("assistant", "assists"),
    ("grandparent", "grandchild"),
)

INVERSE: dict[str, str] = {kind: kind for kind in SYMMETRIC}
INVERSE.update(_PAIRS)
INVERSE.update({b: a for a, b in _PAIRS})

SAME: dict[str, str] = {
    "spouse": "spouses married_to",
    "partner": "partners significant_other",
    "friend": "friends friend_of",
    "sibling": "siblings",
    "colleague": "colleagues colleague_of works_with",
    "co_worker": "co_workers coworker coworkers",
    "neighbor": "neighbors neighbour neighbours",
    "co_resident": "co_residents",
    "acquaintance": "acquaintances knows contact",
    "kin": "relative relatives family",
    "parent": "parents child_of",
    "child": "children parent_of",
    "manager": "managers reports_to person_reports_to managed_by",
    "report": "reports direct_report direct_reports manages manager_of",
    "mentor": "mentors mentored_by",
    "mentee": "mentees mentors_of mentor_of",
    "introduced_by": "introduced_through met_through met_via",
    "introduced": "introduced_to",
    "godparent": "godparents",
    "godchild": "godchildren",
    "assistant": "assistants",
    "assists": "assistant_of",
    "grandparent": "grandparents",
    "grandchild": "grandchildren",
    "met": "",
    "ex": "",
}
"""Words that say the same as their kind."""

MORE: dict[str, str] = {
    "spouse": "husband wife",
    "partner": "boyfriend girlfriend fiance fiancee",
    "friend": "best_friend close_friend bestie",
    "sibling": "brother sister brothers sisters twin half_brother half_sister",
    "colleague": "ex_colleague former_colleague",
    "co_resident": "flatmate flatmates roommate roommates housemate housemates",
    "kin": "aunt uncle cousin cousins niece nephew in_law mother_in_law father_in_law "
    "brother_in_law sister_in_law stepfather stepmother",
    "parent": "mother father mum mom dad son_of daughter_of",
    "child": "son daughter sons daughters kid kids mother_of father_of",
    "manager": "boss supervisor",
    "introduced_by": "referred_by referral",
    "godparent": "godmother godfather",
    "godchild": "godson goddaughter",
    "grandparent": "grandmother grandfather grandma grandpa",
    "grandchild": "grandson granddaughter",
    "ex": "ex_partner ex_wife ex_husband ex_spouse",
}
"""Words that say more than their kind, and are kept as its label."""

_KIND_OF: dict[str, tuple[str, bool]] = {fold_key(kind): (kind, False) for kind in INVERSE}
_KIND_OF.update(
    {
        fold_key(word): (kind, more)
        for table, more in ((SAME, False), (MORE, True))
        for kind, words in table.items()
        for word in words.split()
    }
)


class RelationWord(NamedTuple):
    """A word for a relation: its kind, and the word itself where it says more."""

    kind: str
    label: str


class Kinds:
    """The kinds of relation of a vault: pnm's own, and those of plugins.

    Attributes:
        own: Those of plugins: each kind with its inverse.
        words: Those of plugins: each folded word with its kind.
    """

    __slots__ = ("_inverse", "_known", "own", "word", "words")

    def __init__(
        self, own: Mapping[str, str] | None = None, words: Mapping[str, str] | None = None
    ) -> None:
        """Know the kinds.

        Args:
            own: The kinds of plugins, each with its inverse.
            words: Folded words, each with its kind among them.
        """
        self.own = MappingProxyType(dict(own or {}))
        self.words = MappingProxyType(dict(words or {}))
        self._inverse = {**self.own, **INVERSE}
        self._known = {**{word: (kind, False) for word, kind in self.words.items()}, **_KIND_OF}
        self.word = lru_cache(maxsize=4096)(self._word)
        """Say which kind of relation a word names; see `relation_word`."""

    def _word(self, word: str) -> RelationWord | None:
        found = self._known.get(fold_key(word))
        if found is None:
            return None
        kind, more = found
        return RelationWord(kind, word.strip().casefold() if more else "")

    def inverse(self, kind: str) -> str:
        """Return the kind as seen from the other side; a kind without one is its own."""
        return self._inverse.get(kind, kind)


PNMS = Kinds()
"""Those that are known without any plugin."""


def relation_word(word: str) -> RelationWord | None:
    """Say which of pnm's own kinds of relation a word names.

    Args:
        word: As written: `mother`, `Friends`, `co-worker`, `reports_to`.

    Returns:
        The kind in the singular with the word as label where it says more (`mother`),
        or None where the word is no relation.
    """
    return PNMS.word(word)


def inverse(kind: str) -> str:
    """Return one of pnm's own kinds as seen from the other side."""
    return PNMS.inverse(kind)
