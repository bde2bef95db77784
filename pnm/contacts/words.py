"""What the words of a dated line say: channel, favour, and the text that remains.

In: the text after a line's date. Out: channel, favour, text. Not known here: people and days.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pnm.contacts.profile import FAVOURS, Profile

_LEAD = re.compile(r"^\(([\w -]{1,20})\)[\s:–—-]*|^([\w-]{1,20})\s*[:–—]\s+|^([\w-]{1,20})\b[\s,]*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


class Said(NamedTuple):
    """A dated line, understood."""

    channel: str
    favour: str
    text: str


def _word_channels(profile: Profile) -> dict[str, str]:
    return {word: channel for channel, words in profile.channels.items() for word in words}


def said(text: str, profile: Profile, *, anywhere: bool = False) -> Said:
    """Read the channel and favour words of a line.

    Args:
        text: The line after its date: `call: her new job`, `(coffee) Lisbon`, `gave her a book`.
        profile: Which word means which channel.
        anywhere: Look beyond the first word; for lines that are not log lines.

    Returns:
        The channel, the favour, and the text without a leading `channel:` or `(channel)`.
    """
    channels = _word_channels(profile)
    found = _LEAD.match(text)
    channel, rest = "", text
    if found:
        word = (found[1] or found[2] or found[3] or "").casefold().strip()
        channel = channels.get(word) or channels.get(word.partition(" ")[0], "")
        if not channel and word in profile.channels:
            channel = word
        if channel and (found[1] or found[2]):
            rest = text[found.end() :]
    words = [word.casefold() for word in _WORD.findall(text[:160])]
    if not channel and anywhere:
        channel = next((channels[word] for word in words[:12] if word in channels), "")
    favour = FAVOURS.get(words[0], "") if words else ""
    if not favour and channel and rest != text:
        first = _WORD.match(rest)
        favour = FAVOURS.get(first[0].casefold(), "") if first else ""
    return Said(channel, favour, rest.strip() or text)
