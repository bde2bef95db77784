"""The parts of a line that are not read: inline code and comments.

In: a line that has a backtick, `<!--` or `%%` in it. Out: the line with those parts blanked out at
the same length, the line without its comments, the parts, and the comment that stays open.

Not known here: fenced code (`body`), and what the rest of the line says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

CLOSINGS = {"<!--": "-->", "%%": "%%"}
"""What ends each kind of comment."""

_SIGN = re.compile(r"\\[\\`%<]|`+|<!--|(?<![0-9])%%")
_TICKS = re.compile(r"`+")


class Hidden(NamedTuple):
    """A part of a line that is not read.

    Attributes:
        first: Index of its first character.
        last: Index after its last one.
        place: `code` or `comment`.
    """

    first: int
    last: int
    place: str


class Masked(NamedTuple):
    """A line with its hidden parts told apart.

    Attributes:
        live: The line, hidden parts replaced by blanks.
        shown: The line without comments; code stays.
        parts: The hidden parts.
        opened: The sign of a comment that goes on behind the line, or empty.
    """

    live: str
    shown: str
    parts: tuple[Hidden, ...]
    opened: str = ""


def may_hide(text: str) -> bool:
    """Say whether a line, or a whole text, can have hidden parts."""
    return text.count("`") > 1 or "%%" in text or "<!--" in text or "$$" in text or "~~~" in text


def mask(line: str, closes_later: Callable[[str], bool]) -> Masked:
    """Tell a line's hidden parts apart.

    Args:
        line: The line.
        closes_later: Says whether a later line has the given end of a comment.

    Returns:
        What is read of it and what is not. A sign without its end is text, except for a comment
        that starts a line, which then hides all that follows it, as in Markdown.
    """
    return _Masker(line, closes_later).mask()


class _Masker:
    """Goes through one line once."""

    def __init__(self, line: str, closes_later: Callable[[str], bool]) -> None:
        self._line = line
        self._lead = len(line) - len(line.lstrip())
        self._closes_later = closes_later
        self._parts: list[Hidden] = []
        self._ticks: dict[int, list[int]] | None = None
        self._unclosed: set[str] = set()

    def mask(self) -> Masked:
        at, opened = 0, ""
        while not opened:
            sign = _SIGN.search(self._line, at)
            if sign is None:
                break
            if sign[0][0] == "\\":
                at = sign.end()
            elif sign[0][0] == "`":
                at = self._code(sign.start(), sign.end())
            else:
                at, opened = self._comment(sign.start(), sign[0])
        return Masked(self._without(" "), self._without(""), tuple(self._parts), opened)

    def _without(self, filler: str) -> str:
        pieces, at = [], 0
        for part in self._parts:
            if filler or part.place == "comment":
                pieces += [self._line[at : part.first], filler * (part.last - part.first)]
                at = part.last
        return "".join([*pieces, self._line[at:]])

    def _code(self, start: int, end: int) -> int:
        if self._ticks is None:
            self._ticks = {}
            for run in _TICKS.finditer(self._line):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
        length = end - start
        starts = self._ticks.get(length, [])
        index = bisect_right(starts, start)
        if index == len(starts):
            return end
        last = starts[index] + length
        self._parts.append(Hidden(start, last, "code"))
        return last

    def _comment(self, start: int, sign: str) -> tuple[int, str]:
        line, closing = self._line, CLOSINGS[sign]
        if closing not in self._unclosed:
            end = line.find(closing, start + 2)
            if end >= 0:
                last = end + len(closing)
                self._parts.append(Hidden(start, last, "comment"))
                return last, ""
            self._unclosed.add(closing)
        if self._starts_block(start, sign) or self._closes_later(closing):
            self._parts.append(Hidden(start, len(line), "comment"))
            return len(line), sign
        return start + len(sign), ""

    def _starts_block(self, start: int, sign: str) -> bool:
        # A lone %% opens a block; in front of a word it is more likely two percent signs.
        if start != self._lead:
            return False
        return sign == "<!--" or not self._line[start + len(sign) :].strip()
