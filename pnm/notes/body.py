"""The body of a note, line by line.

In: the file's text and where the body starts. Out: `Body`: headings, blocks with their links, days
and tasks, tags, inline fields, and the links that code and comments hide.

It takes time linear in the text, whatever the text is. Indented code is read as text: what people
indent is lists. Not known here: front matter, which notes are people, and which days count.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pnm.dates import Order
from pnm.diagnostics import Severity
from pnm.notes.blocks import FENCE, HEADING, ITEM, heading_text, indent_of, is_rule
from pnm.notes.dated import Dated, dated, unclear_day
from pnm.notes.faults import (
    AMBIGUOUS_DAY,
    NO_SUCH_DAY,
    NO_SUCH_TASK_DAY,
    OPEN_CODE,
    OPEN_COMMENT,
    Faults,
)
from pnm.notes.hidden import CLOSINGS, Masked, mask, may_hide
from pnm.notes.inlines import bare_field, bracketed_fields, tags_in
from pnm.notes.links import find_links
from pnm.notes.note import Block, Heading, Inline, Link, Tag, Task
from pnm.notes.tasks import read_task

_UNCLEAR = frozenset("0123456789*_([")


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


class _Above(NamedTuple):
    """A block that a line further down can be nested under."""

    indent: int
    block: int
    item: bool


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
    """Reads one body; what a line means depends on the lines before it."""

    __slots__ = (
        "_above",
        "_at",
        "_blocks",
        "_comment",
        "_faults",
        "_fence",
        "_headings",
        "_hidden",
        "_inlines",
        "_line",
        "_live",
        "_never",
        "_opens",
        "_order",
        "_raw",
        "_section",
        "_start",
        "_tags",
        "_text",
    )

    def __init__(
        self, text: str, start: int, line: int, faults: Faults, order: Order | None
    ) -> None:
        self._text = text
        self._start = self._at = start
        self._line = line
        self._faults = faults
        self._order = order
        self._headings: list[Heading] = []
        self._blocks: list[Block] = []
        self._tags: list[Tag] = []
        self._inlines: list[Inline] = []
        self._hidden: list[Link] = []
        self._raw = self._live = ""
        self._section = -1
        self._above: list[_Above] = []
        # The block that a following line would go on with; -1 after a blank line.
        self._opens = -1
        self._fence: _Fence | None = None
        self._comment = ""
        self._never: set[str] = set()

    def scan(self) -> Body:
        lines = self._text[self._start :].split("\n")
        # Most notes hide nothing; then their lines need not be asked.
        hides = may_hide(self._text) or "~~~" in self._text
        for raw in lines:
            text = raw.strip()
            if self._fence is not None or self._comment:
                self._inside(raw)
            elif text:
                self._raw = self._live = raw
                if hides and (may_hide(text) or "~~~" in text):
                    self._with_hidden(text)
                else:
                    self._read(text)
            else:
                self._blank()
            self._at += len(raw) + 1
            self._line += 1
        self._tell_open()
        return Body(
            tuple(self._headings),
            tuple(self._blocks),
            tuple(self._tags),
            tuple(self._inlines),
            tuple(self._hidden),
        )

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
                self._raw = self._live = rest
                self._with_hidden(rest.strip())

    def _inside_fence(self, raw: str, fence: _Fence) -> None:
        text = raw.strip()
        if fence.quoted:
            if not text.startswith(">"):
                self._fence = None
                if text:
                    self._raw = self._live = raw
                    self._with_hidden(text)
                else:
                    self._blank()
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
        found = self._text.find(closing, self._at + len(self._raw)) >= 0
        if not found:
            self._never.add(closing)
        return found

    def _with_hidden(self, text: str) -> None:
        fence = FENCE.match(text) if "```" in text or "~~~" in text else None
        if fence is not None:
            self._fence = _Fence(fence[2], text[0] == ">", self._line)
            if fence[1]:
                self._raw = self._live = self._raw[: self._raw.index(fence[2])]
                self._read(self._raw.strip())
            self._blank()
            return
        masked = mask(self._raw, self._closes_later)
        for part in masked.parts:
            self._hide(self._raw, part.first, part.last, part.place)
        if masked.opened:
            self._open_comment(masked)
        self._live = masked.live
        shown = masked.shown.strip()
        if shown:
            self._read(shown)

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

    # Kinds of lines

    def _read(self, text: str) -> None:
        kind = _KINDS.get(text[0])
        if kind is None or not kind(self, text):
            self._paragraph(text)

    def _blank(self) -> None:
        self._opens = -1
        if self._above:
            self._above = [above for above in self._above if above.item]

    def _close(self) -> None:
        self._opens = -1
        self._above.clear()

    def _heading(self, text: str) -> bool:
        opened = HEADING.match(text)
        if opened is None:
            return False
        self._close()
        text = heading_text(text[opened.end() :])
        self._section = len(self._headings)
        self._headings.append(Heading(len(opened[1]), text, self._line))
        self._add("heading", text, 0, -1, self._dated(text))
        return True

    def _underline(self, text: str) -> bool:
        if self._opens < 0 or self._opens != len(self._blocks) - 1 or text.strip("="):
            return False
        above = self._blocks[-1]
        if above.kind != "paragraph" or above.parent >= 0:
            return False
        self._section = len(self._headings)
        self._headings.append(Heading(1, above.text, above.line))
        self._blocks[-1] = above._replace(kind="heading", section=self._section)
        self._close()
        return True

    def _rule(self, text: str) -> bool:
        if not is_rule(text):
            return False
        self._close()
        return True

    def _quote(self, text: str) -> bool:
        indent = indent_of(self._raw)
        text = text.lstrip("> \t")
        self._opens = -1
        if text:
            parent = self._parent(indent, own=True)
            self._add("quote", text, indent, parent, None)
        return True

    def _table(self, text: str) -> bool:
        self._opens = -1
        if text.strip("|-: \t"):
            indent = indent_of(self._raw)
            self._add("table", text, indent, self._parent(indent, own=True), None)
        return True

    def _numbered(self, text: str) -> bool:
        # `3. Nov 2026` is a date, not the third item of a list.
        if ITEM.match(text) is None or dated(text, self._order) is not None:
            return False
        return self._item(text)

    def _item(self, text: str) -> bool:
        if is_rule(text):
            return self._rule(text)
        opened = ITEM.match(text)
        if opened is None:
            return False
        text = text[opened.end() :]
        read = self._dated(text)
        indent = indent_of(self._raw)
        if self._opens >= 0:
            self._under_paragraph()
        parent = self._parent(indent, own=read is not None)
        task = None if opened[1] is None else self._task(opened[1], text)
        self._opens = len(self._blocks)
        self._above.append(_Above(indent, self._opens, item=True))
        self._add("item" if task is None else "task", text, indent, parent, read, task)
        return True

    def _paragraph(self, text: str) -> None:
        read = self._dated(text)
        indent = indent_of(self._raw)
        if self._opens >= 0 and read is None:
            self._add("paragraph", text, indent, self._opens, read)
            return
        parent = self._parent(indent, own=True)
        self._opens = len(self._blocks)
        self._add("paragraph", text, indent, parent, read)

    # What a line is made of

    def _under_paragraph(self) -> None:
        # A list right under a line of text belongs to it: "Met today:" and then the names.
        above = self._blocks[self._opens]
        if above.kind == "paragraph":
            frame = _Above(above.indent - 2, self._opens, item=False)
            if frame not in self._above:
                self._above.append(frame)

    def _parent(self, indent: int, *, own: bool) -> int:
        above = self._above
        while above and (above[-1].indent + 2 > indent or (own and not above[-1].item)):
            above.pop()
        return above[-1].block if above else -1

    def _dated(self, text: str) -> Dated | None:
        read = dated(text, self._order)
        if read is None and text[:1] in _UNCLEAR and not self._faults.full:
            self._tell_unclear(text)
        return read

    def _tell_unclear(self, text: str) -> None:
        unclear = unclear_day(text)
        if unclear is None:
            return
        written, two_ways = unclear
        column = self._raw.find(written) + 1
        if two_ways:
            self._faults.add(
                AMBIGUOUS_DAY,
                self._line,
                column,
                f"{written} can be read in two ways, so this line has no date",
                "write the year first, or set date_order in .pnm/config.toml",
            )
            return
        self._faults.add(
            NO_SUCH_DAY,
            self._line,
            column,
            f"there is no day {written}",
            "correct the date",
            Severity.ERROR,
        )

    def _task(self, state: str, text: str) -> Task:
        task, missing = read_task(state, text)
        for written in missing:
            self._faults.add(
                NO_SUCH_TASK_DAY,
                self._line,
                self._raw.find(written) + 1,
                f"{written!r} is not a date, so the task does not have it",
                "write YYYY-MM-DD",
                Severity.ERROR,
            )
        return task

    def _add(
        self,
        kind: str,
        text: str,
        indent: int,
        parent: int,
        read: Dated | None,
        task: Task | None = None,
    ) -> None:
        live = self._live
        links: tuple[Link, ...] = ()
        if "[" in live:
            place = "quote" if kind == "quote" else "text"
            links = tuple(find_links(live, self._line, self._at, place))
        if "#" in text and "#" in live:
            self._tags += [Tag(name, self._line) for name in tags_in(live)]
        if "::" in text and "::" in live:
            self._fields(text)
        day, rest, time = read or (None, text, "")
        section = self._section
        self._blocks.append(
            Block(kind, self._line, indent, text, section, parent, day, rest, time, links, task)
        )

    def _fields(self, text: str) -> None:
        index = len(self._blocks)
        bare = bare_field(text)
        if bare is not None:
            self._inlines.append(Inline(*bare, self._line, index))
            return
        for key, value in bracketed_fields(self._live, self._raw):
            self._inlines.append(Inline(key, value, self._line, index))


_KINDS: dict[str, Callable[[_Scanner, str], bool]] = {
    "#": _Scanner._heading,
    ">": _Scanner._quote,
    "|": _Scanner._table,
    "=": _Scanner._underline,
    "_": _Scanner._rule,
    **dict.fromkeys("-*+", _Scanner._item),
    **dict.fromkeys("0123456789", _Scanner._numbered),
}
"""What a line may be by its first character; if it is not, it is a paragraph's."""
