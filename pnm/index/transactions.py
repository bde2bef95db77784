"""All or nothing: transactions of the index, those that wait for others and those that do not.

In: a connection. Out: a transaction that is ended with what stands in it.
Not known here: the tables.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Keep all that is written, or nothing of it where something is raised."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has ended it already
            db.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """Read the tables as of one moment."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("COMMIT")


def if_possible(db: sqlite3.Connection, work: Callable[[], None]) -> None:
    """Keep what is written if that can be done at once; nobody waits for it, and no fault is told.

    Args:
        db: The connection.
        work: Writes.
    """
    with contextlib.suppress(sqlite3.Error), without_patience(db), transaction(db):
        work()


@contextlib.contextmanager
def without_patience(db: sqlite3.Connection) -> Iterator[None]:
    """Wait for no other process."""
    (patience,) = db.execute("PRAGMA busy_timeout").fetchone()
    db.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        db.execute(f"PRAGMA busy_timeout = {patience:d}")
