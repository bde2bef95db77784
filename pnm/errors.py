"""Faults of the request: each stops the command and says how to mend it.

In: what, how to mend it, where. Out: exceptions with the exit code of the command line.
Faults inside notes are not here; they are `Diagnostic` values.
"""

from __future__ import annotations

from pnm.diagnostics import Source


class PnmError(Exception):
    """A fault the user can mend: what it is, where it is, and what to do."""

    exit_code = 1

    def __init__(self, message: str, *, mend: str, source: Source | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
        self.source = source

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        return f"{where}{self.message}\n    mend: {self.mend}"


class VaultError(PnmError):
    """The folder cannot be used as a vault, or a file of it cannot be written."""


class CacheError(PnmError):
    """There is no folder for the index."""


class WatchError(PnmError):
    """The vault cannot be watched."""


class ConfigError(PnmError):
    """`.pnm/config.toml` is wrong."""

    exit_code = 2


class QueryError(PnmError):
    """A query cannot be read."""

    exit_code = 2


class ReportError(PnmError):
    """A template cannot be rendered."""


class ParameterError(PnmError):
    """What was typed for a report does not fit it."""

    exit_code = 2


class NotFoundError(PnmError):
    """Nobody and nothing has this name."""

    exit_code = 3


class AmbiguousError(PnmError):
    """Several have this name; nothing is guessed."""

    exit_code = 4


class RefusedError(PnmError):
    """It could be done, but not without a word that was not given."""

    exit_code = 5
