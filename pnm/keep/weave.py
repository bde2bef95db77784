"""A note generated again: new lines put among those that stay.

In: the lines on disk, the new rendering's and what was generated last time. Out: the lines of
the new note, and what its seal has to remember. Not known here: whole texts and how seals look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pnm.keep.fates import CHANGED, Fate, Past, arrivals_of, fates_of, tie
from pnm.keep.lines import Line, Raw, is_heading, is_key
from pnm.keep.places import Frame, Placing, frame_of
from pnm.keep.seals import Token


@dataclass(frozen=True, slots=True)
class Woven:
    """The lines of a new note, and what its seal remembers beside the rendering.

    Attributes:
        rows: The lines, blank ones too; a new one has no line end yet.
        gone: Identities that the reader took out.
        kept: Lines that were generated once, and stay though the rendering has them no more.
        renamed: Headings that the reader gave other words, from identity to identity.
    """

    rows: tuple[Raw, ...]
    gone: frozenset[str] = frozenset()
    kept: tuple[Token, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


def weave(mine: Sequence[Line], new: Sequence[Line], past: Past) -> Woven:
    """Put a new rendering among the lines on disk.

    Args:
        mine: The lines on disk.
        new: The lines of the new rendering.
        past: What is known of the last time.

    Returns:
        The new lines.
    """
    ties = tie(mine, new, past)
    fates = fates_of(ties)
    frame = frame_of(ties, fates, arrivals_of(ties, fates, past.gone))
    rows = _Writing(frame, Placing(frame).slots()).rows()
    found = set(ties.to_base.values())
    gone = (token.ident for b, token in enumerate(ties.base) if b not in found)
    return Woven(tuple(rows), frozenset(gone), tuple(_kept(frame)), tuple(_renamed(frame)))


def _kept(frame: Frame) -> Iterator[Token]:
    """Tell what pnm once wrote and the rendering has not, so that it is known when it goes."""
    ties = frame.ties
    for i in frame.stay:
        line = ties.mine[i]
        if frame.fates[i] is Fate.LIVE or ties.is_current(i):
            continue
        if ties.is_untouched(i):
            yield Token(line.ident, line.digest)
        elif i not in ties.to_new and (is_key(line.ident) or ties.is_known(i)):
            yield Token(line.ident, CHANGED)


def _renamed(frame: Frame) -> Iterator[tuple[str, str]]:
    ties = frame.ties
    for i in frame.stay:
        if ties.mine[i].level and i in ties.to_base and not ties.is_known(i):
            yield ties.base[ties.to_base[i]].ident, ties.mine[i].ident


class _Writing:
    """Writes the lines that stay and the new ones, with blank lines between them."""

    def __init__(self, frame: Frame, slots: Mapping[int, Sequence[int]]) -> None:
        self._frame = frame
        self._slots = slots
        self._new = frame.ties.new
        self._before: int | None = None  # which of the rendering's lines was written last, if one
        self._is_before_new = False
        self._is_first = True

    def rows(self) -> Iterator[Raw]:
        """Give all lines of the new note."""
        for position in range(len(self._frame.stay) + 1):
            for f in self._slots.get(position, ()):
                yield from self._arriving(f, position)
            if position < len(self._frame.stay):
                yield from self._staying(position)

    def _arriving(self, f: int, position: int) -> Iterator[Raw]:
        line = self._new[f]
        yield from [Raw("", "")] * self._count_before_new(f, position)
        yield Raw(line.text, "")
        self._before, self._is_before_new, self._is_first = f, True, False

    def _count_before_new(self, f: int, position: int) -> int:
        line = self._new[f]
        count = len(line.blanks)
        if self._before is not None and self._before < f:
            count = self._most_blanks(self._before, f)
        elif line.starts and position < len(self._frame.stay):
            ahead = self._frame.line(position)
            count = min(count, len(ahead.blanks)) if ahead.starts else count
        is_apart = is_heading(line.ident) or (line.follows_on and self._before is None)
        return max(count, 1) if is_apart and not self._is_first else count

    def _most_blanks(self, before: int, f: int) -> int:
        """Count the blank lines between two of the rendering's lines, whatever is between them."""
        return max(len(line.blanks) for line in self._new[before + 1 : f + 1])

    def _staying(self, position: int) -> Iterator[Raw]:
        ties = self._frame.ties
        i = self._frame.stay[position]
        line, f = ties.mine[i], ties.to_new.get(i)
        yield from self._blanks_before(position, f)
        if f is None or self._frame.fates[i] is not Fate.LIVE or ties.is_current(i):
            yield line.raw
        else:
            yield Raw(ties.new[f].text, line.raw.end)
        self._before, self._is_before_new, self._is_first = f, False, False

    def _blanks_before(self, position: int, f: int | None) -> Sequence[Raw]:
        """Give the blank lines before a line that stays: the rendering's next to a new line."""
        blanks = self._frame.blanks[position]
        count = len(blanks)
        if self._is_before_new:
            count = self._count_after_new(position, f)
        elif f is not None and self._before == f - 1 and self._has_gap(position):
            count = len(self._new[f].blanks)
        return blanks if len(blanks) == count else [Raw("", "")] * count

    def _count_after_new(self, position: int, f: int | None) -> int:
        line = self._frame.line(position)
        count = len(self._frame.blanks[position])
        before = -1 if self._before is None else self._before
        if f is not None and before < f:
            return self._most_blanks(before, f)
        if is_key(line.ident) and line.starts and self._new[before].starts:
            return 0
        if position == 0 or (f is None and line.follows_on):
            return max(count, 1)
        return count

    def _has_gap(self, position: int) -> bool:
        """Tell whether lines on disk went before a position."""
        stay = self._frame.stay
        return stay[position] - 1 != (stay[position - 1] if position else -1)
