"""Opening and keeping the SQLite file of one vault, private and outside the vault.

In: the cache folder, the vault's id, the fingerprint of its facts. Out: `Index`.
Not known here: how notes are read (see `update.py`), how text is searched (see `search.py`).

A cache that is damaged, foreign, older or newer is thrown away and built again; one that cannot
be written is kept in memory for this one command, with a word said.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zlib import crc32

from pnm.contacts.facts import NoteFacts, unpack
from pnm.index.schema import TABLES

FILE: Final = "index.sqlite3"
LOCK: Final = "open.lock"
BUSY_SECONDS: Final = 10.0


class Index:
    """The facts of one vault, by file.

    Attributes:
        db: The connection; only this package uses it.
        fresh: Whether it was empty when it was opened.
        notice: What to tell the user about it; empty for nothing.
    """

    def __init__(self, db: sqlite3.Connection, *, fresh: bool, notice: str = "") -> None:
        self.db = db
        self.fresh = fresh
        self.notice = notice

    def facts(self) -> Iterator[NoteFacts]:
        """Yield the facts of every note, in the order of their paths.

        Raises:
            ValueError: They are not what was put in: SQLite itself does not notice a flipped bit.
        """
        rows = self.db.execute("SELECT path, facts, checksum FROM files ORDER BY path")
        for path, packed, checksum in rows:
            if crc32(packed) != checksum:
                raise ValueError(f"the facts of {path} are not what was written")
            yield unpack(packed)

    def count(self) -> int:
        """Return how many files are in it."""
        (number,) = self.db.execute("SELECT count(*) FROM files").fetchone()
        return int(number)

    def close(self) -> None:
        """Close the file."""
        self.db.close()


def open_index(folder: Path, mark: str) -> Index:
    """Open the index in a folder, or make it.

    Args:
        folder: The cache folder of this one vault.
        mark: The fingerprint that its facts must carry.

    Returns:
        An index that is empty (`fresh`) or carries the mark.
    """
    try:
        _private_folder(folder)
        with _alone(folder):
            return _open_file(folder / FILE, mark)
    except (OSError, sqlite3.Error) as exc:
        return in_memory(folder, mark, exc)


def in_memory(folder: Path, mark: str, why: Exception) -> Index:
    """Make an empty index that lasts as long as the command.

    Args:
        folder: Where it would have been kept.
        mark: The fingerprint that its facts carry.
        why: Why it cannot be kept there.

    Returns:
        The index, with a notice.
    """
    db = sqlite3.connect(":memory:", isolation_level=None)
    _create(db, mark)
    reason = getattr(why, "strerror", None) or why
    notice = (
        f"{folder}: the index cannot be kept there ({reason}); it is built anew for each "
        "command\n    mend: set PNM_CACHE_DIR to a folder that you may write to"
    )
    return Index(db, fresh=True, notice=notice)


def _private_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time open or make the index, so that none takes away another's.

    Where the system has no such locks, SQLite's own must do.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    fd = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def _open_file(path: Path, mark: str) -> Index:
    notice = ""
    if path.exists():
        try:
            db = _connect(path)
        except sqlite3.DatabaseError as exc:
            if not is_damage(exc):
                raise
            notice = f"{path}: the index was damaged and is built anew"
        else:
            if _marked(db, mark):
                return Index(db, fresh=False)
            db.close()
        _remove(path)
    _touch_private(path)
    db = _connect(path)
    _create(db, mark)
    return Index(db, fresh=True, notice=notice)


def is_damage(exc: sqlite3.Error) -> bool:
    """Tell whether a fault lies in the file itself, not in the disk, its rights or another process.

    A table that is missing counts as damage: nobody but pnm writes here.
    """
    code = getattr(exc, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


def _connect(path: Path) -> sqlite3.Connection:
    """Open the file, and see that it is a database at all."""
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA trusted_schema = OFF")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _marked(db: sqlite3.Connection, mark: str) -> bool:
    try:
        row = db.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(row) and row[0] == mark


def _touch_private(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def _create(db: sqlite3.Connection, mark: str) -> None:
    db.execute("BEGIN IMMEDIATE")
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        for statement in TABLES.split(";\n"):
            if statement.strip():
                db.execute(statement)
        db.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (mark,))
    db.execute("COMMIT")


def rebuild(folder: Path, mark: str) -> Index:
    """Throw the index away and open an empty one; for a cache that proved damaged in use."""
    with contextlib.suppress(OSError):
        _remove(folder / FILE)
    return open_index(folder, mark)
