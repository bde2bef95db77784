"""Whether one text speaks of what another does, told by the words that they share.

In: texts. Out: those that fit. Not known here: whose they are, and what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pnm.folding import fold

_WORD: Final = re.compile(r"\w+")
_SHORTEST: Final = 5
"""Letters from which on a word is likely to mean something by itself."""
_STEM: Final = 6
"""Letters by which longer words are compared, so that `photograph` fits `photography`."""
_ENDINGS: Final = ("ings", "ing", "ers", "er", "ed", "ies", "es", "s", "y")
"""What is taken off a word, so that `painting` fits `painter`."""
_LEAST: Final = 4
"""Letters that an ending must leave."""
_COMMON: Final = frozenset(
    "about after again another around because before begin being better between could every "
    "first found friend friends from given going great honest large little looking maybe might "
    "never nothing often other others people person place please right second short small "
    "somebody someone something still their there these thing things think those three through "
    "today together under until weeks where which while whose without would write years young "
    "names named month months second-hand handed under".split()
)


@lru_cache(maxsize=4096)
def telling_words(text: str) -> frozenset[str]:
    """Return the words of a text that are worth comparing, cut to what related ones share.

    Args:
        text: Any text, in any script.
    """
    words = _WORD.findall(fold(text))
    return frozenset(
        _stem(word) for word in words if len(word) >= _SHORTEST and word not in _COMMON
    )


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word.removesuffix(ending)[:_STEM]
    return word[:_STEM]


def alike(text: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return those texts that speak of what one does: they share a telling word.

    Args:
        text: Such as what somebody looks for.
        others: Such as what others offer, or know about.

    Returns:
        The ones that fit, in their order.
    """
    wanted = telling_words(text)
    return tuple(other for other in others if not wanted.isdisjoint(telling_words(other)))
