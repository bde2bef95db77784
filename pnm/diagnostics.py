"""Where a fact stands, and what is wrong there.

In: a path inside the vault, a line, a column. Out: values that print as `path:line`.
This module knows no notes, no vault and no exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a fault costs the user."""

    ERROR = "error"
    """Something written is not read as it was meant."""
    WARNING = "warning"
    """All is read; something is doubtful."""
    INFO = "info"
    """Nothing is wrong; something could be better."""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place in the vault.

    Attributes:
        path: The file, relative to the vault, with forward slashes.
        line: 1-based; 0 means the file as a whole.
        column: 1-based; 0 means the line as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A fault found in what the user wrote: it travels beside the data and stops nothing.

    Attributes:
        source: Where it is.
        code: `PNM` and three digits; `docs/codes.md` has a heading for each.
        message: What is wrong, in one sentence without a full stop.
        mend: What to type or do about it.
        severity: An error costs a fact, a warning may, an info does not.
    """

    source: Source
    code: str
    message: str
    mend: str
    severity: Severity = Severity.WARNING

    def __str__(self) -> str:
        return f"{self.source}: {self.code} {self.message}\n    mend: {self.mend}"


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics by place, then by code and message, each once."""
    return tuple(dict.fromkeys(sorted(found, key=_by_place)))


def _by_place(row: Diagnostic) -> tuple[str, int, int, str, str]:
    at = row.source  # comparing its parts is several times faster than comparing it
    return at.path, at.line, at.column, row.code, row.message
