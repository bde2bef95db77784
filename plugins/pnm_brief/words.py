"""The words of notes as they are read.

In: values. Out: short English texts that stay true while a brief lies in a pocket.
Not known here: contacts, and what is told of them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from pnm.api import as_read, parse_day, written_day

LINE: Final = 200
"""Characters of a line's text that a brief shows."""
NAMES: Final = 5
"""Names that a line gives before it counts the others."""


def plain(text: str) -> str:
    """Return a line of a note as it is read, cut to the length of a line."""
    return as_read(text, LINE)


def said(text: str, today: date) -> str:
    """Return a text, a bare day in it said as people say it: `14 Jul 2024`."""
    told = plain(text)
    day = parse_day(told) if told[:1].isdigit() else None
    return written_day(day, today) if day is not None else told
