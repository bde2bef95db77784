"""What is to be read: the walk compared with what the last one saw.

In: the index, the vault, and the paths that may have changed, or none for all. Out: `Look`.
Not known here: what is in the files.

What a walk saw is kept by folder, as one text of names and one block of numbers: a folder in which
nothing has changed gives the same text and the same block, and is compared at once. Saves that a
watcher told of do not touch these; their paths are noted as late, and looked at one by one.

A file that must be read again whatever its times say has zeros for its numbers.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, Final

from pnm.index.known import UNTRUSTED, Before, Numbers, rows_of
from pnm.index.transactions import snapshot, transaction
from pnm.vault.ignored import Remembered, read_ignored
from pnm.vault.walk import Listing, Skipped, Walk, is_utf8, stat_entry

if TYPE_CHECKING:
    from pnm.index.store import Index
    from pnm.vault import Vault

GONE_FILES: Final = 20
"""So many files, and more than half of all, gone at once look like a broken vault."""

_UNREADABLE: Final = "PNM021"
_MERGED_PAGES: Final = 200


class Look:
    """What a look at the files found, while it is found.

    No dataclass, like `_Last`: every command imports this, and making one takes a millisecond.

    Attributes:
        version: Of the database when it was asked; another process may write meanwhile.
        whole: Whether the whole vault was walked.
        to_read: Files that may say something else than their rows.
        gone: Files that are not there any more.
        unchanged: How many of those that were looked at are as they were.
        skipped: What was passed over.
        listings: The folders that are not as the last walk saw them; none where paths were named.
        before: What the last walk saw, by folder: names and numbers.
        folders_gone: Folders that the last walk saw and this one did not.
        late: Files whose rows have changed since the last walk.
        unseen: Files that cannot be seen just now, in folders that can.
        remembered: What to remember of `.pnmignore`; None where it is the same.
    """

    def __init__(self, version: int, *, whole: bool = True) -> None:
        self.version = version
        self.whole = whole
        self.to_read: list[str] = []
        self.gone: list[str] = []
        self.unchanged = 0
        self.skipped: list[Skipped] = []
        self.listings: list[Listing] = []
        self.before: dict[str, tuple[str, bytes]] = {}
        self.folders_gone: list[str] = []
        self.late: tuple[str, ...] = ()
        self.unseen: list[str] = []
        self.remembered: Remembered | None = None

    @property
    def is_settled(self) -> bool:
        """Tell whether every row says what its file says."""
        return not (self.to_read or self.gone)

    @property
    def is_untidy(self) -> bool:
        """Tell whether the next walk would have less to compare if this one were kept."""
        return bool(self.listings or self.folders_gone or self.late or self.remembered)


class _Last:
    """What the last walk saw, as of one moment."""

    def __init__(self, db: sqlite3.Connection) -> None:
        with snapshot(db):
            self.version = version_of(db)
            rows = db.execute("SELECT folder, names, stats FROM seen")
            self.folders = {folder: (names, stats) for folder, names, stats in rows}
            self.late = tuple(path for (path,) in db.execute("SELECT path FROM late"))
            self.rows = rows_of(db, self.late)
            self.remembered = _remembered(_meta(db, "ignored"))


def look(index: Index, vault: Vault, paths: Iterable[str] | None) -> Look:
    """Find out what is to be read.

    Args:
        index: The index.
        vault: The vault.
        paths: Files that may have changed; None for all.
    """
    root = str(vault.root)
    return _at_all(index, root) if paths is None else _at(index, root, paths)


def version_of(db: sqlite3.Connection) -> int:
    """Return a number that changes when another process writes."""
    (version,) = db.execute("PRAGMA data_version").fetchone()
    return int(version)


def why_broken(index: Index, vault: Vault, found: Look) -> str:
    """Say why the vault looks broken rather than changed; empty where it does not.

    Args:
        index: The index.
        vault: The vault.
        found: What is not there any more.
    """
    if any(skip.path == "." and skip.code == _UNREADABLE for skip in found.skipped):
        return "the vault's folder cannot be read" if index.count() else ""
    gone = _missing(vault, found)
    if not gone:
        return ""
    known = index.count()
    if not _has_marker(vault) and _meta(index.db, "marker"):
        return f"its .pnm is gone, and {gone} of {known} notes with it"
    if gone > GONE_FILES and gone * 2 > known:
        return f"{gone} of {known} notes are gone at once"
    return ""


def _missing(vault: Vault, found: Look) -> int:
    """Return how many notes are gone; those that `.pnmignore` names now are there."""
    gone = found.gone
    if len(gone) > GONE_FILES and found.remembered is not None:
        gone = [path for path in gone if not os.path.lexists(vault.root / path)]
    return len(gone)


# -- looking ---------------------------------------------------------------------------------------


def _at(index: Index, root: str, paths: Iterable[str]) -> Look:
    found = Look(version_of(index.db), whole=False)
    asked = sorted(path for path in set(paths) if is_utf8(path))
    rows = rows_of(index.db, asked)
    ignored = read_ignored(root)
    for path in asked:
        row = rows.get(path)
        try:
            there = stat_entry(root, path, ignored)
        except OSError:
            continue  # what cannot be seen is not gone; the next walk tells of it
        if there is None:
            if row is not None:
                found.gone.append(path)
        elif row is not None and there.fingerprint == row.fingerprint and not row.is_racy:
            found.unchanged += 1
        else:
            found.to_read.append(path)
    return found


def _at_all(index: Index, root: str) -> Look:
    last = _Last(index.db)
    walk = Walk(root, last.remembered)
    found = Look(last.version)
    found.skipped, found.before, found.late = walk.skipped, last.folders, last.late
    late: dict[str, list[str]] = {}
    for path in last.late:
        late.setdefault(path.rpartition("/")[0], []).append(path)
    folders = last.folders
    trusts = walk.trusts

    def known(folder: str) -> Set[str]:
        return set(folders[folder][0].split("/")) if trusts and folder in folders else frozenset()

    left = dict.fromkeys(folders)
    for listing in walk.by_folder(known):
        folder = listing.folder
        left.pop(folder, None)
        names, stats = folders.get(folder, ("", b""))
        if (
            listing.stats.tobytes() == stats
            and "/".join(listing.names) == names
            and folder not in late
        ):
            found.unchanged += len(listing.names)
        else:
            _compare(listing, _numbers(names, stats, late.pop(folder, ()), last.rows), found)
    if walk.ignored.remembered != last.remembered:
        found.remembered = walk.ignored.remembered
    unseen = {skip.path for skip in walk.skipped if skip.code == _UNREADABLE}
    for folder in dict.fromkeys([*left, *late]):
        seen = folders.get(folder, ("", b""))
        _lose(folder, _numbers(*seen, late.get(folder, ()), last.rows), found, unseen)
    _leave(found, unseen)
    found.to_read.sort()
    return found


def _compare(listing: Listing, known: dict[str, Numbers], found: Look) -> None:
    """Compare a folder name by name."""
    prefix = f"{listing.folder}/" if listing.folder else ""
    stats = iter(listing.stats)
    for name, *four in zip(listing.names, stats, stats, stats, stats, strict=True):
        numbers = known.pop(name, None)
        if numbers == tuple(four):
            found.unchanged += 1
        else:
            found.to_read.append(prefix + name)
    found.gone += [prefix + name for name in known]
    found.listings.append(listing)


def _lose(folder: str, known: dict[str, Numbers], found: Look, unseen: set[str]) -> None:
    """Note that a folder was not walked: it is gone, or cannot be seen."""
    if _below(folder or ".", unseen):
        found.unchanged += len(known)
        return
    prefix = f"{folder}/" if folder else ""
    found.gone += [prefix + name for name in known]
    found.folders_gone.append(folder)


def _leave(found: Look, unseen: set[str]) -> None:
    """Leave what cannot be seen just now as it is."""
    if unseen:
        found.unseen = [path for path in found.gone if _below(path, unseen)]
        found.gone = [path for path in found.gone if not _below(path, unseen)]
        found.late = tuple(path for path in found.late if not _below(path, unseen))


def _numbers(
    names: str, stats: bytes, late: Iterable[str], rows: dict[str, Before]
) -> dict[str, Numbers]:
    """Return the numbers of each name in a folder, as the rows have them."""
    block = array("q")
    block.frombytes(stats[: len(stats) // 32 * 32])
    four = iter(block)
    known: dict[str, Numbers] = {}
    if names:
        known.update(zip(names.split("/"), zip(four, four, four, four, strict=True), strict=False))
    for path in late:
        name = path.rpartition("/")[2]
        row = rows.get(path)
        if row is None:
            known.pop(name, None)
        else:
            known[name] = UNTRUSTED if row.is_racy else row.fingerprint
    return known


def _below(path: str, folders: set[str]) -> bool:
    if not folders:
        return False
    return any(path == f or path.startswith(f + "/") or f == "." for f in folders)


# -- keeping ---------------------------------------------------------------------------------------


def keep_walk(
    index: Index,
    vault: Vault,
    found: Look,
    written: dict[str, Numbers],
    gone: Set[str],
    *,
    accept_removals: bool = False,
) -> None:
    """Keep what a walk saw, within the caller's transaction, after the rows were written.

    Args:
        index: The index.
        vault: The vault.
        found: What was seen.
        written: The numbers of the files that were read, by path.
        gone: Files that were seen and are not there any more.
        accept_removals: Whether the vault is as it shall be, even without its marker.
    """
    db = index.db
    for listing in found.listings:
        names, numbers = _row(listing, written, gone)
        if (names, numbers) != found.before.get(listing.folder):
            row = (listing.folder, names, numbers)
            db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", row)
    db.executemany("DELETE FROM seen WHERE folder = ?", ((f,) for f in found.folders_gone))
    if found.late:
        db.executemany("DELETE FROM late WHERE path = ?", ((path,) for path in found.late))
        sql = "INSERT INTO text (text, rank) VALUES ('merge', ?)"
        db.execute(sql, (_MERGED_PAGES,))
    note_late(index, found.unseen)
    if found.remembered is not None:
        digest, faulty, named = found.remembered
        parts = (digest.hex(), " ".join(map(str, faulty)), *sorted(named))
        _set_meta(db, "ignored", "\0".join(parts).encode("utf-8", "surrogateescape"))
    marked = _has_marker(vault)
    if marked != bool(_meta(db, "marker")) and (marked or accept_removals):
        _set_meta(db, "marker", int(marked))


def distrust(index: Index) -> None:
    """Forget what walks saw: the next one is compared with the rows themselves."""
    with transaction(index.db):
        index.db.execute("DELETE FROM seen")
        index.db.execute("INSERT OR IGNORE INTO late SELECT path FROM files")


def note_late(index: Index, paths: Iterable[str]) -> None:
    """Note that rows have changed since the last walk, within the caller's transaction."""
    index.db.executemany("INSERT OR IGNORE INTO late VALUES (?)", ((path,) for path in paths))


def _row(listing: Listing, written: dict[str, Numbers], gone: Set[str]) -> tuple[str, bytes]:
    prefix = f"{listing.folder}/" if listing.folder else ""
    names: list[str] = []
    block = array("q")
    stats = iter(listing.stats)
    for name, *four in zip(listing.names, stats, stats, stats, stats, strict=True):
        path = prefix + name
        if path not in gone:
            names.append(name)
            block.extend(written.get(path, four))
    return "/".join(names), block.tobytes()


def _remembered(value: object) -> Remembered:
    if not isinstance(value, bytes):
        return Remembered()
    digest, faulty, *named = value.decode("utf-8", "surrogateescape").split("\0")
    return Remembered(bytes.fromhex(digest), tuple(map(int, faulty.split())), frozenset(named))


def _meta(db: sqlite3.Connection, key: str) -> object:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _set_meta(db: sqlite3.Connection, key: str, value: object) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _has_marker(vault: Vault) -> bool:
    return vault.config_path.parent.is_dir()
