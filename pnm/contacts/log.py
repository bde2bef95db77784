"""The commonest line of all: a dated one in a contact's own note, with nothing special about it.

In: one line of the note. Out: its `Touch`; None where the line takes the closer look that
`touches.py` has, which comes to the same for these lines and takes much longer.
Not known here: the lines around it, and the headings above.
"""

from __future__ import annotations

from datetime import date

from pnm.contacts import rules
from pnm.contacts.facts import TEXT_LENGTH, Touch
from pnm.contacts.headings import heading_word
from pnm.contacts.profile import Profile
from pnm.contacts.words import said
from pnm.notes import Block, plain

_NUMBERING = "0123456789- "
"""What most days are made of; without it `heading_word` meets the same few words again."""
_NOBODY_ELSE = ("",)

_new = tuple.__new__


def log_line(block: Block, day: date, profile: Profile) -> Touch | None:
    """Read a dated line that is not nested and no task, under headings that allow it.

    Args:
        block: The line.
        day: Its day.
        profile: The vault's profile.

    Returns:
        The touch; None where the line is introduced by a word that speaks against it, or has
        links that do not count.
    """
    people: tuple[str, ...] = _NOBODY_ELSE
    if block.links:
        targets = [link.target for link in block.links if link.place == "text"]
        if len(targets) < len(block.links):
            return None
        people = ("", *dict.fromkeys(targets))
    lead, colon, _ = block.text.partition(":")
    if colon and "[" not in lead and heading_word(lead.lstrip(_NUMBERING)) in rules.NO_CONTACT:
        return None
    channel, favour, told = said(plain(block.rest)[: TEXT_LENGTH * 2], profile)
    told = told[:TEXT_LENGTH]
    row = (day.isoformat(), channel, told, block.line, rules.LOG_LINE, people, favour, False, "")
    return _new(Touch, row)
