"""watchdog's events -> hints: which paths, file or folder, and when.

In: an event and the watched folder. Out: `Hint` values on a queue.
This module does not know which paths matter, and takes no meaning from an event but whether a
folder is concerned: created, changed and deleted are all "look there".
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import Enum, auto
from queue import SimpleQueue
from time import monotonic

from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler

ANY_WATCH = -1

# Opening and reading give events too: without the filter, reading a note would mark it.
# A file written through a memory map gives only "closed". Attributes got their own class in 7.1.
FILTER = [
    getattr(events, name)
    for name in (
        "FileCreatedEvent",
        "FileModifiedEvent",
        "FileAttribEvent",
        "FileClosedEvent",
        "FileMovedEvent",
        "FileDeletedEvent",
        "DirCreatedEvent",
        "DirMovedEvent",
        "DirDeletedEvent",
    )
    if hasattr(events, name)
]
_READING = frozenset({"opened", "closed_no_write"})
_FOLDER_STAYS = frozenset({"modified", "attrib"})
_FILES = frozenset({"created", "modified", "attrib", "closed", "moved", "deleted"})


class Kind(Enum):
    """What a hint is about."""

    FILE = auto()
    UNFINISHED = auto()
    """A file being written: its closing will be told."""
    FOLDER = auto()
    EITHER = auto()
    """Something deleted; the system does not say what it was."""
    LOST = auto()
    """Events were lost, or cannot be placed."""
    DEAD = auto()
    """A thread of the observer died."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Something happened.

    Attributes:
        watch: The number of the observer that says so, or `ANY_WATCH`.
        kind: What it is about.
        at: When it was told, on the monotonic clock.
        paths: Relative to the vault, with forward slashes; the vault itself is an empty text.
    """

    watch: int
    kind: Kind
    at: float
    paths: tuple[str, ...] = ()


Inbox = SimpleQueue[Hint | None]
"""Hints; None only wakes. Its `put` is safe in a signal handler, which `Queue.put` is not."""


class Teller(FileSystemEventHandler):
    """Puts each event of one observer into an inbox, as a hint."""

    def __init__(self, folder: str, watch: int, inbox: Inbox, *, closes: bool) -> None:
        """Tell of a folder.

        Args:
            folder: Its real path.
            watch: The number of the observer.
            inbox: Where the hints go.
            closes: Whether the observer tells when a file that was written is closed.
        """
        super().__init__()
        self._closes = closes
        self._folder = folder
        self._inside = folder.rstrip(os.sep) + os.sep
        self._watch = watch
        self._inbox = inbox

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take an event from watchdog."""
        kind = _kind(event)
        if kind is None:
            return
        if self._closes and kind is Kind.FILE and event.event_type == "modified":
            kind = Kind.UNFINISHED
        places = [self._relative(path) for path in (event.src_path, event.dest_path) if path]
        paths = tuple(place for place in places if place is not None)
        if len(paths) < len(places):
            kind = Kind.LOST
        self._inbox.put(Hint(self._watch, kind, monotonic(), paths))

    def _relative(self, path: bytes | str) -> str | None:
        text = os.fsdecode(path)
        if text == self._folder:
            return ""
        if not text.startswith(self._inside):
            return None
        return text[len(self._inside) :].replace(os.sep, "/")


def _kind(event: FileSystemEvent) -> Kind | None:
    if event.event_type in _READING:
        return None
    if event.is_directory:
        return None if event.event_type in _FOLDER_STAYS else Kind.FOLDER
    if event.event_type not in _FILES:
        return Kind.LOST
    if event.event_type == "deleted" and sys.platform == "win32":
        return Kind.EITHER
    return Kind.FILE
