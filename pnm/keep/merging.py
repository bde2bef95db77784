"""Generated notes that keep what their reader did to them.

In: the note as its reader left it, and the same note rendered anew. Out: one text with both, the
reader's ticks, edits and own lines where they put them. The last line of a sealed note is a
comment that lists what was generated, so that the reader's part can be told from pnm's.

Not known here: templates, contacts, the disk and the day.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from pnm.keep.fates import Past
from pnm.keep.lines import FOOT, MARKER, Raw
from pnm.keep.seals import Base, Note, joined, seal_of, take_apart, tokens, words_of
from pnm.keep.weave import Woven, weave


def seal(text: str) -> str:
    """Append the line that tells a later `merge` what was generated.

    Args:
        text: A rendered note. A seal that it has already is replaced.

    Returns:
        The text with its seal.
    """
    note = take_apart(text)
    rows = [
        *(row for line in chain(note.front, note.body) for row in (*line.blanks, line.raw)),
        *note.tail,
    ]
    return note.bom + joined(rows, seal_of(Base(words_of(note))), note.newline, final=True)


def merge(theirs: str, fresh: str) -> str:
    """Put a new rendering into a note, and keep what its reader did there.

    Args:
        theirs: The note as it is on disk, its seal whole, damaged or gone.
        fresh: The same note rendered anew.

    Returns:
        The sealed note. It is `theirs` itself when the rendering is the one `theirs` was made from.
    """
    mine, new = take_apart(theirs), take_apart(fresh)
    words = words_of(new)
    if mine.base and mine.base.words == words:
        return theirs
    if not mine.base and not mine.front and all(line.ident == FOOT for line in mine.body):
        return mine.bom + seal(fresh).removeprefix("\ufeff")
    front = _front(mine, new)
    past = _past(mine.base, is_front=False)
    astray = {found[2] for line in mine.front for found in MARKER.finditer(line.text)}
    body = weave(mine.body, new.body, replace(past, gone={*past.gone, *astray}))
    there = {line.ident for line in chain(mine.front, mine.body, new.front, new.body)}
    before = mine.base.gone if mine.base else frozenset()
    base = Base(
        words,
        (before | front.gone | body.gone) - there,
        (*front.kept, *body.kept),
        body.renamed,
    )
    rows = [*front.rows, *body.rows, *mine.tail]
    return mine.bom + joined(rows, seal_of(base), mine.newline, final=mine.final)


def _front(mine: Note, new: Note) -> Woven:
    """Put the front matter together; one that the reader took out or broke stays as it is."""
    past = _past(mine.base, is_front=True)
    if mine.front:
        return weave(mine.front, new.front, past)
    is_broken = mine.body[0].text.rstrip() == "---"
    rows = () if past.base or is_broken else (Raw(line.text, "") for line in new.front)
    return Woven(tuple(rows), frozenset(token.ident for token in past.base))


def _past(base: Base | None, *, is_front: bool) -> Past:
    """Give what a seal says of the front matter, or of the rest."""
    told = base or Base()
    return Past(
        [token for token in tokens(told.words) if token.is_front is is_front],
        [token for token in told.kept if token.is_front is is_front],
        told.gone,
        dict(told.renamed),
        is_known=base is not None,
    )
