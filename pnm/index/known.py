"""What the rows of files say: by which times, and of which bytes.

In: a connection, paths. Out: `Before`, by path.
Not known here: the facts, and what the files say now.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import islice
from typing import Final, NamedTuple

RACY_NS: Final = 2_000_000_000
"""FAT keeps times to two seconds; a file read sooner than that after its change is read again."""

Numbers = tuple[int, ...]
"""A fingerprint's four."""
UNTRUSTED: Final[Numbers] = (0, 0, 0, 0)
"""Instead of the fingerprint of a file that must be read again whatever its times say."""
_AT_ONCE: Final = 500
_BEFORE: Final = (
    "SELECT path, id, mtime_ns, ctime_ns, size, inode, read_ns, digest, checksum FROM files"
)


class Before(NamedTuple):
    """What the row of a file says."""

    id: int
    fingerprint: Numbers
    read_ns: int
    digest: bytes
    checksum: int

    @property
    def is_racy(self) -> bool:
        """Tell whether it was read so soon after a change that another may hide behind it."""
        return is_racy(self.fingerprint, self.read_ns)


def is_racy(fingerprint: Numbers, read_ns: int) -> bool:
    """Tell whether a file was read so soon after a change that another may hide behind it."""
    return read_ns - max(fingerprint[0], fingerprint[1]) < RACY_NS


def rows_of(db: sqlite3.Connection, paths: Iterable[str]) -> dict[str, Before]:
    """Return what the rows of files say, for those that have one."""
    found: dict[str, Before] = {}
    rest = iter(paths)
    while some := list(islice(rest, _AT_ONCE)):
        places = ", ".join("?" * len(some))
        rows = db.execute(f"{_BEFORE} WHERE path IN ({places})", some)
        for path, number, *four, read_ns, digest, checksum in rows:
            found[path] = Before(number, tuple(four), read_ns, digest, checksum)
    return found
