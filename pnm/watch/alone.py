"""At most one watcher a vault: a lock that the system gives back when its holder dies.

In: a folder outside the vault, and since when. Out: the lock held, or who holds it.
This module knows no clock and no vault. What the file says is only read while somebody holds
the lock: a file that was left behind means nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pnm.errors import WatchError

LOCK: Final = "watch.lock"
_TRIES: Final = 50
_PAUSE: Final = 0.01
"""A holder writes its name just after it has the lock; so long is waited for it."""


@dataclass(frozen=True, slots=True)
class Held:
    """The right to watch.

    Attributes:
        doubt: Why another watcher may run all the same; empty where none can.
    """

    doubt: str = ""


@contextmanager
def alone(folder: Path, since: str) -> Iterator[Held]:
    """Hold the lock of a vault's watcher.

    Args:
        folder: The vault's cache folder; it is made where it is not there.
        since: When watching began, in words, for whoever comes second.

    Yields:
        The right to watch. Where the system has no such locks, or the folder cannot be
        written, it carries a doubt.

    Raises:
        WatchError: Another process watches.
    """
    try:
        import fcntl
    except ImportError:
        yield Held("this system has no locks that end with their holder")
        return
    try:
        fd = _open(folder)
    except OSError as exc:
        yield Held(f"{folder} cannot be written ({exc.strerror})")
        return
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise _taken(fd) from exc
        except OSError as exc:
            yield Held(f"{folder} has no locks ({exc.strerror})")
            return
        _sign(fd, f"{os.getpid()} {since}\n")
        yield Held()
        _sign(fd, "")
    finally:
        os.close(fd)


def _open(folder: Path) -> int:
    with suppress(FileExistsError):
        folder.parent.mkdir(mode=0o700, parents=True)  # the names in it are those of vaults
    folder.mkdir(mode=0o700, exist_ok=True)
    return os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def _sign(fd: int, text: str) -> None:
    with suppress(OSError):  # the disk is full: whoever comes second is told no name
        os.ftruncate(fd, 0)
        os.pwrite(fd, text.encode("utf-8"), 0)


def _taken(fd: int) -> WatchError:
    """Say who holds the lock; a name of somebody who is dead was left there by another."""
    for _ in range(_TRIES):
        pid, _, since = os.pread(fd, 200, 0).decode("utf-8", "replace").strip().partition(" ")
        if pid.isdigit() and since and _lives(int(pid)):
            return WatchError(
                f"this vault is watched already, by process {pid} since {since}",
                mend=f"let it watch, or end it with `kill {pid}` and try again",
            )
        time.sleep(_PAUSE)
    return WatchError(
        "this vault is watched already, by a process that does not say which",
        mend="let it watch, or end the other `pnm watch` and try again",
    )


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
