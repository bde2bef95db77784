"""Small files of pnm's own outside of vaults: of the user's own, and for nobody else to read.

In: a path, a value. Out: bytes, files of mode 0600. Not known here: what the files are for.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

_MOST_BYTES: Final = 10_000_000
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe with these returns at once."""


def read_own(file: Path) -> bytes:
    """Return what a file of the user's own has; modules are imported by its word.

    Args:
        file: The file.

    Returns:
        Its bytes; none where it belongs to somebody else, or is no regular file.

    Raises:
        OSError: It cannot be read.
    """
    with os.fdopen(os.open(file, _FLAGS), "rb") as kept:
        st = os.fstat(kept.fileno())
        theirs = hasattr(os, "getuid") and st.st_uid != os.getuid()
        return b"" if theirs or not stat.S_ISREG(st.st_mode) else kept.read(_MOST_BYTES)


def change_own(file: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
    """Change a value that several commands may change at once; one waits for the other.

    Args:
        file: The file; where it is missing, damaged or somebody else's, the value is empty.
        change: Takes the value and gives the new one.

    Returns:
        Whether it could be written.
    """
    with _alone(file):
        try:
            before = json.loads(read_own(file))
        except (OSError, ValueError):
            before = {}
        return keep_own(file, change(before if isinstance(before, dict) else {}))


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Let no other command change a file meanwhile, where the system can do that."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    lock = -1
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(file.with_name(f".{file.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if lock >= 0:
            os.close(lock)


def keep_own(file: Path, what: dict[str, Any]) -> bool:
    """Write a value as JSON, whole or not at all.

    Args:
        file: The file; its folder is made.
        what: The value.

    Returns:
        Whether it could be written.
    """
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "w", encoding="utf-8") as out:
            json.dump(what, out)
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        return False
    return True
