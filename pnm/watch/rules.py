"""What a watcher was told, in seconds.

In: nothing. Out: the value `Rules`. This module knows no defaults: they are the watcher's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver


@dataclass(frozen=True, slots=True)
class Rules:
    """How one folder is watched.

    Attributes:
        root: The vault.
        relevant: Says whether a path matters; a folder's ends with a slash.
        cookie: Writes a small file and gives its path, or None where it cannot.
        settle: Seconds of quiet before a path is told.
        longest: Seconds after which it is told without.
        walk_seconds: Everything is told so often.
        cookie_seconds: The cookie's event must arrive within this time.
        observer: Makes watchdog's observer; None is the system's own kind.
        mounts: The system's list of mounts; there may be none.
    """

    root: Path
    relevant: Callable[[str], bool]
    cookie: Callable[[], str | None]
    settle: float
    longest: float
    walk_seconds: float
    cookie_seconds: float
    observer: Callable[[], BaseObserver] | None
    mounts: Path
