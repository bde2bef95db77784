"""The faults of a note's text, collected while it is read.

In: a code, a place, what is wrong and how to mend it. Out: diagnostics in the order found.
Not known here: how text is read, and what a fault costs later on. `docs/codes.md` has a heading
for each code.
"""

from __future__ import annotations

from pnm.diagnostics import Diagnostic, Severity, Source

UNREADABLE = "PNM001"
"""A part of the front matter is not YAML, TOML or JSON; it was read line by line."""
UNCLOSED = "PNM002"
"""The front matter has no closing fence, so there is none."""
NOT_KEYS = "PNM003"
"""What stands between the fences is not made of keys and values, so it is text."""
TOO_LARGE = "PNM004"
"""The front matter is too large or too deep."""
DUPLICATE = "PNM005"
"""A key is written twice; the first one counts."""
YAML_ONLY = "PNM006"
"""An anchor, alias, tag or complex key of YAML, which notes cannot use."""
NOT_FIRST = "PNM007"
"""Front matter that does not start on the first line is text."""
ENCODING = "PNM008"
"""The file is not UTF-8."""
BINARY = "PNM009"
"""The file holds NUL bytes: it is not text."""
TOO_LONG = "PNM010"
"""The note is longer than is read."""
OPEN_CODE = "PNM011"
"""A code fence is not closed, so the rest of the note is code."""
OPEN_COMMENT = "PNM012"
"""A comment is not closed, so the rest of the note is hidden."""
AMBIGUOUS_DAY = "PNM013"
"""A line starts with a date whose day and month cannot be told apart."""
NO_SUCH_DAY = "PNM014"
"""A line starts with a date that no calendar has."""
NO_SUCH_TASK_DAY = "PNM015"
"""A task has a date that no calendar has."""

MOST_FAULTS = 100
"""A note that is all faults is told by its first ones."""


class NotKeysError(ValueError):
    """What stands between the fences is not made of keys and values.

    Attributes:
        index: Where it starts, counted from the opening fence's end.
    """

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


class Faults:
    """Collects what is wrong in one note.

    Attributes:
        path: The note.
        found: The diagnostics so far.
        broken: Whether the front matter had to be read line by line.
    """

    __slots__ = ("broken", "found", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []
        self.broken = False

    @property
    def full(self) -> bool:
        """Whether so many were found that more are not kept."""
        return len(self.found) >= MOST_FAULTS

    def add(
        self,
        code: str,
        line: int,
        column: int,
        message: str,
        mend: str,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Note a fault, unless there are very many already."""
        if not self.full:
            source = Source(self.path, line, column)
            self.found.append(Diagnostic(source, code, message, mend, severity))
