"""What the headings of a note say of the lines under them: a day, and what is listed there.

In: a `Note`. Out: one `Under` a heading. Not known here: which words mean what.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pnm.contacts.profile import folder_word
from pnm.notes import Block, Note, plain


class Under(NamedTuple):
    """What holds for the lines under a heading.

    Attributes:
        words: The heading and those above it, the nearest first, folded, without numbering,
            emoji and colon.
        day: The day that the nearest dated one of them names, or None.
        dated: The index of that heading; -1 for none.
        block: The index of the heading's own block.
    """

    words: tuple[str, ...] = ()
    day: date | None = None
    dated: int = -1
    block: int = -1


NOWHERE = Under()
"""What holds for the lines before the first heading."""


def read_headings(note: Note) -> tuple[Under, ...]:
    """Return for each heading of a note what holds under it."""
    if not note.headings:
        return ()
    found: list[Under] = []
    above: list[tuple[int, Under]] = []
    blocks = [(i, block) for i, block in enumerate(note.blocks) if block.kind == "heading"]
    for number, (heading, (index, block)) in enumerate(zip(note.headings, blocks, strict=False)):
        while above and above[-1][0] >= heading.level:
            above.pop()
        outer = above[-1][1] if above else NOWHERE
        words = (heading_word(heading.text), *outer.words)
        if block.day is not None:
            here = Under(words, block.day, number, index)
        else:
            here = Under(words, outer.day, outer.dated, index)
        found.append(here)
        above.append((heading.level, here))
    return tuple(found)


@lru_cache(maxsize=4096)
def heading_word(text: str) -> str:
    """Return a heading's text for comparison: `🎂 Birthdays:` is `birthdays`."""
    return folder_word(plain(text))


def under(headings: tuple[Under, ...], block: Block) -> Under:
    """Return what the headings say of a block."""
    return headings[block.section] if 0 <= block.section < len(headings) else NOWHERE
