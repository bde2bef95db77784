"""What the words of a dated line say: channel, favour, and the text that remains.

In: the text after a line's date. Out: channel, favour, text. Not known here: people and days.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pnm.contacts.profile import FAVOURS, Profile

_LEAD = re.compile(
    r"^\(([\w -]{1,20})\)[\s:–—-]*"
    r"|^([\w-]{1,20}(?: [\w-]{1,20})?)\s*[:–—](?:\s+|$)"
    r"|^([\w-]{1,20})\b[\s,]*"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_FAR = 12
"""Words of a line among which a channel is looked for."""


class Said(NamedTuple):
    """A dated line, understood."""

    channel: str
    favour: str
    text: str


def said(text: str, profile: Profile, *, anywhere: bool = False) -> Said:
    """Read the channel and favour words of a line.

    Args:
        text: The line after its date: `call: her new job`, `(coffee) Lisbon`, `gave her a book`.
        profile: Which word means which channel.
        anywhere: Look beyond the first word; for lines that are not log lines.

    Returns:
        The channel, the favour, and the text without a leading `channel:` or `(channel)`.
    """
    found = _LEAD.match(text)
    channel, rest = "", text
    if found:
        lead = (found[1] or found[2] or found[3]).casefold().strip()
        channel = profile.channel_of.get(lead) or profile.channel_of.get(lead.partition(" ")[0], "")
        if channel and not found[3]:
            rest = text[found.end() :].strip()
    words = [word.casefold() for word in _WORD.findall(text[:160])]
    if not channel and anywhere:
        known = (profile.channel_of.get(word) for word in words[:_FAR])
        channel = next((name for name in known if name), "")
    favour = _favour(words)
    if not favour and rest != text:
        favour = _favour([word.casefold() for word in _WORD.findall(rest[:80])])
    return Said(channel, favour, rest or text.strip())


def _favour(words: list[str]) -> str:
    """Return the favour that the first word tells of: `gave me` is one received."""
    favour = FAVOURS.get(words[0], "") if words else ""
    return "received" if favour and words[1:2] in (["me"], ["us"]) else favour
