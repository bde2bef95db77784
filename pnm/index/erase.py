"""Somebody erased from all that pnm keeps, and the proof of it.

In: the folder of all caches, a vault, its profile, words. Out: `Erased`.
Not known here: the command line, and what the vault itself says (see `traces.py`).

What SQLite deletes stays in free pages, in the full-text table's segments and in the log. So
nothing is deleted in an index: its files are, and a new one is made of what the notes say now.
Then the bytes of every file that pnm keeps are searched. The index of any other vault goes, too:
it may be that of this vault before the folder was moved, and all that is lost is a little time.
"""

from __future__ import annotations

import mmap
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pnm.contacts.further import Further
from pnm.contacts.profile import Profile
from pnm.errors import CacheError
from pnm.index.schema import fingerprint
from pnm.index.store import FILE, LOCK, Index, alone, open_index
from pnm.index.traces import Place
from pnm.index.update import Progress, reconcile
from pnm.index.words import Words
from pnm.vault import Vault
from pnm.vault.leftovers import remove_leftover

TRIES: Final = 20
PAUSE_SECONDS: Final = 0.1
"""So long a command that still runs is waited for."""

_VAULT: Final = re.compile(r".+-[0-9a-f]{12}", re.DOTALL)
"""The name of a vault's folder among the caches; see `Vault.id`."""
_TOP_FILE: Final = re.compile(r"(?:plugins|declared)\.json|\.(?:plugins|declared)\.json\.\d+")
_OWN_WORDS: Final = (
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
    " UNION ALL SELECT key FROM meta UNION ALL SELECT value FROM meta"
    " UNION ALL SELECT k FROM text_config"
)
_HEADER: Final = "sqlite format 3"
_HELD: Final = "another pnm has it open: let it end, then run this again"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done, and what is left.

    Attributes:
        notes: How many notes the new index is made of.
        searched: How many files of pnm's own were searched.
        elsewhere: How many indexes of other vaults were thrown away.
        left: Files of pnm's own that still have a word that no note says.
        notice: Why the new index cannot be kept; empty normally.
    """

    notes: int
    searched: int
    elsewhere: int
    left: tuple[Place, ...]
    notice: str = ""


def indexes(cache: Path) -> tuple[Path, ...]:
    """Return the folders of all vaults' indexes in the folder of all caches.

    That may be a folder for the caches of other programs, too, whose files have names like these.
    """
    try:
        below = sorted(p for p in cache.iterdir() if _VAULT.fullmatch(p.name) and p.is_dir())
    except OSError:
        return ()
    return tuple(path for path in below if any(path.glob(f"{FILE}*")) or (path / LOCK).exists())


def erase(
    cache: Path,
    vault: Vault,
    profile: Profile,
    words: Words,
    *,
    leftovers: tuple[str, ...] = (),
    progress: Progress | None = None,
    further: Further | None = None,
) -> Erased:
    """Erase all that is kept beside the notes, build the index anew, and search what is there.

    Args:
        cache: The folder of all caches. This process has no index in it open.
        vault: The vault.
        profile: Its profile.
        words: What must not be left.
        leftovers: Temporary files in the vault to delete with it.
        progress: Called while the index is built.
        further: Asks the plugins for facts of theirs.

    Returns:
        What was done. It is proven where nothing is left.

    Raises:
        CacheError: Another process has the vault's index open; nothing was erased.
    """
    own = cache / vault.id
    left: list[Place] = []
    elsewhere = 0
    for folder in sorted(indexes(cache), key=lambda folder: folder != own):
        there = (folder / FILE).exists()
        try:
            left += _thrown_away(folder)
        except (_HeldError, BlockingIOError) as exc:
            if folder == own:
                raise CacheError(
                    f"{own / FILE}: another pnm has the index open; nothing was erased",
                    mend="let it end, or end it if it is `pnm watch`, then run this again",
                ) from exc
            left.append(Place(str(folder / FILE), (), _HELD))
        except OSError as exc:
            left.append(_stays(folder / FILE, exc))
        else:
            elsewhere += there and folder != own
    left += _away(_top_files(cache))
    left += _leftovers_away(vault, leftovers)
    try:
        with closing(open_index(own, fingerprint(profile, further))) as index:
            reconcile(index, vault, profile, progress=progress, further=further)
            notes, notice = index.count(), index.notice
            searched, found = _searched(cache, own, index, words)
    except sqlite3.Error as exc:
        raise CacheError(
            f"{own}: the old index is erased, but a new one cannot be built ({exc})",
            mend="make room there, then run this again",
        ) from exc
    return Erased(notes, searched, elsewhere, (*left, *found), notice)


class _HeldError(Exception):
    """Another process has the index open."""


def _thrown_away(folder: Path) -> list[Place]:
    """Throw one index away; return what could not be deleted."""
    with alone(folder):
        if _is_held(folder):
            raise _HeldError
        return list(_away(_index_files(folder)))


def _is_held(folder: Path) -> bool:
    """Tell whether another process has an index open: only alone can one leave SQLite's WAL."""
    file = folder / FILE
    for _ in range(TRIES):
        if not file.exists():
            return False
        try:
            with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as db:
                db.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as exc:
            if getattr(exc, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                return False  # it is damaged, or cannot be written: its removal will tell
        else:
            return False
        time.sleep(PAUSE_SECONDS)
    return True


def _index_files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.glob(f"{FILE}*") if path.is_file())


