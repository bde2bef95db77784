"""Front matter that is plain YAML between plain fences, as most of it is.

In: the file's text. Out: `Front`, as `front` gives it; or None where that has to look closer. So a
vault of plain notes is read without YAML's library.

Not known here: other fences and formats, and faults.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pnm.notes.note import Field
from pnm.notes.places import Place
from pnm.notes.yaml_plain import read_plain

LIMIT = 65_536
"""Characters of a header in which its closing fence must stand."""
# With the line end before it, which `re` looks for ten times as fast as for the start of a line.
YAML_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
"""The closing fence of YAML, and the line end before it."""


class Front(NamedTuple):
    """Front matter as read; without any, the body is the whole text.

    Attributes:
        fields: The top-level keys.
        format: `yaml`, `toml`, `json` or empty.
        body_start: Offset of the body in the file's text.
    """

    fields: tuple[Field, ...] = ()
    format: str = ""
    body_start: int = 0


def read_plain_front(text: str) -> Front | None:
    """Read the front matter of a note, if it is plain.

    Args:
        text: The file's text.

    Returns:
        What `read_front` gives, without a fault; None where that has to be asked.
    """
    start = 4 if text.startswith("---\n") else 5 if text.startswith("---\r\n") else 0
    closed = YAML_CLOSING.search(text, start - 1, start + LIMIT) if start else None
    if closed is None or (closed.end() < len(text) and text[closed.end() - 1] != "\n"):
        return None
    fields = read_plain(text[start : closed.start() + 1], Place(text, start, 2))
    return None if fields is None else Front(fields, "yaml", closed.end())
