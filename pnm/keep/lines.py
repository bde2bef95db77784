"""The lines of a generated note, each with an identity that outlives a change of its text.

In: a text's lines. Out: `Line` values that know what they stand beneath.
Not known here: who wrote a line, and what was generated.

An item's identity is its key; that of a heading or plain line its words without the numbers, so
that a count may change; that of a line of front matter its key. A line that is part of an item
has that item's key in it as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

FOOT = "@"
"""The identity of the seal's line."""

MARKER = re.compile(r"<!--[ \t]*pnm:(log|do|see)[ \t]+([0-9a-f]{8})[ \t]*-->")
SEAL = re.compile(r"<!--[ \t]*pnm:base\b(?:[^<>]*?-->|[^\r\n<]*)")
BULLET = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|$)")

_BLOCKS = {
    "code": (re.compile(r"[ \t]*```"), re.compile(r"[ \t]*`{3,}[ \t]*$")),
    "code too": (re.compile(r"[ \t]*~~~"), re.compile(r"[ \t]*~{3,}[ \t]*$")),
    "note": (re.compile(r"[ \t]*%%(?!.*%%)"), re.compile(r".*%%")),
    "formula": (re.compile(r"[ \t]*\$\$(?!.*\$\$)"), re.compile(r".*\$\$")),
    "comment": (re.compile(r"[ \t]*<!--(?!.*-->)"), re.compile(r".*-->")),
}
"""What opens a block in which nothing is a heading or an item, and what closes it."""

_ROW = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_NUMBER = re.compile(r"[0-9]+")
_FIELD = re.compile(r"[^\s#:'\"-][^:]*:(?=\s|$)")
_OPENING, _CLOSING = "=000000", "=ffffff"

EDGES = frozenset({_OPENING, _CLOSING})
"""The identities of the lines that open and close front matter."""


