"""The body of a note: which of its lines are read.

In: the file's text and where the body starts. Out: `Body`: what `outline` makes of the lines that
are live, and the links in those that code, math and comments hide.

It takes time linear in the text, whatever the text is. Not known here: front matter, and what a
line is by itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pnm.dates import Order
from pnm.notes.blocks import FENCE
from pnm.notes.faults import OPEN_CODE, OPEN_COMMENT, Faults
from pnm.notes.hidden import CLOSINGS, Masked, mask, may_hide
from pnm.notes.links import find_links
from pnm.notes.note import Block, Heading, Inline, Link, Tag
from pnm.notes.outline import Outline

_MATH_LINE = re.compile(r"\$\$[^$]+\$\$\Z")
_MATH_END = re.compile(r"\$\$[ \t]*\r?(?=\n|\Z)")


class Body(NamedTuple):
    """What the body of a note holds; the attributes are those of `Note`."""

    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    tags: tuple[Tag, ...] = ()
    inlines: tuple[Inline, ...] = ()
    hidden: tuple[Link, ...] = ()


class _Fence(NamedTuple):
    """Fenced code that is open."""

    mark: str
    quoted: bool
    line: int


def read_body(
    text: str, start: int, line: int, faults: Faults, *, order: Order | None = None
) -> Body:
    """Read the body of a note.

    Args:
        text: The file's text.
        start: Where the body starts.
        line: The line that it starts on.
        faults: Takes what is wrong.
        order: How to read `03/11/2026` at the start of a line.

    Returns:
        What the body holds, in the order of the file.
    """
    return _Scanner(text, start, line, faults, order).scan()


class _Scanner:
    """Tells the live lines of one body from the hidden ones."""

    __slots__ = (
        "_at",
        "_behind",
        "_comment",
        "_faults",
        "_fence",
        "_hidden",
        "_line",
        "_math_until",
        "_never",
        "_outline",
        "_start",
        "_text",
    )

    def __init__(
        self, text: str, start: int, line: int, faults: Faults, order: Order | None
    ) -> None:
        self._text = text
        self._start = self._at = self._behind = start
        self._line = line
        self._faults = faults
        self._outline = Outline(faults, order)
        self._hidden: list[Link] = []
        self._fence: _Fence | None = None
        self._comment = ""
        self._math_until = start
        self._never: set[str] = set()

    def scan(self) -> Body:
        outline = self._outline
        lines = self._text[self._start :].split("\n")
        if may_hide(self._text):
            self._with_hidden_parts(lines)
        else:
            # Most notes hide nothing; then their lines need not be asked.
            read, blank = outline.read, outline.blank
            line, at = self._line, self._at
            for raw in lines:
                text = raw.strip()
                if text:
                    read(text, raw, raw, line, at)
                else:
                    blank()
                at += len(raw) + 1
                line += 1
        return Body(
            tuple(outline.headings),
            tuple(outline.blocks),
            tuple(outline.tags),
            tuple(outline.inlines),
            tuple(self._hidden),
        )

    def _with_hidden_parts(self, lines: list[str]) -> None:
        for raw in lines:
            text = raw.strip()
            self._behind = self._at + len(raw)
            if self._at < self._math_until:
                self._hide(raw, 0, len(raw), "code")
            elif self._fence is not None or self._comment:
                self._inside(raw)
            elif not text:
                self._outline.blank()
            elif may_hide(text):
                self._with_hidden(raw, text)
            else:
                self._outline.read(text, raw, raw, self._line, self._at)
            self._at = self._behind + 1
            self._line += 1
        self._tell_open()

    def _tell_open(self) -> None:
        if self._fence is not None:
            self._faults.add(
                OPEN_CODE,
                self._fence.line,
                0,
                "the code that starts here is not closed, so the rest of the note is code",
                f"put a line '{self._fence.mark}' where the code ends",
            )

    # What is not read

    def _inside(self, raw: str) -> None:
        if self._fence is not None:
            self._inside_fence(raw, self._fence)
            return
        closing = CLOSINGS[self._comment]
        end = raw.find(closing)
        end = len(raw) if end < 0 else end + len(closing)
        self._hide(raw, 0, end, "comment")
        if end < len(raw) or raw.endswith(closing):
            self._comment = ""
            rest = " " * end + raw[end:]
            if rest.strip():
                self._with_hidden(rest, rest.strip())

    def _inside_fence(self, raw: str, fence: _Fence) -> None:
        text = raw.strip()
        if fence.quoted:
            if not text.startswith(">"):
                self._fence = None
                if text:
                    self._with_hidden(raw, text)
                else:
                    self._outline.blank()
                return
            text = text.lstrip("> \t")
        if text.startswith(fence.mark) and not text.strip(fence.mark[0]):
            self._fence = None
            return
        self._hide(raw, 0, len(raw), "code")

    def _hide(self, raw: str, first: int, last: int, place: str) -> None:
        if raw.find("[", first, last) >= 0:
            self._hidden += find_links(raw, self._line, self._at, place, first, last)

    def _closes_later(self, closing: str) -> bool:
        if closing in self._never:
            return False
        found = self._text.find(closing, self._behind) >= 0
        if not found:
            self._never.add(closing)
        return found

    def _with_hidden(self, raw: str, text: str) -> None:
        fence = FENCE.match(text) if "```" in text or "~~~" in text else None
        if fence is not None:
            self._fence = _Fence(fence[2], text[0] == ">", self._line)
            if fence[1]:
                raw = raw[: raw.index(fence[2])]
                self._outline.read(raw.strip(), raw, raw, self._line, self._at)
            self._outline.blank()
            return
        if text[:2] == "$$" and self._is_math(text):
            self._hide(raw, 0, len(raw), "code")
            self._outline.blank()
            return
        masked = mask(raw, self._closes_later)
        for part in masked.parts:
            self._hide(raw, part.first, part.last, part.place)
        if masked.opened:
            self._open_comment(masked)
        shown = masked.shown.strip()
        if shown:
            self._outline.read(shown, raw, masked.live, self._line, self._at)

    def _is_math(self, text: str) -> bool:
        """Say whether a line is math, or opens some; two signs may be money as well."""
        if _MATH_LINE.match(text):
            return True
        if text != "$$" and text[2] != "\\":
            return False
        closed = None if "$$" in self._never else _MATH_END.search(self._text, self._behind)
        if closed is None:
            self._never.add("$$")
            return False
        self._math_until = closed.end()
        return True

    def _open_comment(self, masked: Masked) -> None:
        self._comment = masked.opened
        closing = CLOSINGS[masked.opened]
        if not self._closes_later(closing):
            self._faults.add(
                OPEN_COMMENT,
                self._line,
                masked.parts[-1].first + 1,
                "the comment that starts here is not closed, so the rest of the note is hidden",
                f"put {closing!r} where the comment ends",
            )
