"""The texts of a front-matter value, for fields of any type.

In: a node. Out: its first text, its words. Not known here: which field it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pnm.notes import Node, links_in, plain, scalars

YES = frozenset({"true", "yes", "on", "y", "1", "x"})
NO = frozenset({"false", "no", "off", "n", "0"})
EMPTY = frozenset({"", "-", "–", "—", "n/a", "tbd", "?"})
"""What people write where they have nothing to say yet."""

SEPARATORS = re.compile(r"\s*[,;]\s+|\s*;\s*|,(?=\S)")
"""What parts the items of a list that is one text."""

_ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>|mailto:([^()<>\s]+)")


def first_text(value: Node) -> str:
    """Return the first text of a value, without link syntax."""
    return next((text for text in (plain(s.text) for s in scalars(value)) if text), "")


def words(value: Node, *, split: bool = True) -> Iterator[str]:
    """Yield the texts of a list, or of one text that holds a list with commas.

    Args:
        value: The node; links in it stand for their labels.
        split: Whether one text may be a list.

    Yields:
        Texts that say something.
    """
    found = scalars(value)
    for scalar in found:
        links = links_in(scalar.text, scalar.line)
        if links:
            yield from (link.label or link.target.rpartition("/")[2] for link in links)
            continue
        pieces = SEPARATORS.split(scalar.text) if split and len(found) == 1 else [scalar.text]
        yield from (p.strip() for p in pieces if p.strip().casefold() not in EMPTY)


def emails(text: str) -> list[str]:
    """Return the addresses in a text: `Ada <ada@home.example>, ada@work.example`."""
    named = ["".join(found) for found in _ADDRESS.findall(text)]
    text = plain(text)
    return named or [p for p in (re.split(r"[,;\s]+", text) if "@" in text else [text]) if p]


def phones(text: str) -> list[str]:
    """Return the numbers in a text: `+49 30 123; +49 170 456`."""
    pieces = re.split(r"\s*;\s*|\s*,\s+", plain(text))
    return [piece.removeprefix("tel:") for piece in pieces if piece]
