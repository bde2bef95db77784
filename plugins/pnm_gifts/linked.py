"""A line with its links and its contact's name taken out, so that one pattern fits all.

In: a line's text. Out: `Linked`: the text with one sign for each link, and what the links show.
Not known here: whom a link means.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

LINK: Final = "[\ue000-\ue0ff]"
"""Matches the sign of a link."""
OWN: Final = "\ue100"
"""The sign of the note's own contact."""

_SIGNS: Final = "[\ue000-\ue100]"
_FIRST: Final = 0xE000
_MOST: Final = 0x100
_WIKI: Final = r"\[\[(?P<wiki>[^\[\]\n]{1,300})\]\]"
_MARKDOWN: Final = r"\[(?P<label>[^\[\]\n]{1,200})\]\([^()\n]{1,300}\)"
_ANY: Final = re.compile(f"(?P<embed>!?)(?:{_WIKI}|{_MARKDOWN})")


class Linked(NamedTuple):
    """A line.

    Attributes:
        text: With a sign for each link.
        shown: What each link shows, in order.
        own: The name that stood where the sign of the note's own contact is; empty for none.
    """

    text: str
    shown: tuple[str, ...]
    own: str = ""

    def plain(self, part: str) -> str:
        """Return a part of the text with what its links show."""
        bare = part.replace(OWN, self.own)
        return re.sub(LINK, lambda sign: self.shown[ord(sign[0]) - _FIRST], bare)


def linked(text: str, name: str = "") -> Linked:
    """Take the links out of a line; what is embedded is text.

    Args:
        text: The line's.
        name: Of the note's own contact, which is taken out where it or its first word stands.
    """
    shown: list[str] = []

    def sign(found: re.Match[str]) -> str:
        said = _shown(found)
        if found["embed"] or len(shown) == _MOST:
            return said
        shown.append(said)
        return chr(_FIRST + len(shown) - 1)

    found = _ANY.sub(sign, re.sub(_SIGNS, "", text))
    for own in dict.fromkeys((name, *name.split()[:1])):
        if own and own in found:
            bare = re.sub(rf"(?<!\w){re.escape(own)}(?!\w)", OWN, found)
            return Linked(bare, tuple(shown), own)
    return Linked(found, tuple(shown))


def places(part: str) -> tuple[int, ...]:
    """Return which links a part of the text has: the first is 0."""
    return tuple(ord(sign) - _FIRST for sign in re.findall(LINK, part))


def _shown(found: re.Match[str]) -> str:
    if found["label"]:
        return found["label"]
    target, _, label = found["wiki"].partition("|")
    return label.strip() or target.partition("#")[0].rpartition("/")[2].strip()
