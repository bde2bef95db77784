"""What watching gives: a set of paths, or everything, and why.

In: nothing. Out: the values `Change`, `Reason` and the sentinel `ALL`.
This module does not know how a change was noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final, Literal


class Everything(Enum):
    """The type of `ALL`, for annotations."""

    ALL = "all"


ALL: Final = Everything.ALL
"""In place of a set of paths: walk the whole vault."""


class Reason(StrEnum):
    """Why a change is told."""

    START = "start"
    SAVED = "saved"
    FOLDER = "folder changed"
    OVERFLOW = "overflow"
    REPLACED = "watcher replaced"
    MINUTE = "minute"
    POLLING = "polling"
    GONE = "vault gone"
    BACK = "vault back"


@dataclass(frozen=True, slots=True)
class Change:
    """Something may have changed.

    Attributes:
        paths: Relative to the vault, with forward slashes; empty where everything is meant.
        everything: Any file may have changed: walk them all.
        reason: Why it is told.
    """

    paths: frozenset[str]
    everything: bool
    reason: Reason

    @property
    def scope(self) -> frozenset[str] | Literal[Everything.ALL]:
        """The paths, or `ALL`."""
        return ALL if self.everything else self.paths


def everything(reason: Reason) -> Change:
    """Say that any file may have changed."""
    return Change(frozenset(), everything=True, reason=reason)
