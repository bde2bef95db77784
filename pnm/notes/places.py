"""Where a part of a file stands: offsets to lines and columns.

In: a text and an offset. Out: 1-based lines and columns. A line ends at a line feed and nowhere
else, as in editors; the carriage return before it is the line's last character.
"""

from __future__ import annotations

from typing import NamedTuple


def column_of(text: str, offset: int) -> int:
    """Return the 1-based column of an offset, in characters."""
    return offset - text.rfind("\n", 0, offset)


class Place(NamedTuple):
    """A part of a file's text.

    Attributes:
        text: The file's whole text.
        start: Where the part starts.
        line: The line it starts on.
    """

    text: str
    start: int
    line: int

    def line_at(self, index: int) -> int:
        """Return the line of an index into the part."""
        return self.line + self.text.count("\n", self.start, self.start + index)

    def position(self, index: int) -> tuple[int, int]:
        """Return line and column of an index into the part."""
        return self.line_at(index), column_of(self.text, self.start + index)
