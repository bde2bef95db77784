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
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from pnm.index.schema import TABLES, Mark, as_mark, why_other

if TYPE_CHECKING:
    from pnm.contacts.stored import StoredFacts

FILE: Final = "index.sqlite3"
NEW: Final = "index.sqlite3.new"
"""An index that is being filled for the first time; it takes the other's place when it is whole."""
LOCK: Final = "open.lock"
BUSY_SECONDS: Final = 10.0
PATIENCE_SECONDS: Final = 20.0
"""So long others wait for a process that fills a first index, before they build their own."""
PAUSE_SECONDS: Final = 0.01
_LEFT_BYTES: Final = 4_000_000
"""More than this is not left of the log once its changes are in the file."""


class Place(NamedTuple):
    """Where an index is kept, and the mark that its facts must carry.

    Attributes:
        any_rules: Whether one of another profile will do, for a look.
    """

    folder: Path
    mark: Mark
    any_rules: bool = False

    @property
    def file(self) -> Path:
        """Return the file."""
        return self.folder / FILE

    @property
    def new(self) -> Path:
        """Return the file that is being filled."""
        return self.folder / NEW


class Index:
    """The facts of one vault, by file.

    Attributes:
        db: The connection; only this package uses it.
        fresh: Whether it was empty when it was opened.
        notice: What to tell the user about it; empty for nothing.
        place: Where it is kept; None for one that lasts as long as the command.
        other_rules: Whether its notes were read by another profile.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        *,
        fresh: bool,
        notice: str = "",
        place: Place | None = None,
        other_rules: bool = False,
    ) -> None:
        self.db = db
        self.fresh = fresh
        self.notice = notice
        self.place = place
        self.other_rules = other_rules

    @property
    def lasting(self) -> bool:
        """Tell whether it outlives the command."""
        return self.place is not None

    def facts(self) -> Iterator[StoredFacts]:
        """Yield the facts of every note, in the order of their paths.

        Raises:
            ValueError: They are not what was put in: SQLite itself does not notice a flipped bit.
        """
        from pnm.contacts.stored import stored

        rows = self.db.execute("SELECT path, facts, checksum FROM files ORDER BY path")
        for path, packed, checksum in rows:
            if crc32(packed) != checksum:
                raise ValueError(f"the facts of {path} are not what was written")
            yield stored(packed)

    def digests(self, paths: Iterable[str] | None = None) -> dict[str, bytes]:
        """Return a digest of each note's bytes, by path; of all notes, or of those named."""
        if paths is None:
            return dict(self.db.execute("SELECT path, digest FROM files"))
        one = "SELECT path, digest FROM files WHERE path = ?"
        return dict(row for path in paths for row in self.db.execute(one, (path,)))

    def count(self) -> int:
        """Return how many files are in it."""
        (number,) = self.db.execute("SELECT count(*) FROM files").fetchone()
        return int(number)

    def close(self) -> None:
        """Close the file."""
        self.db.close()


def open_index(folder: Path, mark: str | Mark, *, any_rules: bool = False) -> Index:
    """Open the index in a folder, or make it.

    Args:
        folder: The cache folder of this one vault.
        mark: The mark that its facts must carry; see `pnm.index.schema.fingerprint`.
        any_rules: Whether one that was read by another profile will do, for a look.

    Returns:
        An index that is empty (`fresh`) or carries the mark.
    """
    try:
        _private_folder(folder)
        with alone(folder):
            return _open_file(Place(folder, as_mark(mark), any_rules))
    except (OSError, sqlite3.Error) as exc:
        return in_memory(folder, mark, exc)


def in_memory(folder: Path, mark: str | Mark, why: Exception) -> Index:
    """Make an empty index that lasts as long as the command.

    Args:
        folder: Where it would have been kept.
        mark: The mark that its facts carry.
        why: Why it cannot be kept there.

    Returns:
        The index, with a notice.
    """
    db = sqlite3.connect(":memory:", isolation_level=None)
    create(db, mark)
    reason = getattr(why, "strerror", None) or why
    notice = (
        f"{folder}: the index cannot be kept there ({reason}); it is built anew for each "
        "command\n    mend: set PNM_CACHE_DIR to a folder that you may write to"
    )
    return Index(db, fresh=True, notice=notice)


def rebuild(folder: Path, mark: str | Mark) -> Index:
    """Throw the index away and open an empty one; for a cache that proved damaged in use."""
    with contextlib.suppress(OSError), alone(folder):
        _remove(folder / FILE)
    return open_index(folder, mark)


def is_damage(exc: sqlite3.Error) -> bool:
    """Tell whether a fault lies in the file itself, not in the disk, its rights or another process.

    A table that is missing counts as damage: nobody but pnm writes here.
    """
    code = getattr(exc, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


# -- one file at a time ----------------------------------------------------------------------------


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one process at a time open or make the index, so that none takes away another's.

    Where the system has no such locks, SQLite's own must do.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    fd = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    try:
        _wait_for(lambda: fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB))
        yield
    finally:
        os.close(fd)


