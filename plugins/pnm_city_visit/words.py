"""The words of notes as they are read.

In: values. Out: short English texts that stay true while a report lies in a bag.
Not known here: contacts, and what is told of them.
"""

from __future__ import annotations

from typing import Final

from pnm.api import as_read

LINE: Final = 140
"""Characters of a line's text that the report shows."""


def plain(text: str) -> str:
    """Return a line of a note as it is read, cut to the length of a line."""
    return as_read(text, LINE)
