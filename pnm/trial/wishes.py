"""Settings to ask a plugin with: as nobody set any, and as somebody set all of them.

In: what a plugin declares, the example. Out: tables as a user would write them.
Not known here: what a setting leads to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from pnm.network import Network
from pnm.settings import Declared

_WORDS: Final = 12


def set_otherwise(rows: Iterable[Declared], network: Network) -> dict[str, object]:
    """Return a table in which every setting has another value than its default.

    Args:
        rows: What is declared.
        network: Has the words that lists and texts are filled with.
    """
    words = _words(network)
    return {row.name: _other(row, words) for row in rows}


def _other(row: Declared, words: list[str]) -> object:
    numbers = re.findall(r"-?\d+(?:\.\d+)?", row.kind)
    if row.kind == "true or false":
        return not row.default
    if numbers:
        least, most = numbers
        text = least if row.default == float(most) else most
        return int(text) if "whole" in row.kind else float(text)
    if '"' in row.kind:
        return next((w for w in re.findall(r'"([^"]*)"', row.kind) if w != row.default), "")
    if row.kind == "an interval":
        return "10 days"
    return words if row.kind == "a list of texts" else (words or [""])[0]


def _words(network: Network) -> list[str]:
    """Return the cities, tags and circles that most people of a network have."""
    found: Counter[str] = Counter()
    for contact in network:
        found.update(tag.name for tag in contact.tags)
        found.update(word for word in (contact.city, *contact.circles) if word)
    return [word for word, _ in found.most_common(_WORDS)]