def _wait_for(lock: Callable[[], None]) -> None:
    """Take a lock as soon as it is free.

    Raises:
        BlockingIOError: Its holder has it for too long: it was stopped, or hangs.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return lock()
        except BlockingIOError as exc:
            if time.monotonic() > until:
                raise BlockingIOError(exc.errno, "another pnm makes it and does not end") from exc
            time.sleep(PAUSE_SECONDS)
        except OSError:  # a file system without locks
            return None


def _private_folder(folder: Path) -> None:
    with contextlib.suppress(FileExistsError):
        folder.parent.mkdir(mode=0o700, parents=True)  # the names in it are those of vaults
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def _open_file(place: Place) -> Index:
    notice = ""
    _remove(place.new)  # whoever filled it was killed, or would be alone here
    if place.file.is_symlink():
        place.file.unlink()  # what it leads to is not pnm's
    if place.file.exists():
        try:
            db = connect(place.file)
        except sqlite3.DatabaseError as exc:
            if not is_damage(exc):
                raise
            notice = f"{place.file}: the index was damaged and is built anew"
        else:
            if place.mark.glance and _glance(db) == place.mark.glance:
                return Index(db, fresh=False, place=place)
            found = _mark(db)
            if found == place.mark.whole:
                _keep_glance(db, place.mark)
                return Index(db, fresh=False, place=place)
            if place.any_rules and found and place.mark.is_but_for_rules(found):
                return Index(db, fresh=False, place=place, other_rules=True)
            db.close()
            why = why_other(found, place.mark.whole) if found is not None else ""
            notice = f"{place.file}: the index {why} and is built anew" if why else ""
        _remove(place.file)
    _touch_private(place.file)
    db = connect(place.file)
    create(db, place.mark)
    return Index(db, fresh=True, notice=notice, place=place)


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, and see that it is a database at all.

    Raises:
        sqlite3.Error: It is none, or cannot be used just now.
    """
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute(f"PRAGMA journal_size_limit = {_LEFT_BYTES}")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _mark(db: sqlite3.Connection) -> str | None:
    """Return the mark of a database: empty for a foreign one, None for one without any table."""
    try:
        row = db.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    except sqlite3.DatabaseError:
        return _mark_of_strange(db)
    return str(row[0]) if row else ""


def _glance(db: sqlite3.Connection) -> str:
    try:
        row = db.execute("SELECT value FROM meta WHERE key = 'glance'").fetchone()
    except sqlite3.DatabaseError:
        return ""
    return str(row[0]) if row else ""


def _keep_glance(db: sqlite3.Connection, mark: Mark) -> None:
    """Note what the profile is made of now; where that cannot be written, it is told again."""
    if mark.glance:
        with contextlib.suppress(sqlite3.OperationalError):
            db.execute("INSERT OR REPLACE INTO meta VALUES ('glance', ?)", (mark.glance,))


def _mark_of_strange(db: sqlite3.Connection) -> str | None:
    try:
        return "" if db.execute("SELECT 1 FROM sqlite_master").fetchone() else None
    except sqlite3.DatabaseError:
        return ""


def _touch_private(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def create(db: sqlite3.Connection, mark: str | Mark) -> None:
    """Make the tables, unless they are there."""
    db.execute("BEGIN IMMEDIATE")
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        for statement in TABLES:
            db.execute(statement)
        first = int.from_bytes(os.urandom(6), "big")  # so that no two indexes share a generation
        mark = as_mark(mark)
        rows: list[tuple[str, object]] = [
            ("fingerprint", mark.whole),
            ("glance", mark.glance),
            ("generation", first),
        ]
        db.executemany("INSERT INTO meta VALUES (?, ?)", rows)
    db.execute("COMMIT")


# -- an index filled apart -------------------------------------------------------------------------


def begin_apart(place: Place) -> sqlite3.Connection:
    """Open a new file to be filled, with nothing that would make it safe before it is whole.

    Raises:
        OSError, sqlite3.Error: It cannot be made.
    """
    _remove(place.new)
    _touch_private(place.new)
    db = sqlite3.connect(place.new, isolation_level=None)
    try:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            db.execute(f"PRAGMA {setting}")
        db.execute("PRAGMA cache_size = -16000")
        create(db, place.mark)
    except sqlite3.Error:
        db.close()
        raise
    return db


def end_apart(place: Place) -> None:
    """Put the new file, closed and whole, on the disk and in the place of the other.

    Raises:
        OSError: That cannot be done.
    """
    fd = os.open(place.new, os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
    _remove(place.file)
    place.new.replace(place.file)


def drop_apart(place: Place) -> None:
    """Take the new file away."""
    with contextlib.suppress(OSError):
        _remove(place.new)