def _top_files(cache: Path) -> Iterator[Path]:
    """Yield what pnm keeps for all vaults: which plugins there are."""
    files = (path for path in cache.glob("*.json*") if _TOP_FILE.fullmatch(path.name))
    yield from sorted(path for path in files if path.is_file())


def _away(files: Iterator[Path]) -> Iterator[Place]:
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError as exc:
            yield _stays(file, exc)


def _stays(path: Path | str, exc: OSError) -> Place:
    return Place(str(path), (), f"it cannot be deleted: {exc.strerror or exc}")


def _leftovers_away(vault: Vault, paths: tuple[str, ...]) -> Iterator[Place]:
    for path in paths:
        try:
            remove_leftover(vault.root, path)
        except OSError as exc:
            yield _stays(path, exc)


# -- the proof -------------------------------------------------------------------------------------


def _searched(cache: Path, own: Path, index: Index, words: Words) -> tuple[int, list[Place]]:
    """Search the bytes of every file that pnm keeps.

    A word is explained where the new index has it in a live row: it is made of the notes alone.
    """
    index.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    number, left = 0, []
    for file in _own_files(cache):
        number += 1
        own_index = file.parent == own and file.name.startswith(FILE)
        try:
            found = _found_in(file, words.forms)
        except FileNotFoundError:
            continue
        except OSError as exc:
            left.append(Place(str(file), (), f"it cannot be searched: {exc.strerror or exc}"))
            continue
        dead = _not_live(index, found) if own_index else found
        if dead:
            shown = dead[0].decode("utf-8", "replace")
            left.append(Place(str(file), (), f"it still has “{shown}”"))
    return number, left


def _own_files(cache: Path) -> Iterator[Path]:
    yield from _top_files(cache)
    for folder in indexes(cache):
        for place, _, names in os.walk(folder):
            yield from (Path(place, name) for name in sorted(names))


def _found_in(file: Path, forms: tuple[bytes, ...]) -> list[bytes]:
    """Return those of the forms that a file has."""
    with file.open("rb") as opened:
        if not os.fstat(opened.fileno()).st_size:
            return []
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return [form for form in forms if data.find(form) >= 0]


def _not_live(index: Index, forms: list[bytes]) -> list[bytes]:
    """Return those of the forms that stand in no row of the index: they are remains."""
    wanted = {form: form.decode("utf-8", "replace").casefold() for form in forms}
    for value in _live_values(index):
        wanted = {form: text for form, text in wanted.items() if text not in value}
        if not wanted:
            break
    return list(wanted)


def _live_values(index: Index) -> Iterator[str]:
    """Yield all that the index says, as the full-text table has it: in small letters.

    What it remembers of `.pnmignore` are names of files that are in the vault; the words of its own
    tables are nobody's.
    """
    sql = "SELECT f.path, f.facts, t.title, t.body, t.folded FROM files f JOIN text t"
    for row in index.db.execute(f"{sql} ON t.rowid = f.id"):
        facts = bytes(row[1]).decode("utf-8", "replace")
        yield from (text.casefold() for text in (row[0], facts, *row[2:]))
    for (said,) in index.db.execute(_OWN_WORDS):
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        yield text.casefold()
    yield _HEADER
