"""Where each new line of a generated note goes.

In: three versions of a note's lines, and what becomes of them. Out: the lines that stay, and the
place of each new one. Not known here: blank lines, line ends and seals.

The lines on disk are the frame: they keep their order. A new line goes to its neighbour in the
rendering, if that is in its section still, and past what the reader wrote beneath that neighbour;
a new section goes to the end of the section before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pnm.keep.fates import Arrival, Fate, Ties
from pnm.keep.lines import FOOT, Line, Raw

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """What stays of the lines on disk.

    Attributes:
        ties: The three versions.
        fates: What becomes of each line on disk.
        arrivals: What becomes of each new line.
        stay: The lines that stay, as indices of `ties.mine`; a position is an index of this.
        rank: Positions of the new lines that are here already.
        under: The position of the heading above each position, or -1.
        blanks: The blank lines before each position, or before what went from there if more.
        barred: Positions inside a block of the reader's own.
    """

    ties: Ties
    fates: Sequence[Fate]
    arrivals: Sequence[Arrival]
    stay: Sequence[int]
    rank: dict[int, int]
    under: Sequence[int]
    blanks: Sequence[tuple[Raw, ...]]
    barred: frozenset[int]

    def line(self, position: int) -> Line:
        """Give the line at a position."""
        return self.ties.mine[self.stay[position]]

    def is_extra(self, position: int) -> bool:
        """Tell whether the new rendering does not have the line at a position."""
        return self.stay[position] not in self.ties.to_new


def frame_of(ties: Ties, fates: Sequence[Fate], arrivals: Sequence[Arrival]) -> Frame:
    """Gather what stays of the lines on disk.

    Args:
        ties: The three versions.
        fates: What becomes of each line on disk.
        arrivals: What becomes of each new line.

    Returns:
        The frame that new lines are put into.
    """
    stay: list[int] = []
    under: list[int] = []
    blanks: list[tuple[Raw, ...]] = []
    most: tuple[Raw, ...] = ()
    heading = -1
    for i, line in enumerate(ties.mine):
        most = max(line.blanks, most, key=len)
        if fates[i] is Fate.OUT:
            continue
        under.append(heading)
        if line.level:
            heading = len(stay)
        stay.append(i)
        blanks.append(most)
        most = ()
    rank = {ties.to_new[i]: position for position, i in enumerate(stay) if i in ties.to_new}
    barred = frozenset(
        position for position, i in enumerate(stay) if ties.mine[i].inside and fates[i] is Fate.OWN
    )
    return Frame(ties, fates, arrivals, stay, rank, under, blanks, barred)


class _Slot(NamedTuple):
    """A place between two lines that stay.

    Attributes:
        position: What it is before.
        is_section: Whether a new section goes there, after all that belongs to the old one.
    """

    position: int
    is_section: bool = False


class Placing:
    """Finds a place for each new line, in the order of the rendering."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._new = frame.ties.new
        self._slots: dict[int, _Slot] = {}
        self._last: dict[int, int] = {}
        self._family: dict[int, int] = {}
        self._heading = -1
        self._blanks = list(accumulate(len(line.blanks) for line in self._new))
        self._next = self._nexts()

    def slots(self) -> dict[int, list[int]]:
        """List the new lines that go before each position."""
        for f, arrival in enumerate(self._frame.arrivals):
            if arrival is Arrival.NEW:
                slot = self._slot(f)
                position = slot.position
                while position in self._frame.barred:
                    position += 1
                self._slots[f] = slot._replace(position=position)
            if arrival is not Arrival.WITHHELD:
                self._pass(f)
        places: defaultdict[int, list[int]] = defaultdict(list)
        for f in sorted(self._slots, key=lambda f: self._slots[f].is_section):
            places[self._slots[f].position].append(f)
        return places

    def _nexts(self) -> list[int]:
        """Give for each new line the next of its section that is here and at home, or -1."""
        nexts: list[int] = []
        ahead = -1
        for f in range(len(self._new) - 1, -1, -1):
            nexts.append(ahead)
            if self._new[f].level:
                ahead = -1
            elif self._frame.arrivals[f] is Arrival.HERE and self._is_at_home(f):
                ahead = f
        return nexts[::-1]

    def _is_at_home(self, f: int) -> bool:
        """Tell whether a line stands in its section, as far as that is there."""
        heading, parent = self._new[f].section, self._new[f].parent
        if parent >= 0 and not self._is_beneath(f, parent):
            return False
        if self._frame.arrivals[f] is Arrival.NEW:
            return parent < 0 or self._is_at_home(parent)
        above = self._frame.under[self._frame.rank[f]]
        if heading < 0:
            return above < 0
        if self._frame.arrivals[heading] is Arrival.HERE:
            return above == self._frame.rank[heading]
        return self._frame.arrivals[heading] is Arrival.WITHHELD

    def _pass(self, f: int) -> None:
        """Remember a line as a neighbour of those that follow."""
        line = self._new[f]
        if line.level:
            self._heading = f
            return
        if self._is_at_home(f):
            self._last[line.section] = f
        child, parent = f, line.parent
        while parent >= 0 and self._is_beneath(child, parent):
            self._family[parent] = f
            child, parent = parent, self._new[parent].parent

    def _is_beneath(self, f: int, parent: int) -> bool:
        """Tell whether a line stands beneath its parent, not elsewhere by the reader's hand."""
        rank, ties = self._frame.rank, self._frame.ties
        if f not in rank:
            return True
        above = self._frame.line(rank[f]).parent
        return above >= 0 and ties.to_new.get(above) == parent

    def _slot(self, f: int) -> _Slot:
        line = self._new[f]
        if line.level:
            return _Slot(self._section_end(line.level), is_section=True)
        if line.parent >= 0:
            return self._beside(self._family.get(line.parent, line.parent), f)
        last, ahead = self._last.get(line.section, -1), self._next[f]
        if ahead >= 0 and last not in self._slots and (last < 0 or self._leans(f, ahead)):
            return _Slot(self._before(ahead, f, last))
        if last >= 0:
            return self._beside(last, f)
        if line.section < 0:
            return _Slot(0)
        if self._frame.arrivals[line.section] is Arrival.WITHHELD:
            return self._previous_end()
        return self._beside(line.section, f)

    def _beside(self, neighbour: int, f: int) -> _Slot:
        """Place a line after its neighbour and what the reader wrote beneath that."""
        slot = self._slots.get(neighbour)
        if slot is None:
            slot = _Slot(self._frame.rank[neighbour] + 1)
        return slot._replace(position=self._block_end(slot.position, f))

    def _block_end(self, position: int, f: int) -> int:
        """Pass what is deeper than a new line, and what follows directly by the reader's hand."""
        frame = self._frame
        indent = self._new[f].indent
        while position < len(frame.stay):
            line = frame.line(position)
            if line.level or line.ident == FOOT:
                break
            goes_on = line.indent == indent or not line.starts
            if line.indent <= indent and not (goes_on and self._is_put(position, f)):
                break
            position += 1
        return position

    def _is_put(self, position: int, f: int) -> bool:
        """Tell whether the reader put a line directly below the one before."""
        frame = self._frame
        if frame.blanks[position]:
            return False
        if frame.is_extra(position):
            return True
        here = frame.ties.to_new[frame.stay[position]]
        return not frame.line(position).starts and (here < f or not self._is_at_home(here))

    def _leans(self, f: int, ahead: int) -> bool:
        """Tell whether a line stands closer to the one ahead than to the one before."""
        return bool(self._new[f].blanks) and self._blanks[ahead] == self._blanks[f]

    def _before(self, ahead: int, f: int, last: int) -> int:
        """Place a line before another and what that stands beneath."""
        position = self._frame.rank[ahead]
        floor = max(self._frame.under[position], self._frame.rank.get(last, -1)) + 1
        while position > floor and (
            self._frame.line(position).indent > self._new[f].indent or self._is_tied(position, f)
        ):
            position -= 1
        return position

    def _is_tied(self, position: int, f: int) -> bool:
        """Tell whether a line goes on with the one before by the reader's hand."""
        return self._frame.line(position).follows_on and self._is_put(position, f)

    def _section_end(self, level: int) -> int:
        """Find where the section ends that was passed last, with its subsections below a level."""
        if self._heading in self._slots:
            position = self._slots[self._heading].position
        else:
            position = self._frame.rank.get(self._heading, -1) + 1
        while position < len(self._frame.stay):
            line = self._frame.line(position)
            if line.ident == FOOT or 0 < line.level <= level:
                break
            position += 1
        return position

    def _previous_end(self) -> _Slot:
        """Place a line whose heading the reader took out."""
        if self._heading in self._slots:
            return self._slots[self._heading]
        return _Slot(self._section_end(_DEEPEST))
