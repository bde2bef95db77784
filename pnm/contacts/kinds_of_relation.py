"""The kinds of relation: their words, their inverses, which are symmetric.

In: a word as written in a key, a list or a label. Out: the kind, and the label worth keeping.
Not known here: who is related to whom.
"""

from __future__ import annotations

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

_WORDS: dict[str, str] = {
    "spouse": "husband wife spouses married_to",
    "partner": "partners boyfriend girlfriend fiance fiancee significant_other",
    "friend": "friends best_friend close_friend friend_of bestie",
    "sibling": "siblings brother sister brothers sisters twin half_brother half_sister",
    "colleague": "colleagues colleague_of ex_colleague works_with former_colleague",
    "co_worker": "co_workers coworker coworkers",
    "neighbor": "neighbors neighbour neighbours",
    "co_resident": "co_residents flatmate flatmates roommate roommates housemate housemates",
    "acquaintance": "acquaintances knows contact",
    "kin": "relative relatives family aunt uncle cousin cousins niece nephew in_law mother_in_law "
    "father_in_law brother_in_law sister_in_law stepfather stepmother",
    "parent": "parents mother father mum mom dad child_of son_of daughter_of",
    "child": "children son daughter sons daughters kid kids parent_of mother_of father_of",
    "manager": "managers reports_to person_reports_to boss supervisor managed_by",
    "report": "reports direct_report direct_reports manages manager_of",
    "mentor": "mentors mentored_by",
    "mentee": "mentees mentors_of mentor_of",
    "introduced_by": "referred_by introduced_through met_through met_via referral",
    "introduced": "introduced_to",
    "godparent": "godparents godmother godfather",
    "godchild": "godchildren godson goddaughter",
    "assistant": "assistants",
    "assists": "assistant_of",
    "grandparent": "grandparents grandmother grandfather grandma grandpa",
    "grandchild": "grandchildren grandson granddaughter",
    "ex": "ex_partner ex_wife ex_husband ex_spouse",
    "met": "",
}

_LOST = frozenset("contact".split())
"""Words that say nothing beyond their kind."""

_KIND_OF: dict[str, str] = {fold_key(kind): kind for kind in INVERSE}
_KIND_OF.update({fold_key(word): kind for kind, words in _WORDS.items() for word in words.split()})


class RelationWord(NamedTuple):
    """A word for a relation: its kind, and the word itself where it says more."""

    kind: str
    label: str


def relation_word(word: str) -> RelationWord | None:
    """Say which kind of relation a word names.

    Args:
        word: As written: `mother`, `Friends`, `co-worker`, `reports_to`.

    Returns:
        The kind in the singular with the word as label where it says more (`mother`),
        or None where the word is no relation.
    """
    folded = fold_key(word)
    kind = _KIND_OF.get(folded)
    if kind is None:
        return None
    plain = {fold_key(kind), fold_key(kind) + "s", "children", "reportsto"} | _LOST
    return RelationWord(kind, "" if folded in plain else word.strip().casefold())


def inverse(kind: str) -> str:
    """Return the kind as seen from the other side; a kind without one is its own."""
    return INVERSE.get(kind, kind)
