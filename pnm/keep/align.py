"""Which line of one text is which line of another.

In: two lists of lines or tokens. Out: pairs of indices.
Not known here: what a line says, and who wrote it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Protocol


class Mark(Protocol):
    """What two lines are compared by: first the word, which is exact, then the identity."""

    @property
    def ident(self) -> str:
        """What stays the same when the text changes."""

    @property
    def digest(self) -> str:
        """The print of the text alone."""

    @property
    def word(self) -> str:
        """Identity and text."""


def align(left: Sequence[Mark], right: Sequence[Mark]) -> dict[int, int]:
    """Find each line of `left` again in `right`, also where it was moved.

    Lines that occur once on both sides are pairs; lines that occur often go by their neighbours,
    then by their order.

    Args:
        left: Lines or tokens.
        right: Lines or tokens.

    Returns:
        Indices of `right` by indices of `left`; none of either twice.
    """
    pairs: dict[int, int] = {}
    _pair([mark.word for mark in left], [mark.word for mark in right], pairs)
    _pair([mark.ident for mark in left], [mark.ident for mark in right], pairs)
    return pairs


def align_strays(
    left: Sequence[Mark], right: Sequence[Mark], pairs: Mapping[int, int]
) -> dict[int, int]:
    """Find lines again that stand beneath another item now, because theirs was taken out.

    Args:
        left: Lines or tokens.
        right: Lines or tokens.
        pairs: What `align` found.

    Returns:
        The pairs with more of them.
    """
    more = dict(pairs)
    _pair([mark.digest for mark in left], [mark.digest for mark in right], more)
    return more


def _pair(left: Sequence[str], right: Sequence[str], pairs: dict[int, int]) -> None:
    here = _places(left, pairs)
    there = _places(right, set(pairs.values()))
    for word in here.keys() & there.keys():
        if len(here[word]) == len(there[word]) == 1:
            pairs[here[word][0]] = there[word][0]
    _spread(left, right, pairs, 1)
    _spread(left, right, pairs, -1)
    taken = set(pairs.values())
    for word in here.keys() & there.keys():
        rest = [j for j in there[word] if j not in taken]
        pairs.update(zip((i for i in here[word] if i not in pairs), rest, strict=False))


def _places(words: Iterable[str], taken: Container[int]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        if index not in taken:
            places[word].append(index)
    return places


def _spread(left: Sequence[str], right: Sequence[str], pairs: dict[int, int], step: int) -> None:
    """Make pairs of equal neighbours of pairs, and of the two ends."""
    taken = set(pairs.values())
    edge = (-1, -1) if step > 0 else (len(left), len(right))
    for start in [edge, *sorted(pairs.items(), reverse=step < 0)]:
        i, j = start[0] + step, start[1] + step
        while (
            0 <= i < len(left)
            and 0 <= j < len(right)
            and i not in pairs
            and j not in taken
            and left[i] == right[j]
        ):
            pairs[i] = j
            taken.add(j)
            i, j = i + step, j + step
