"""What becomes of each line when a note is generated again.

In: the note's lines, the new rendering's, and what was generated last time. Out: a fate for each
line on disk and for each new one. Not known here: where a new line goes.
"""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pnm.keep.align import align, align_strays
from pnm.keep.lines import (
    BULLET,
    EDGES,
    FOOT,
    MARKER,
    Line,
    is_heading,
    is_key,
    is_plain,
)
from pnm.keep.seals import Token

CHANGED = "000000"
"""The print of a line that the reader changed: no line has it."""

_TICKED = re.compile(r"\[[^\] ]\](?:[ \t]|$)")


class Fate(enum.Enum):
    """What becomes of a line on disk."""

    OWN = "the reader wrote, changed or ticked it: it stays"
    HELD = "it is part of something that stays as it is"
    LIVE = "it takes its new text"
    OLD = "it is rendered no more, and stays for what was typed beneath it"
    OUT = "it goes, or goes elsewhere"


class Arrival(enum.Enum):
    """What becomes of a line of the new rendering."""

    HERE = "it is on disk already"
    NEW = "it goes in"
    WITHHELD = "the reader took it out"


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the last time.

    Attributes:
        base: What was generated.
        kept: What was generated before that, and stayed.
        gone: Identities that the reader took out before.
        renamed: Identities of headings to those of the reader's own words for them.
        is_known: Whether anything is known.
    """

    base: Sequence[Token]
    kept: Sequence[Token]
    gone: Collection[str]
    renamed: Mapping[str, str]
    is_known: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """Three versions of the same lines, and which is which.

    Attributes:
        mine: The lines on disk.
        new: The lines of the new rendering.
        base: What was generated last time, then what stayed without being generated.
        sections: For each of `base`, the index of its heading, or -1; None where it is not known.
        to_base: From `mine` to `base`.
        onward: From `base` to `new`.
        to_new: From `mine` to `new`.
    """

    mine: Sequence[Line]
    new: Sequence[Line]
    base: Sequence[Token]
    sections: Sequence[int | None]
    to_base: Mapping[int, int]
    onward: Mapping[int, int]
    to_new: Mapping[int, int]

    def is_current(self, i: int) -> bool:
        """Tell whether a line on disk is as it is in the new rendering."""
        f = self.to_new.get(i)
        return f is not None and self.new[f].digest == self.mine[i].digest

    def is_known(self, i: int) -> bool:
        """Tell whether a line on disk has the identity of one that was generated."""
        b = self.to_base.get(i)
        return b is not None and self.base[b].ident == self.mine[i].ident

    def is_untouched(self, i: int) -> bool:
        """Tell whether a line on disk is as it was generated last time."""
        b = self.to_base.get(i)
        return b is not None and self.base[b].digest == self.mine[i].digest


def tie(mine: Sequence[Line], new: Sequence[Line], past: Past) -> Ties:
    """Find each line again in the other versions.

    Args:
        mine: The lines on disk.
        new: The lines of the new rendering.
        past: What is known of the last time.

    Returns:
        The versions with their ties.
    """
    known = {token.ident for token in past.base}
    lost = [Token(old, CHANGED) for old in past.renamed if old not in known]
    whole = [*past.base, *past.kept, *lost]
    sections = [*_sections(past.base), *[None] * (len(whole) - len(past.base))]
    to_base, onward = align_strays(mine, whole, align(mine, whole)), align(whole, new)
    to_base.update(_renamed_before(mine, whole, past.renamed, to_base))
    to_base.update(_renamed(mine, whole, sections, to_base))
    to_new = {i: onward[b] for i, b in to_base.items() if b in onward}
    left = [i for i in range(len(mine)) if i not in to_base]
    taken = set(onward.values())
    right = [
        f
        for f, line in enumerate(new)
        if f not in taken and not (past.is_known and is_plain(line.ident))
    ]
    found = align([mine[i] for i in left], [new[f] for f in right])
    to_new.update((left[i], right[f]) for i, f in found.items())
    return Ties(mine, new, whole, sections, to_base, onward, to_new)


def _renamed_before(
    mine: Sequence[Line],
    base: Sequence[Token],
    renamed: Mapping[str, str],
    to_base: Mapping[int, int],
) -> dict[int, int]:
    """Find the headings again that the reader gave other words before."""
    found = set(to_base.values())
    headings = {line.ident: i for i, line in enumerate(mine) if i not in to_base}
    return {
        headings[renamed[token.ident]]: b
        for b, token in enumerate(base)
        if b not in found and renamed.get(token.ident) in headings
    }


def _sections(base: Sequence[Token]) -> Iterator[int]:
    section = -1
    for index, token in enumerate(base):
        yield section
        if is_heading(token.ident):
            section = index


def _renamed(
    mine: Sequence[Line],
    base: Sequence[Token],
    sections: Sequence[int | None],
    to_base: Mapping[int, int],
) -> Iterator[tuple[int, int]]:
    """Find headings that the reader gave other words: what stood beneath still does."""
    from_base = {b: i for i, b in to_base.items()}
    seen: set[int | None] = {None, -1, *from_base}
    before = -1
    for b, section in enumerate(sections):
        if b not in from_base:
            continue
        i = from_base[b]
        if section not in seen and section is not None and not is_heading(base[b].ident):
            seen.add(section)
            heading = mine[i].section
            if heading not in to_base and mine[heading].section <= before < heading:
                yield heading, section
        before = i


def fates_of(ties: Ties) -> list[Fate]:
    """Say what becomes of the lines on disk.

    Args:
        ties: The three versions.

    Returns:
        A fate for each of `ties.mine`.
    """
    mine = ties.mine
    owned = _owned(ties)
    fates: list[Fate] = []
    for i, line in enumerate(mine):
        above = fates[line.parent] if line.parent >= 0 else Fate.LIVE
        fates.append(_fate(ties, i, above, owned))
    _hold_headings(mine, fates)
    return fates


def _fate(ties: Ties, i: int, above: Fate, owned: Sequence[bool]) -> Fate:
    line = ties.mine[i]
    if owned[i]:
        return Fate.OWN
    if line.is_part and above in {Fate.OWN, Fate.HELD, Fate.OLD}:
        return Fate.HELD
    typed = _has_typed_beneath(ties.mine, i, owned)
    if i not in ties.to_new:
        return Fate.OLD if typed else Fate.OUT
    if above is Fate.OUT or (not typed and line.parent < 0 and _has_moved(ties, i)):
        return Fate.OUT
    return Fate.LIVE


def _owned(ties: Ties) -> list[bool]:
    """Tell which lines the reader wrote, changed or ticked; a front matter key goes as a whole."""
    count = Counter(line.word for line in ties.mine)
    owned = [
        _is_ticked(line)
        or not ties.is_untouched(i)
        or (count[line.word] > 1 and _is_astray(ties, i))
        for i, line in enumerate(ties.mine)
    ]
    for i, line in enumerate(ties.mine):
        if owned[i] and line.parent >= 0 and line.ident.startswith("="):
            owned[line.parent] = True
    return owned


def _is_astray(ties: Ties, i: int) -> bool:
    """Tell whether nothing but its words, which others have too, speaks for a line being generated.

    A bare code fence or rule of the reader's own would else pass for one of pnm's.
    """
    line, b = ties.mine[i], ties.to_base[i]
    is_loose = is_plain(line.ident) and line.parent < 0
    return is_loose and ties.to_base.get(i - 1) != b - 1 and ties.to_base.get(i + 1) != b + 1


def _is_ticked(line: Line) -> bool:
    bullet = BULLET.match(line.text) if is_key(line.ident) else None
    return bool(bullet and _TICKED.match(line.text, bullet.end()))


def _has_typed_beneath(mine: Sequence[Line], i: int, owned: Sequence[bool]) -> bool:
    """Tell whether the reader wrote deeper lines beneath a line, or went on with its paragraph."""
    for j in range(i + 1, len(mine)):
        line = mine[j]
        if line.level or not (line.indent > mine[i].indent or line.follows_on):
            return False
        if owned[j]:
            return True
    return False


def _has_moved(ties: Ties, i: int) -> bool:
    """Tell whether the rendering puts a line under another heading, and the reader did not."""
    before = ties.sections[ties.to_base[i]] if i in ties.to_base else None
    if before is None or ties.mine[i].level:
        return False
    if _under(ties.onward, before) == ties.new[ties.to_new[i]].section:
        return False
    return _under(ties.to_base, ties.mine[i].section) == before


def _under(tied: Mapping[int, int], heading: int) -> int | None:
    """Follow a heading to another version; no heading is the same in all."""
    return tied.get(heading) if heading >= 0 else -1


def _hold_headings(mine: Sequence[Line], fates: list[Fate]) -> None:
    """Let a heading stay while anything beneath it does, and the edges of front matter as well."""
    stays = [False] * 7
    for i in range(len(mine) - 1, -1, -1):
        level = mine[i].level
        if level and fates[i] is Fate.OUT and stays[level]:
            fates[i] = Fate.OLD
        stays[level or 7 :] = [False] * len(stays[level or 7 :])
        if fates[i] is not Fate.OUT and mine[i].ident != FOOT:
            stays[: level or 7] = [True] * (level or 7)
    inside = {fate for line, fate in zip(mine, fates, strict=True) if line.ident not in EDGES}
    if inside - {Fate.OUT}:
        for i, line in enumerate(mine):
            if line.ident in EDGES and fates[i] is Fate.OUT:
                fates[i] = Fate.OLD


def arrivals_of(ties: Ties, fates: Sequence[Fate], gone: Collection[str]) -> list[Arrival]:
    """Say what becomes of the lines of the new rendering.

    Args:
        ties: The three versions.
        fates: What becomes of the lines on disk.
        gone: Identities that the reader took out before.

    Returns:
        An arrival for each of `ties.new`.
    """
    from_new = {f: i for i, f in ties.to_new.items()}
    known = set(ties.onward.values())
    written = {found[2] for line in ties.mine for found in MARKER.finditer(line.text)}
    arrivals: list[Arrival] = []
    for f, line in enumerate(ties.new):
        i = from_new.get(f)
        if i is not None and fates[i] is not Fate.OUT:
            arrival = Arrival.HERE
        elif i is None and (f in known or line.ident in gone or line.ident in written):
            arrival = Arrival.WITHHELD
        elif line.parent < 0:
            arrival = Arrival.NEW
        else:
            above = from_new.get(line.parent)
            is_frozen = line.is_part and above is not None and fates[above] is not Fate.LIVE
            arrival = _beneath(arrivals[line.parent], is_frozen=is_frozen)
        arrivals.append(arrival)
    return arrivals


def _beneath(above: Arrival, *, is_frozen: bool) -> Arrival:
    """Say what becomes of a line that is not on disk and stands beneath another."""
    if above is Arrival.WITHHELD or (above is Arrival.HERE and is_frozen):
        return Arrival.WITHHELD
    return Arrival.NEW
