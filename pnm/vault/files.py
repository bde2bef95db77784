"""The bytes of one small file, without ever waiting for a pipe or filling the memory.

In: a path, and how long the file may be. Out: bytes, or an `OSError` that says why not.
Not known here: what the file is for.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
"""Opening a pipe with these returns at once."""


def read_small(path: str | Path, most: int) -> bytes:
    """Read a file that is no note: a configuration, a list of patterns, a review.

    Args:
        path: The file; a symbolic link to one will do.
        most: How many bytes it may have.

    Returns:
        All of its bytes.

    Raises:
        OSError: It cannot be read, is longer, or is a folder, a pipe or a device.
    """
    with os.fdopen(os.open(path, FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return data
