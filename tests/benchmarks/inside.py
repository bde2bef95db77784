"""What is measured inside one process: pnm's own functions and their yardsticks, in turns.

In: a vault, the folder of all caches. Out: one JSON object with the seconds by the clock and on the
processor of each turn.
Not known here: how the figures are shown.

- `warm VAULT CACHE`: open the index and find that nothing changed; walk and `lstat`.
- `find VAULT CACHE`: search words of different frequency; the bare query of FTS5.
"""

from __future__ import annotations

import argparse
import gc
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

import yardstick
from generate import LAST_DAY

from pnm.cli.opening import setting_of
from pnm.contacts.further import Further
from pnm.contacts.profile import Profile
from pnm.index import KeptIndex
from pnm.session import open_session
from pnm.vault import Vault

TOP: Final = 20
SHARES: Final = (0.5, 0.1, 0.01, 0.001)
"""Of the notes, in which a word shall occur that is searched."""

Times = tuple[float, float]


def warm(vault: Vault, cache: Path, turns: int) -> Iterator[dict[str, Any]]:
    """Yield the times of finding that nothing changed."""

    def ours() -> None:
        kept = _kept(vault, cache)
        delta = kept.update()
        kept.close()
        if delta.added or delta.changed or delta.removed:
            raise SystemExit("the index was not up to date")

    ours()
    yield _in_turns(turns, ours, lambda: yardstick.walk(str(vault.root)))


def find(vault: Vault, cache: Path, turns: int) -> Iterator[dict[str, Any]]:
    """Yield, for each word, the times of searching it."""
    kept = _kept(vault, cache)
    kept.find(("nothing",), TOP)
    (file,) = cache.rglob("*.sqlite3")
    database = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    (table,) = database.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'"
    ).fetchone()
    query = f"SELECT rowid, rank FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT {TOP}"
    for word, notes in _words(database, table):
        times = _in_turns(
            turns,
            partial(kept.find, (word,), TOP),
            partial(_fetch, database, query, f'"{word}"'),
        )
        yield {"word": word, "notes": notes, **times}
    kept.close()


def _fetch(database: sqlite3.Connection, query: str, words: str) -> list[tuple[object, ...]]:
    return database.execute(query, (words,)).fetchall()


def _kept(vault: Vault, cache: Path) -> KeptIndex:
    profile, further = _rules(str(vault.root), cache)
    return KeptIndex(vault, profile, cache, further=further)


@lru_cache(maxsize=1)
def _rules(root: str, cache: Path) -> tuple[Profile, Further | None]:
    """Return what notes are read by, with what the plugins add to it."""
    setting, _ = setting_of(root, LAST_DAY, (), plugins=True, strict=True, progress=None)
    session = open_session(replace(setting, cache=cache))
    return session.config.profile, session.further


def _words(database: sqlite3.Connection, table: str) -> Iterator[tuple[str, int]]:
    """Yield plain words, each with the number of notes that it is in."""
    database.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {table}, row)")
    (notes,) = database.execute("SELECT count(*) FROM files").fetchone()
    counted = database.execute(
        "SELECT term, doc FROM temp.words WHERE term GLOB '[a-z][a-z][a-z][a-z]*'"
    ).fetchall()
    for share in SHARES:
        yield min(counted, key=lambda row: (abs(row[1] - share * notes), row))


def _in_turns(
    turns: int, ours: Callable[[], object], theirs: Callable[[], object]
) -> dict[str, list[Times]]:
    """Return the times of both, the first turn left out."""
    times: dict[str, list[Times]] = {"ours": [], "theirs": []}
    for turn in range(turns + 1):
        for name, work in (("theirs", theirs), ("ours", ours)):
            gc.collect()
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            took = time.perf_counter() - wall, time.process_time() - cpu
            if turn:
                times[name].append(took)
    return times


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description="Measure inside one process.")
    parser.add_argument("which", choices=("warm", "find"))
    parser.add_argument("vault", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--turns", type=int, default=15)
    given = parser.parse_args()
    gc.disable()  # as pnm's commands do
    measured = {"warm": warm, "find": find}[given.which]
    vault = Vault(given.vault.resolve())
    print(json.dumps({"rows": list(measured(vault, given.cache, given.turns))}))


if __name__ == "__main__":
    main()
