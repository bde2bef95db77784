"""What the words of a dated line say: channel, favour, and the text that remains.

In: the text after a line's date. Out: channel, favour, text. Not known here: people and days.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from pnm.contacts.profile import FAVOURS, Profile

_LEAD = re.compile(
    r"^\(([\w -]{1,20})\)[\s:–—-]*"
    r"|^([\w-]{1,20}(?: [\w-]{1,20})?)\s*[:–—](?:\s+|$)"
    r"|^([\w-]{1,20})\b[\s,]*"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_TWO_WORDS = re.compile(rf"[\W\d_]*({_WORD.pattern})(?:[\W\d_]*({_WORD.pattern}))?")
_FAR = 12
"""Words of a line among which a channel is looked for."""
_LONG = 40


Said: TypeAlias = tuple[str, str, str]
"""Channel, favour, and text of a dated line."""


def said(text: str, profile: Profile, *, anywhere: bool = False) -> Said:
    """Read the channel and favour words of a line.

    Args:
        text: The line after its date: `call: her new job`, `(coffee) Lisbon`, `gave her a book`.
        profile: Which word means which channel.
        anywhere: Look beyond the first word; for lines that are not log lines.

    Returns:
        The channel, the favour, and the text without a leading `channel:` or `(channel)`.
    """
    return simply_said(text, profile) or _said(text, profile, anywhere=anywhere)


def simply_said(text: str, profile: Profile) -> Said | None:
    """Read a line that starts with `call: her` or `(call) her`, as most do; None for any other."""
    lead, _, rest = text.partition(" ")
    channel = profile.leads.get(lead)
    if channel is None or not rest[:1].isalnum():
        return None
    rest = rest.rstrip()
    return channel, "" if _is_no_favour(rest.partition(" ")[0]) else _favour(rest, 80), rest


@lru_cache(maxsize=4096)
def _is_no_favour(word: str) -> bool:
    """Return whether what stands before the first blank of a text says that it is no favour."""
    return len(word) < _LONG and _WORD.search(word) is not None and not _favour(word, _LONG)


def _said(text: str, profile: Profile, *, anywhere: bool) -> Said:
    """Read a line that is not simply `call: …`."""
    found = _LEAD.match(text)
    channel, rest = "", text
    if found:
        lead = (found[1] or found[2] or found[3]).casefold().strip()
        channel = profile.channel_of.get(lead) or profile.channel_of.get(lead.partition(" ")[0], "")
        if channel and not found[3]:
            rest = text[found.end() :].strip()
    if not channel and anywhere:
        words = (word.casefold() for word in _WORD.findall(text[:160])[:_FAR])
        known = (profile.channel_of.get(word) for word in words)
        channel = next((name for name in known if name), "")
    favour = _favour(text, 160)
    if not favour and rest != text:
        favour = _favour(rest, 80)
    return channel, favour, rest or text.strip()


def _favour(text: str, end: int) -> str:
    """Return the favour that the first word tells of: `gave me` is one received."""
    words = _TWO_WORDS.match(text, 0, end)
    favour = FAVOURS.get(words[1].casefold(), "") if words else ""
    if words and favour and words[2] and words[2].casefold() in {"me", "us"}:
        return "received"
    return favour
