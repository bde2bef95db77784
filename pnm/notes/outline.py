"""The live lines of a body, put together: what each is, and what it stands under.

In: lines that are read, one after the other, with blank ones between. Out: headings, blocks with
their parents, links, days and tasks, tags, inline fields.

Indented code is read as text: what people indent is lists. Not known here: which lines are code or
comments (`body`), and which days count.
"""

from __future__ import annotations

from collections.abc import Callable

from pnm.dates import Order
from pnm.diagnostics import Severity
from pnm.notes.blocks import HEADING, ITEM, heading_text, indent_of, is_rule
from pnm.notes.dated import Dated, dated, plainly_dated, unclear_day
from pnm.notes.faults import AMBIGUOUS_DAY, NO_SUCH_DAY, NO_SUCH_TASK_DAY, Faults
from pnm.notes.inlines import bare_field, bracketed_fields, tags_in
from pnm.notes.links import find_links
from pnm.notes.note import Block, Heading, Inline, Link, Tag, Task
from pnm.notes.tasks import read_task

_UNCLEAR = frozenset("0123456789*_([")

_new = tuple.__new__


class Outline:
    """Takes the live lines of one body; what a line means depends on the lines before it.

    Attributes:
        headings, blocks, tags, inlines: What was found so far.
    """

    __slots__ = (
        "_above",
        "_at",
        "_faults",
        "_line",
        "_live",
        "_opens",
        "_order",
        "_raw",
        "_section",
        "blocks",
        "headings",
        "inlines",
        "tags",
    )

    def __init__(self, faults: Faults, order: Order | None) -> None:
        self._faults = faults
        self._order = order
        self.headings: list[Heading] = []
        self.blocks: list[Block] = []
        self.tags: list[Tag] = []
        self.inlines: list[Inline] = []
        self._raw = self._live = ""
        self._line = self._at = 0
        self._section = -1
        # What a line further down can be nested under: indent, index, whether it is an item.
        self._above: list[tuple[int, int, bool]] = []
        # The block that a following line would go on with; -1 after a blank line.
        self._opens = -1

    def read(self, text: str, raw: str, live: str, line: int, at: int) -> None:
        """Take a line.

        Args:
            text: What is shown of it, without blanks around; not empty.
            raw: The whole line.
            live: The whole line, with what must not be read blanked out.
            line: Its number.
            at: Where in the file it starts.
        """
        if text[:2] == "- " and raw[0] == "-" and "#" not in text and "::" not in text:
            read = plainly_dated(text, 2)
            if read is not None:
                # `- 2026-11-03 call: …` at the margin is the commonest line, so it takes the
                # shortest way: with a day of its own it stands under nothing.
                index = self._opens = len(self.blocks)
                self._above = [(0, index, True)]
                links = tuple(find_links(live, line, at)) if "[" in live else ()
                day, rest, _ = read
                parts = ("item", line, 0, text[2:], self._section, -1, day, rest, "", links, None)
                self.blocks.append(_new(Block, parts))
                return
        self._raw = raw
        self._live = live
        self._line = line
        self._at = at
        kind = _KINDS.get(text[0])
        if kind is None or not kind(self, text):
            self._paragraph(text)

    def blank(self) -> None:
        """Take a blank line."""
        self._opens = -1
        if self._above:
            self._above = [above for above in self._above if above[2]]

    def _close(self) -> None:
        self._opens = -1
        self._above.clear()

    # Kinds of lines

    def _heading(self, text: str) -> bool:
        opened = HEADING.match(text)
        if opened is None:
            return False
        self._close()
        text = heading_text(text[opened.end() :])
        self._section = len(self.headings)
        self.headings.append(_new(Heading, (opened.end(1), text, self._line)))
        self._add("heading", text, 0, -1, self._dated(text))
        return True

    def _underline(self, text: str) -> bool:
        if self._opens < 0 or self._opens != len(self.blocks) - 1 or text.strip("="):
            return False
        above = self.blocks[-1]
        if above.kind != "paragraph" or above.parent >= 0:
            return False
        self._section = len(self.headings)
        self.headings.append(Heading(1, above.text, above.line))
        self.blocks[-1] = above._replace(kind="heading", section=self._section)
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
            self._add("quote", text, indent, self._parent(indent, own=True), None)
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
        self._listed(text, self._dated(text), opened[1])
        return True

    def _listed(self, text: str, read: Dated | None, box: str | None) -> None:
        indent = indent_of(self._raw)
        if self._opens >= 0:
            self._under_paragraph()
        parent = self._parent(indent, own=read is not None)
        task = None if box is None else self._task(box, text)
        self._opens = len(self.blocks)
        self._above.append((indent, self._opens, True))
        self._add("item" if task is None else "task", text, indent, parent, read, task)

    def _paragraph(self, text: str) -> None:
        read = self._dated(text)
        indent = indent_of(self._raw)
        if self._opens >= 0 and read is None:
            self._add("paragraph", text, indent, self._opens, read)
            return
        parent = self._parent(indent, own=True)
        self._opens = len(self.blocks)
        self._add("paragraph", text, indent, parent, read)

    # What a line is made of

    def _under_paragraph(self) -> None:
        # A list right under a line of text belongs to it: "Met today:" and then the names.
        above = self.blocks[self._opens]
        if above.kind == "paragraph":
            frame = (above.indent - 2, self._opens, False)
            if frame not in self._above:
                self._above.append(frame)

    def _parent(self, indent: int, *, own: bool) -> int:
        above = self._above
        while above and (above[-1][0] + 2 > indent or (own and not above[-1][2])):
            above.pop()
        return above[-1][1] if above else -1

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
        live, line = self._live, self._line
        links: tuple[Link, ...] = ()
        if "[" in live:
            links = tuple(find_links(live, line, self._at, "quote" if kind == "quote" else "text"))
        if "#" in text and "#" in live:
            self.tags += [Tag(name, line) for name in tags_in(live)]
        if "::" in text and "::" in live:
            self._fields(text)
        day, rest, time = read or (None, text, "")
        parts = (kind, line, indent, text, self._section, parent, day, rest, time, links, task)
        self.blocks.append(_new(Block, parts))

    def _fields(self, text: str) -> None:
        index = len(self.blocks)
        bare = bare_field(text)
        if bare is not None:
            self.inlines.append(Inline(*bare, self._line, index))
            return
        for key, value in bracketed_fields(self._live, self._raw):
            self.inlines.append(Inline(key, value, self._line, index))


_KINDS: dict[str, Callable[[Outline, str], bool]] = {
    "#": Outline._heading,
    ">": Outline._quote,
    "|": Outline._table,
    "=": Outline._underline,
    "_": Outline._rule,
    **dict.fromkeys("-*+", Outline._item),
    **dict.fromkeys("0123456789", Outline._numbered),
}
"""What a line may be by its first character; if it is not, it is a paragraph's."""
