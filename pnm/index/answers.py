"""Answers that were worked out of all facts, kept until any fact changes.

In: an index, keys and bytes. Out: the bytes, or None; the number of the facts' generation.
Not known here: what an answer says, and what else than the facts it depends on: its key tells.

A generation is a number that grows in the transaction in which the facts or the text of any note
change. Each answer carries that of its facts, and holds for no other. Old ones are taken away when
the first new one is kept: a save need not wait for thousands of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from zlib import crc32

from pnm.index.transactions import if_possible

if TYPE_CHECKING:
    from pnm.index.store import Index


def generation(index: Index) -> int:
    """Return the number of the facts' generation."""
    (number,) = index.db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    return int(number)


def outdate(index: Index) -> None:
    """Begin a new generation, within the caller's transaction: no answer holds any longer."""
    index.db.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")


def kept(index: Index, key: str) -> bytes | None:
    """Return the answer of a key; None where none is kept, or where it is not what was written."""
    sql = "SELECT value, generation, checksum FROM answers WHERE key = ?"
    row = index.db.execute(sql, (key,)).fetchone()
    if row is None or not isinstance(row[0], bytes) or row[1] != generation(index):
        return None
    return row[0] if checksum_of(key, row[0], row[1]) == row[2] else None


def checksum_of(key: str, value: bytes, number: int) -> int:
    """Return what tells an answer from a damaged one, and from one to another question."""
    return crc32(value, crc32(f"{number} {key}".encode("utf-8", "surrogateescape")))


def keep(index: Index, rows: Iterable[tuple[str, bytes]], number: int) -> None:
    """Keep answers, if the facts are still those that they were worked out of.

    An answer is never worth a fault nor a wait: an index that is busy, full or cannot be written
    keeps none of them.

    Args:
        index: The index.
        rows: Keys and answers.
        number: The generation of the facts that they were worked out of.
    """
    if not index.lasting:
        return
    values = [(key, number, value, checksum_of(key, value, number)) for key, value in rows]

    def write() -> None:
        if generation(index) != number:
            return
        if index.db.execute("SELECT value FROM meta WHERE key = 'answers'").fetchone() != (number,):
            index.db.execute("DELETE FROM answers")
            index.db.execute("INSERT OR REPLACE INTO meta VALUES ('answers', ?)", (number,))
        index.db.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", values)

    if_possible(index.db, write)
