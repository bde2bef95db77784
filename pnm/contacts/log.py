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
from pnm.contacts.words import said, simply_said
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
    _, line, _, text, _, _, _, shown, _, links, _ = block
    people: tuple[str, ...] = _NOBODY_ELSE
    if links:
        targets = [link.target for link in links if link.place == "text"]
        if len(targets) < len(links):
            return None
        people = ("", *dict.fromkeys(targets)) if len(targets) > 1 else ("", targets[0])
    shown = (_unlinked(text, shown) if "[" in shown else shown).strip()[: TEXT_LENGTH * 2]
    found = simply_said(shown, profile)
    if found is None:
        lead, colon, _ = text.partition(":")
        if colon and "[" not in lead and heading_word(lead.lstrip(_NUMBERING)) in rules.NO_CONTACT:
            return None
        found = said(shown, profile)
    channel, favour, told = found
    told = told[:TEXT_LENGTH]
    row = (day.isoformat(), channel, told, line, rules.LOG_LINE, people, favour, False, "")
    return _new(Touch, row)


def _unlinked(text: str, rest: str) -> str:
    """Return what a line tells without link syntax, out of the whole line where that is safe.

    Whoever reads the links asks for the whole line, and `plain` has it at hand then.
    """
    start = len(text) - len(rest)
    if text.find("[") >= start and text[start:] == rest and text[0].isalnum():
        return plain(text)[start:]
    return plain(rest)
