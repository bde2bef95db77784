"""An index filled for the first time, in a file of its own that takes the empty one's place.

In: an index that was empty, and what fills it. Out: the index, full, or as it was.
Not known here: what it is filled with.

Nothing of the new file has to be safe before it is whole, so it is written without a journal; who
kills pnm meanwhile finds the empty index. That the other file may be put away is only sure while
no other process has it open: SQLite would take the log of the one for that of the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from pnm.index import store
from pnm.index.transactions import without_patience

if TYPE_CHECKING:
    from pnm.index.store import Index, Place

FEWEST: Final = 300
"""Fewer files than this are written sooner than another file is made."""

_T = TypeVar("_T")


def fill(index: Index, work: Callable[[], _T]) -> _T | None:
    """Fill an empty index.

    Args:
        index: The index.
        work: Fills its database, in a transaction.

    Returns:
        What `work` returned; None where the index was not filled, because another process has it
        open or has filled it, or another file cannot be made.

    Raises:
        sqlite3.Error: The index cannot be used any longer.
    """
    place = index.place
    if place is None:
        return None
    index.db.close()
    try:
        with store.alone(place.folder):
            index.db = store.connect(place.file)
            if not _is_ours_alone(index.db, place):
                return None
            return _fill(index, place, work)
    except OSError as exc:
        raise sqlite3.OperationalError(str(exc)) from exc


def _is_ours_alone(db: sqlite3.Connection, place: Place) -> bool:
    """Tell whether the index is empty, and no other process has it open."""
    mark = db.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    if mark != (place.mark.whole,):
        raise sqlite3.OperationalError("another pnm has made it anew")
    if db.execute("SELECT 1 FROM files LIMIT 1").fetchone():
        return False
    try:
        with without_patience(db):
            return bool(db.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",))
    except sqlite3.OperationalError:
        return False


def _fill(index: Index, place: Place, work: Callable[[], _T]) -> _T | None:
    empty = index.db
    try:
        index.db = store.begin_apart(place)
    except (OSError, sqlite3.Error):
        store.drop_apart(place)
        return None
    try:
        done = work()
        index.db.close()
        empty.close()
        store.end_apart(place)
    except BaseException:
        index.db.close()
        store.drop_apart(place)
        raise
    index.db = store.connect(place.file)
    return done
