"""A folder -> one standing observer: its events, whether it lives, what it covers, its end.

In: a folder, an inbox for hints, a function that makes an observer. Out: a `Lookout`.
This module decides nothing: when to replace an observer is the keeper's business.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from watchdog import events
from watchdog.observers.api import BaseObserver, EventDispatcher
from watchdog.observers.polling import PollingObserverVFS
from watchdog.utils import BaseThread

from pnm.watch.hints import FILTER, Inbox, Teller

POLL_SECONDS = 2.0
_FDS = Path("/proc/self/fd")
_CLOSING_FAULTS = (KeyError, RuntimeError, OSError)


def polling_observer() -> BaseObserver:
    """Make an observer that compares listings; it does not follow links, which may be loops."""
    return PollingObserverVFS(
        cast("Callable[[str], os.stat_result]", _facts), os.scandir, polling_interval=POLL_SECONDS
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What watchdog compares of a file; its time is any value that differs after a change."""

    st_dev: int
    st_ino: int
    st_mode: int
    st_size: int
    st_mtime: tuple[int, int]


def _facts(path: str) -> _Facts:
    """Give a file's facts, with the time of its change of status: an edit may keep the other."""
    st = os.lstat(path)
    times = (st.st_mtime_ns, st.st_ctime_ns)
    return _Facts(st.st_dev, st.st_ino, st.st_mode, st.st_size, times)


class Lookout:
    """One standing observer.

    Attributes:
        number: Tells its hints from those of the lookouts before it.
        identity: Device and inode of the folder it stands on.
        threads: The threads that it lives by.
    """

    def __init__(
        self, folder: str, number: int, inbox: Inbox, make: Callable[[], BaseObserver]
    ) -> None:
        """Stand on a folder.

        Args:
            folder: Its real path: a link would be watched instead of what it leads to.
            number: Written on each hint.
            inbox: Where the hints go.
            make: Makes the observer.

        Raises:
            OSError: The folder is gone, or the system's limit is reached.
        """
        self.number = number
        self.identity = identity(folder)
        fds_before = set(_inotify_fds())
        threads_before = set(threading.enumerate())
        self._observer = make()
        try:
            self._observer.schedule(
                Teller(folder, number, inbox, closes=_closes(self._observer)),
                folder,
                recursive=True,
                event_filter=FILTER,
            )
            self._observer.start()
        except OSError:
            _shut(self._observer)
            raise
        self._fds = set(_inotify_fds()) - fds_before
        self.threads = frozenset(
            thread
            for thread in set(threading.enumerate()) - threads_before
            if isinstance(thread, BaseThread)
        )

    def is_alive(self) -> bool:
        """Say whether every thread of the observer runs."""
        return self._observer.is_alive() and all(thread.is_alive() for thread in self.threads)

    def watches(self) -> int | None:
        """Count the folders that the kernel watches for it; None where that cannot be asked."""
        if not self._fds:
            return None
        with suppress(OSError):
            return sum(_watches(fd) for fd in self._fds)
        return None

    def close(self) -> threading.Thread:
        """End the observer.

        Returns:
            The thread that does it: an observer may take half a second, or hang with its disk.
        """
        ending = threading.Thread(target=_shut, args=(self._observer,), daemon=True)
        ending.start()
        return ending


def _closes(observer: BaseObserver) -> bool:
    """Say whether an observer tells a written file's closing, and tells writing from touching."""
    kinds = {kind.__name__ for kind in type(observer).__mro__}
    return "InotifyObserver" in kinds and hasattr(events, "FileAttribEvent")


def identity(folder: str) -> tuple[int, int] | None:
    """Give what tells a folder from another one of the same name; None where there is none."""
    try:
        facts = os.stat(folder)  # noqa: PTH116 - the path is text, as watchdog has it
    except OSError:
        return None
    return (facts.st_dev, facts.st_ino)


def count_folders(folder: str, relevant: Callable[[str], bool]) -> tuple[int, int]:
    """Count the folders that can be watched.

    Args:
        folder: The vault.
        relevant: Says whether a folder matters; its path ends with a slash.

    Returns:
        How many there are, and how many of them matter.
    """
    seen: set[tuple[int, int]] = set()
    mattering: set[tuple[int, int]] = set()
    waiting = [(folder, "", True)]
    while waiting:
        path, place, matters = waiting.pop()
        key = identity(path)
        if key is None or key in seen or not os.access(path, os.R_OK):
            continue
        seen.add(key)
        if matters:
            mattering.add(key)
        for name in _folders_in(path):
            below = f"{place}{name}/"
            waiting.append((os.path.join(path, name), below, matters and relevant(below)))  # noqa: PTH118 - text
    return len(seen), len(mattering)


def _folders_in(path: str) -> list[str]:
    try:
        with os.scandir(path) as entries:
            return [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _inotify_fds() -> Iterator[str]:
    try:
        names = [entry.name for entry in _FDS.iterdir()]
    except OSError:
        return
    for name in names:
        with suppress(OSError):
            if (_FDS / name).readlink().name == "anon_inode:inotify":
                yield name


def _watches(fd: str) -> int:
    lines = (_FDS.with_name("fdinfo") / fd).read_text("ascii").splitlines()
    return sum(line.startswith("inotify wd:") for line in lines)


def _shut(observer: BaseObserver) -> None:
    """Stop an observer for good.

    Where folders were exchanged, watchdog's books are wrong and its `stop` gives up half-way
    with a KeyError, leaving its threads and its descriptor behind. Each further call drops one
    wrong entry, so they come to an end.
    """
    groups = [getattr(emitter, "_inotify", None) for emitter in observer.emitters]
    with suppress(*_CLOSING_FAULTS):
        observer.stop()
        _join(observer)
        return
    for group in groups:
        _deactivate(group)
    with suppress(*_CLOSING_FAULTS):
        observer.stop()
    observer.event_queue.put(EventDispatcher.stop_event)
    _join(observer)


def _deactivate(group: object) -> None:
    deactivate = getattr(group, "deactivate", None)
    for _ in range(len(getattr(group, "_active_callbacks_by_watch", ())) + 1):
        with suppress(*_CLOSING_FAULTS):
            if deactivate is not None:
                deactivate()
            return


def _join(observer: BaseObserver) -> None:
    if observer.is_alive():
        observer.join()
