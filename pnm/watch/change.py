"""What watching gives: a set of paths, or everything, and why.

In: nothing. Out: the values `Change` and `Reason`.
This module does not know how a change was noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


def everything(reason: Reason) -> Change:
    """Say that any file may have changed."""
    return Change(frozenset(), everything=True, reason=reason)
