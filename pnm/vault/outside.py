"""A file outside the vault, where somebody names one for an export.

In: a path, bytes. Out: the file, readable by its owner only; never one of somebody else's in its
place.
Not known here: vaults, and what the file says.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from pnm.errors import VaultError
from pnm.vault.files import read_small
from pnm.vault.write import write_text

_MOST_BYTES: Final = 200_000_000
"""A file that is written again may be this large."""


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet.

    Args:
        path: Where.
        data: All its bytes.

    Raises:
        VaultError: Something is there already, or it cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        fd = os.open(path, flags, 0o600)
    except FileExistsError as exc:
        raise VaultError(
            f"{path} is there already; nothing was written",
            mend="name another file, or take that one away first",
        ) from exc
    except (OSError, ValueError) as exc:
        raise _refused(path, exc) from exc
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as exc:
        with suppress(OSError):
            path.unlink()  # half an export is none
        raise _refused(path, exc) from exc


def replace_own_file(path: Path, data: bytes, mark: bytes) -> None:
    """Write a file that is not there yet, or in the place of one that was made the same way.

    Args:
        path: Where; a symbolic link is followed.
        data: All its bytes.
        mark: What stands in every file that was made this way, and in no other.

    Raises:
        VaultError: Something else is there, or it cannot be written; then it is as it was.
    """
    try:
        target = path.resolve()
        there = read_small(target, _MOST_BYTES)
    except FileNotFoundError:
        write_new_file(target, data)
        return
    except (OSError, ValueError, RuntimeError) as exc:
        raise _refused(path, exc) from exc
    if not mark or mark not in there:
        raise VaultError(
            f"{path} is there already, and is another file; nothing was written",
            mend="name another file, or take that one away first",
        )
    write_text(target.parent, target.name, data, seen=there)


def _refused(path: Path, exc: Exception) -> VaultError:
    said = getattr(exc, "strerror", None) or exc
    return VaultError(
        f"{path} cannot be written: {said}", mend="name a file in a folder that you may write to"
    )