class Raw(NamedTuple):
    """A line's text and the line end that follows it."""

    text: str
    end: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a note that is not blank.

    Attributes:
        raw: The line itself.
        number: Its place in what was scanned, from 1.
        blanks: The blank lines before it.
        ident: As in `Token`.
        digest: As in `Token`.
        indent: How many columns it is indented.
        level: The heading's level; 0 for other lines.
        starts: Whether it starts something, so that it does not go on with the paragraph before it.
        parent: The index of the item (in front matter the key) that it stands beneath, or -1.
        section: The index of the heading that it stands under, or -1.
        inside: Whether it is in a code block, comment or formula that an earlier line opens.
    """

    raw: Raw
    number: int
    blanks: tuple[Raw, ...]
    ident: str
    digest: str
    indent: int
    level: int = 0
    starts: bool = False
    parent: int = -1
    section: int = -1
    inside: bool = False

    @property
    def text(self) -> str:
        """The line without its end."""
        return self.raw.text

    @property
    def word(self) -> str:
        """What a seal says of it."""
        return word_of(self.ident, self.digest)

    @property
    def is_part(self) -> bool:
        """Whether it belongs to what it stands beneath and has no key of its own."""
        return self.parent >= 0 and not is_key(self.ident)

    @property
    def follows_on(self) -> bool:
        """Whether it goes on with what stands directly above it, whatever its indent."""
        return not (self.blanks or self.starts or self.level or self.ident == FOOT)


def is_key(ident: str) -> bool:
    """Tell whether this is the identity of an item."""
    return len(ident) == 8 and ident[0] not in "#="


def is_heading(ident: str) -> bool:
    """Tell whether this is the identity of a heading."""
    return ident.startswith("#")


def is_plain(ident: str) -> bool:
    """Tell whether this is the identity of a line that nothing but its words tells from others."""
    return len(ident) == 6


def word_of(ident: str, digest: str) -> str:
    """Write identity and print as one word."""
    return ident if ident.lstrip("#=") == digest else f"{ident}:{digest}"


def rows_of(text: str) -> list[Raw]:
    """Divide a text into lines, at LF, CR LF and CR only."""
    texts = ((row, row.rstrip("\r\n")) for row in _ROW.findall(text))
    return [Raw(text, row[len(text) :]) for row, text in texts]


def scan(rows: Sequence[Raw]) -> tuple[tuple[Line, ...], tuple[Raw, ...]]:
    """Tell the lines of a body: headings, items, and what stands beneath them.

    Args:
        rows: The body's lines.

    Returns:
        The lines that are not blank, and the blank ones after the last.
    """
    body = _Body(frozenset(_insides([text for text, _ in rows])))
    for number, raw in enumerate(rows, 1):
        body.add(number, raw)
    return tuple(body.lines), tuple(body.blanks)


class _Body:
    """Takes the lines of a body one by one."""

    def __init__(self, insides: frozenset[int]) -> None:
        self.lines: list[Line] = []
        self.blanks: list[Raw] = []
        self._insides = insides
        self._above: list[int] = []
        self._section = -1

    def add(self, number: int, raw: Raw) -> None:
        """Take the next line."""
        text = raw.text.rstrip()
        if not text:
            self.blanks.append(raw)
            return
        inside = number in self._insides
        heading = None if inside else _HEADING.match(text)
        starts = not inside and bool(BULLET.match(text))
        indent = indent_of(text)
        parent = self._parent(indent, is_end=bool(heading or _is_seal(text)), starts=starts)
        line = Line(
            raw=raw,
            number=number,
            blanks=tuple(self.blanks),
            ident=_ident(text, self.lines[parent].ident if parent >= 0 else "", heading),
            digest=print_of(text),
            indent=indent,
            level=len(heading[1]) if heading else 0,
            starts=starts,
            parent=parent,
            section=self._section,
            inside=inside,
        )
        self.blanks.clear()
        if heading:
            self._section = len(self.lines)
        elif is_key(line.ident):
            self._above.append(len(self.lines))
        self.lines.append(line)

    def _parent(self, indent: int, *, is_end: bool, starts: bool) -> int:
        """Find the item that a line stands beneath; a paragraph that goes on ends none."""
        above = self._above
        if is_end:
            above.clear()
        elif self.blanks or starts:
            while above and self.lines[above[-1]].indent >= indent:
                above.pop()
        return above[-1] if above and self.lines[above[-1]].indent < indent else -1


def _insides(texts: Sequence[str]) -> Iterator[int]:
    """Count the lines inside blocks that are closed before the next item; the first line is 1."""
    number = 0
    tried = dict.fromkeys(_BLOCKS, 0)
    while number < len(texts):
        kind = next((kind for kind, ends in _BLOCKS.items() if ends[0].match(texts[number])), "")
        number += 1
        if kind and number > tried[kind] and not _is_marked(texts[number - 1]):
            end, is_closed = _close(texts, number, _BLOCKS[kind][1])
            if is_closed:
                yield from range(number + 1, end + 1)
                number = end
            tried[kind] = end


def _close(texts: Sequence[str], start: int, closer: re.Pattern[str]) -> tuple[int, bool]:
    """Count the lines up to where a block is closed, or to the next item."""
    for end in range(start, len(texts)):
        if _is_marked(texts[end]):
            return end, False
        if closer.match(texts[end]):
            return end + 1, True
    return len(texts), False


def _is_marked(text: str) -> bool:
    return bool(MARKER.search(text) or SEAL.search(text))


def _is_seal(text: str) -> bool:
    return bool(SEAL.match(text.lstrip()))


def _ident(text: str, parent: str, heading: re.Match[str] | None) -> str:
    if _is_seal(text):
        return FOOT
    sign = "#" if heading else ""
    if found := MARKER.search(text):
        return sign + found[2]
    return sign + print_of(parent + _NUMBER.sub("0", text))


def indent_of(text: str) -> int:
    """Count the columns before a line's first character."""
    return len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(4))


def print_of(text: str) -> str:
    """Make 6 hex digits of a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def scan_front(rows: Sequence[Raw]) -> tuple[Line, ...]:
    """Tell the lines of front matter: delimiters, keys, and what belongs to a key.

    Args:
        rows: The lines from `---` to `---`.

    Returns:
        The lines that are not blank.
    """
    lines: list[Line] = []
    blanks: list[Raw] = []
    field = -1
    for number, raw in enumerate(rows, 1):
        text = raw.text.rstrip()
        if not text:
            blanks.append(raw)
            continue
        is_edge = number in {1, len(rows)}
        is_part = field >= 0 and text[0] in " \t-" and not is_edge
        if not is_part:
            field = -1 if is_edge or not _FIELD.match(text) else len(lines)
        parent = field if is_part else -1
        lines.append(
            Line(
                raw=raw,
                number=number,
                blanks=tuple(blanks),
                ident=_edge(number) if is_edge else _front_ident(text, lines, parent),
                digest=print_of(text),
                indent=max(1, indent_of(text)) if is_part else 0,
                level=int(is_edge and number > 1),
                starts=True,
                parent=parent,
            )
        )
        blanks.clear()
    return tuple(lines)


def _edge(number: int) -> str:
    return _OPENING if number == 1 else _CLOSING


def _front_ident(text: str, lines: Sequence[Line], parent: int) -> str:
    if parent >= 0:
        return f"={print_of(lines[parent].ident + _NUMBER.sub('0', text))}"
    field = _FIELD.match(text)
    return f"={print_of(field.group() if field else _NUMBER.sub('0', text))}"
