"""The texts of a front-matter value, for fields of any type.

In: a node. Out: its first text, its words. Not known here: which field it belongs to.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pnm.notes import Node, Scalar, links_in, plain, scalars

YES = frozenset({"true", "yes", "on", "y", "1", "x"})
NO = frozenset({"false", "no", "off", "n", "0"})
EMPTY = frozenset({"", "-", "–", "—", "n/a", "tbd", "?"})
"""What people write where they have nothing to say yet."""
_LONGEST_EMPTY = max(map(len, EMPTY))

_SPACE = r"(?:(?<!\s)\s+)?"  # only from its beginning: or a long run is tried from each place
SEPARATORS = re.compile(rf"{_SPACE}[,;]\s+|{_SPACE};\s*|(?<!\d),(?=\S)|,(?=[^\s\d])")
"""What parts the items of a list that is one text."""

_NUMBERS = re.compile(rf"{_SPACE};\s*|{_SPACE},\s+")
links_of = lru_cache(maxsize=256)(links_in)
"""The links in a text and its line; each text of front matter is asked for a few times in a row."""

_ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>|mailto:([^()<>\s]+)")


def first_text(value: Node) -> str:
    """Return the first text of a value, without link syntax."""
    if isinstance(value, Scalar):
        return plain(value.text)
    return next((text for text in (plain(s.text) for s in scalars(value)) if text), "")


def words(value: Node, *, split: bool = True) -> list[str]:
    """Return the texts of a list, or of one text that holds a list with commas.

    Args:
        value: The node; links in it stand for their labels.
        split: Whether one text may be a list.

    Returns:
        Texts that say something.
    """
    texts = scalars(value)
    split = split and len(texts) == 1
    found: list[str] = []
    for scalar in texts:
        text = scalar.text
        if "[" in text and (links := links_of(text, scalar.line)):
            found += [link.label or link.target.rpartition("/")[2] for link in links]
        elif split and ("," in text or ";" in text):
            found += [p for piece in SEPARATORS.split(text) if not is_empty(p := piece.strip())]
        elif not is_empty(word := text.strip()):
            found.append(word)
    return found


def is_empty(text: str) -> bool:
    """Return whether a text is what people write where they have nothing to say yet."""
    return len(text) <= _LONGEST_EMPTY and text.casefold() in EMPTY


def emails(text: str) -> list[str]:
    """Return the addresses in a text: `Ada <ada@home.example>, ada@work.example`."""
    if "<" in text or "mailto:" in text:
        named = ["".join(found) for found in _ADDRESS.findall(text)]
        if named:
            return named
    text = plain(text)
    if "@" in text:
        return text.replace(",", " ").replace(";", " ").split()
    return [text] if text else []


def phones(text: str) -> list[str]:
    """Return the numbers in a text: `+49 30 123; +49 170 456`."""
    text = plain(text)
    pieces = _NUMBERS.split(text) if ";" in text or "," in text else [text]
    return [piece.removeprefix("tel:") for piece in pieces if piece]
