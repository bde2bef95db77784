"""Notes: a file's text to a `Note`, which holds what is written in it, each piece with its place.

In: bytes or text. Out: `Note` with its front matter's fields, headings, blocks, links, tags, tasks,
inline fields, and the faults of the text. Nothing here reads a disk or knows what a contact is.
"""

from __future__ import annotations

from pnm.notes.made import note_text
from pnm.notes.nodes import as_read, links_in, plain, scalars, text_of
from pnm.notes.note import (
    Block,
    Field,
    Heading,
    Inline,
    Link,
    Mapping,
    Node,
    Note,
    Scalar,
    Sequence,
    Tag,
    Task,
)
from pnm.notes.read import Decoded, decode, parse, read_note

__all__ = [
    "Block",
    "Decoded",
    "Field",
    "Heading",
    "Inline",
    "Link",
    "Mapping",
    "Node",
    "Note",
    "Scalar",
    "Sequence",
    "Tag",
    "Task",
    "as_read",
    "decode",
    "links_in",
    "note_text",
    "parse",
    "plain",
    "read_note",
    "scalars",
    "text_of",
]
