"""One note as it is written, and what a plugin may read out of it.

In: nothing; these are types. Out: what `pnm_facts` gets and gives.
Not known here: other notes, and whom a link means.

Keys and lines are named tuples, not dataclasses: a vault has hundreds of thousands of them, and
they are made several times as fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pnm.model.facts import NO_VALUES


class WrittenKey(NamedTuple):
    """A key of a note's front matter.

    Attributes:
        key: As written.
        values: Its texts, those of lists and mappings one by one.
        line: In the file.
    """

    key: str
    values: tuple[str, ...]
    line: int


class WrittenLine(NamedTuple):
    """A line of a note's body that is live text: neither code nor comment.

    Attributes:
        text: Without indent, bullet and box.
        line: In the file.
        kind: `heading`, `item`, `task`, `paragraph`, `quote` or `table`.
        day: The date that it begins with.
        heading: The heading it stands under; empty for none.
        links: What its links name, as written.
        rest: What follows that date; the text where there is none.
        box: The character in a task's box: a space is open, `x` done, `-` cancelled.
    """

    text: str
    line: int
    kind: str = "paragraph"
    day: date | None = None
    heading: str = ""
    links: tuple[str, ...] = ()
    rest: str = ""
    box: str = ""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """One note as it is written, for `pnm_facts`; nothing of what other notes say.

    Attributes:
        path: In the vault.
        name: The person's name, else the note's title.
        is_contact: Whether it is somebody's note.
        day: The day that it is about, of a daily or meeting note.
        keys: Its front matter, in order.
        lines: Its body, in order.
        tags: Of its front matter and its body, without `#`.
    """

    path: str
    name: str
    is_contact: bool
    day: date | None = None
    keys: tuple[WrittenKey, ...] = ()
    lines: tuple[WrittenLine, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A plugin's answer: something that one note says.

    Attributes:
        kind: The plugin's own word for what it is: `gift`.
        line: Where it stands in the note.
        text: What it says.
        about: Links to those whom it concerns, as written; empty for the note's own contact, who
            stands among others as an empty text.
        day: When it was.
        values: Further texts, whole numbers and truths.
    """

    kind: str
    line: int
    text: str = ""
    about: tuple[str, ...] = ()
    day: date | None = None
    values: Mapping[str, str | int | bool] = field(default_factory=lambda: NO_VALUES)
