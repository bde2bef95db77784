"""What is written in one note, as values with places; nothing of what it means.

In: nothing; these are the types that the readers in this package fill. Out: `Note`.
Not known here: contacts, the vault's profile, the disk.

Named tuples, not dataclasses: a vault has a hundred thousand of them, and they are
made four times as fast.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pnm.diagnostics import Diagnostic


class Scalar(NamedTuple):
    """A piece of text in the front matter, exactly as written, never typed by its looks.

    Attributes:
        text: The value without quotes and escapes.
        line: 1-based, in the file.
        start: Where it starts in the file's text, quotes included.
        end: Where it ends in the file's text, exclusive.
    """

    text: str
    line: int
    start: int = 0
    end: int = 0


class Sequence(NamedTuple):
    """A list in the front matter."""

    items: tuple[Node, ...]
    line: int
    start: int = 0
    end: int = 0


class Mapping(NamedTuple):
    """A mapping inside the front matter."""

    fields: tuple[Field, ...]
    line: int
    start: int = 0
    end: int = 0


Node = Scalar | Sequence | Mapping


class Field(NamedTuple):
    """One key with its value.

    Attributes:
        key: As written.
        value: Its node; an empty value is a `Scalar` with empty text.
        line: The key's line, 1-based, in the file.
        start: Where the key starts in the file's text, quotes included.
    """

    key: str
    value: Node
    line: int
    start: int = 0


class Link(NamedTuple):
    """A link to another note.

    Attributes:
        target: What it names: `Ada`, `People/Ada`, without heading, block, label or `.md`; of a
            Markdown link decoded, and without the `./` and `../` before it.
        label: The text shown for it; empty when it is the target.
        line: 1-based.
        column: 1-based, in characters.
        place: Where it stands: `text`, `quote`, `code` (math as well), `comment` or `embed`.
        start: Offset of its first character in the file's text.
        end: Offset after its last character.
    """

    target: str
    label: str
    line: int
    column: int
    place: str = "text"
    start: int = 0
    end: int = 0


class Tag(NamedTuple):
    """A `#tag` in the body, without the `#`, in the spelling used."""

    name: str
    line: int


class Inline(NamedTuple):
    """A Dataview field in the body: `key:: value`, `[key:: value]`, `(key:: value)`."""

    key: str
    value: str
    line: int
    block: int


class Heading(NamedTuple):
    """A heading of the body."""

    level: int
    text: str
    line: int


class Task(NamedTuple):
    """What a checkbox line says in the Tasks syntax (emoji or `[due:: …]`).

    Attributes:
        state: The character in the box: a space is open, `x` done, `-` cancelled.
        text: The line without box, dates and signs of the syntax.
        due, scheduled, start, done, created, cancelled: Its days, where written.
        repeat: The text after 🔁 or in `[repeat:: …]`, without `when done`.
        when_done: Whether the repetition counts from completion.
        priority: `highest`, `high`, `medium`, `low`, `lowest` or empty.
    """

    state: str
    text: str
    due: date | None = None
    scheduled: date | None = None
    start: date | None = None
    done: date | None = None
    created: date | None = None
    cancelled: date | None = None
    repeat: str = ""
    when_done: bool = False
    priority: str = ""


class Block(NamedTuple):
    """One line of the body that is live text: not code, not a comment.

    Attributes:
        kind: `heading`, `item`, `task`, `paragraph`, `quote` or `table`.
        line: 1-based.
        indent: Columns before the text's bullet, tabs counted as four.
        text: The line without indent, bullet, box, and without inline comments.
        section: Index into `Note.headings` of the heading it stands under (of itself, for a
            heading); -1 for none.
        parent: Index into `Note.blocks` of the line that it continues or is nested under; -1. A
            list right under a line of text is nested under it; a line with a day of its own
            only under list items.
        day: The date it starts with, or None; never for quotes and tables.
        rest: The text after that date (and time of day), separators stripped; `text` if none.
        time: The time of day as written after the date, or empty.
        links: Links on this line, live ones and those in quotes and embeds.
        task: For kind `task`.
    """

    kind: str
    line: int
    indent: int
    text: str
    section: int
    parent: int
    day: date | None
    rest: str
    time: str
    links: tuple[Link, ...]
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Note:
    r"""One note, read.

    Attributes:
        path: Relative to the vault, with forward slashes and suffix.
        fields: The front matter's top-level keys, in order; a key written twice appears once,
            with the first value, and is a diagnostic.
        format: `yaml`, `toml`, `json`, or empty where there is no front matter.
        broken: Whether the front matter did not parse, so that a line reader read it.
        body_line: The line on which the body starts, 1-based.
        body_start: Offset of the body in the file's text. All offsets count in the text that
            `decode` gives, in which a byte order mark is the first character.
        headings, blocks, tags, inlines: What the body holds, in order.
        hidden: Links in code, math and comments: they never count, and `pnm why` tells so.
        diagnostics: Faults of the text itself (codes PNM001 to PNM015, see `faults`).
        newline: The line end of the file: `\n`, `\r\n`, or `\r` where there is nothing else.
    """

    path: str
    fields: tuple[Field, ...] = ()
    format: str = ""
    broken: bool = False
    body_line: int = 1
    body_start: int = 0
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    tags: tuple[Tag, ...] = ()
    inlines: tuple[Inline, ...] = ()
    hidden: tuple[Link, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    newline: str = "\n"
