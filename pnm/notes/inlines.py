"""Tags and Dataview fields inside a line.

In: a line, or a part of it. Out: tag names, and keys with their values.
Not known here: code and comments (the caller blanks them out), and what a key means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Obsidian's own rule: a tag ends at ASCII punctuation and at general punctuation of Unicode.
_TAG = re.compile(
    r"#(?<![^\s(\[{,;\"'*_~>|!?]#)"
    r"([^\x00-,.:-@\[-^`{-\xbf\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f\u3000-\u303f\uff00-\uff0f]{1,150})"
)
_LINKED = re.compile(r"\[\[[^\[\]\n]{1,400}\]\]|\]\([^()\n]{0,400}\)|<[^<>\s]{1,400}>")
_BARE_KEY = re.compile(
    r"(?:\*\*|__|[*_])?([^\W_](?:[^\[\](){}<>`:*\n|]{0,60}[^\[\](){}<>`:*\n|\s])?)(?:\*\*|__|[*_])?"
    r"::(?:\*\*|__|[*_](?![*_]))?(?=[\s\[(\"0-9]|\Z)"
)
_OPENED = re.compile(r"(?<!\[)\[(?!\[)|\(")
_KEY = re.compile(r"[ \t]{0,3}([^\W_](?:[^\[\](){}<>`:\n|]{0,60}))::(?!:)")
_BRACKET = re.compile(r"[\[\]()]")
_CLOSER = {"[": "]", "(": ")"}


def tags_in(line: str) -> list[str]:
    """Return the names of a line's tags, without `#`, in the spelling used."""
    if "[" in line or "<" in line:
        line = _LINKED.sub(" ", line)
    return [name for found in _TAG.finditer(line) if (name := _name(found[1]))]


def _name(text: str) -> str:
    if text[0].isalpha() and text[-1] not in "/-":
        return text
    bare = text.strip("_/-")
    return "" if not bare or bare.isdigit() else text.rstrip("/-")


def bare_field(text: str) -> tuple[str, str] | None:
    """Return key and value of a line that is one field, as `**Met at**:: a party`.

    Args:
        text: The line without its bullet.

    Returns:
        The key without formatting and the value, or None.
    """
    key = _BARE_KEY.match(text)
    return None if key is None else (key[1].strip(), text[key.end() :].strip())


def bracketed_fields(live: str, raw: str) -> Iterator[tuple[str, str]]:
    """Yield keys and values of `[key:: value]` and `(key:: value)`, the outermost only.

    Args:
        live: The line, with what must not be read blanked out.
        raw: The line as it is, of the same length.
    """
    closes: dict[int, int] | None = None
    at = 0
    for opened in _OPENED.finditer(live):
        key = _KEY.match(live, opened.end()) if opened.start() >= at else None
        if key is None:
            continue
        closes = _pairs(live) if closes is None else closes
        end = closes.get(opened.start())
        if end is not None:
            at = end
            yield key[1].strip(" *_~"), raw[key.end() : end].strip()


def _pairs(line: str) -> dict[int, int]:
    opened: list[tuple[int, str]] = []
    pairs: dict[int, int] = {}
    for found in _BRACKET.finditer(line):
        sign = found[0]
        if sign in _CLOSER:
            opened.append((found.start(), _CLOSER[sign]))
        elif opened and opened[-1][1] == sign:
            pairs[opened.pop()[0]] = found.start()
    return pairs
