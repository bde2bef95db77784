"""The index proven against the files, and mended where it says something else than they do.

In: the cache folder of one vault, the vault, its profile. Out: `Verified`.
Not known here: the command line, and what the facts mean.

What is right is what a fresh index would hold: rows are compared with those that `reconcile` makes
of the same files in an empty index. Without reading the data that is done for the rows only that
their own checksums do not prove. What differs at all is thrown away as a whole and built anew.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from pnm.contacts.facts import unpack
from pnm.contacts.further import Further
from pnm.contacts.profile import Profile
from pnm.errors import CacheError, VaultError
from pnm.index import answers
from pnm.index.answers import checksum_of
from pnm.index.folded import folded
from pnm.index.schema import fingerprint
from pnm.index.seen import distrust
from pnm.index.store import FILE, Index, in_memory, open_index, rebuild
from pnm.index.transactions import transaction
from pnm.index.update import Delta, Progress, reconcile
from pnm.vault import Vault, Walk

_AT_ONCE: Final = 200
"""So many notes are read anew before they are compared; a note may have megabytes."""

_FAULTS: Final = (
    sqlite3.Error,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    MemoryError,
)
"""What reading a damaged index may raise: SQLite's faults, and those of values of wrong types."""

_ROWS: Final = (
    "SELECT f.path, f.digest, f.facts, f.checksum, t.title, t.body, t.folded"
    " FROM files f LEFT JOIN text t ON t.rowid = f.id ORDER BY f.path"
)
_TIMES: Final = "SELECT path, mtime_ns, ctime_ns, size, inode FROM files"
_ORPHANS: Final = "SELECT count(*) FROM text WHERE rowid NOT IN (SELECT id FROM files)"
_TABLES: Final = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in the index that is not what the files say.

    Attributes:
        path: The note; empty for the index as a whole.
        what: What is wrong; of the index as a whole what it is or has: `was damaged`.
    """

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found. The index says what the files say now, in any case.

    Attributes:
        notes: How many there are.
        differences: What was wrong before; by path.
        files: One hash of what the files say; empty where not all were read or something differed.
        index: The same of the index.
        built: Why there was nothing to verify, so that the index was built; empty normally.
        notice: Why the index cannot be kept; empty normally.
        delta: What changed in the files since the last command.
    """

    notes: int
    differences: tuple[Difference, ...] = ()
    files: str = ""
    index: str = ""
    built: str = ""
    notice: str = ""
    delta: Delta = field(default_factory=Delta)


class _Row(NamedTuple):
    """All that the index holds of one note, but for the file's times."""

    path: str
    digest: bytes
    facts: bytes
    checksum: int
    title: str | None
    body: str | None
    folded: str | None


@dataclass(slots=True)
class _Sums:
    """The hashes of both sides, while they are made."""

    files: blake2b = field(default_factory=lambda: blake2b(digest_size=16))
    index: blake2b = field(default_factory=lambda: blake2b(digest_size=16))


@dataclass(frozen=True, slots=True)
class _Work:
    """One verification."""

    folder: Path
    vault: Vault
    profile: Profile
    further: Further | None
    mark: str
    read_data: bool
    progress: Progress | None


def verify(
    folder: Path,
    vault: Vault,
    profile: Profile,
    *,
    read_data: bool = False,
    progress: Progress | None = None,
    further: Further | None = None,
) -> Verified:
    """Prove that the index says what the files say; make it so where it does not.

    Args:
        folder: The cache folder of this one vault.
        vault: The vault.
        profile: Its profile.
        read_data: Read every file, whatever its times and size say.
        progress: Called with notes done and notes to do.
        further: Asks the plugins for facts of theirs, as it did for the index.

    Returns:
        What was found, and what was done about it.

    Raises:
        VaultError: So many notes are gone at once that nothing can be proven.
        CacheError: Another process keeps the index for itself.
    """
    mark = fingerprint(profile, further)
    work = _Work(folder, vault, profile, further, mark, read_data, progress)
    try:
        return _verified(work)
    except (sqlite3.Error, OSError) as exc:
        raise CacheError(
            f"{folder}: the index cannot be built there ({getattr(exc, 'strerror', None) or exc})",
            mend="make room there, or set PNM_CACHE_DIR to a folder that you may write to",
        ) from exc


def _verified(work: _Work) -> Verified:
    existed = os.path.lexists(work.folder / FILE)
    found = _opened(work)
    if isinstance(found, Difference):
        return _mended(work, (found,))
    if found.fresh:
        return _built(work, found, existed=existed)
    with closing(found) as index:
        try:
            verified = _looked_at(work, index)
        except _FAULTS as exc:
            if _is_busy(exc):
                raise _busy(work) from exc
            verified = Verified(0, (Difference("", f"cannot be read ({exc})"),))
    return _mended(work, verified.differences) if verified.differences else verified


def _opened(work: _Work) -> Index | Difference:
    """Open the index; where the file is there and cannot be used, say why."""
    index = open_index(work.folder, work.mark)
    if index.lasting and index.notice:
        index.close()
        return Difference("", _why(index.notice))
    if index.lasting:
        return index
    fault = _fault_of(work.folder / FILE)
    if fault is None or not os.access(work.folder, os.W_OK | os.X_OK):
        return index  # the folder is the reason
    index.close()
    if _is_busy(fault):
        raise _busy(work)
    return Difference("", f"cannot be used ({fault})")


def _why(notice: str) -> str:
    """Return what a notice says of the index: `was damaged`."""
    return notice.partition(": the index ")[2].removesuffix(" and is built anew") or notice


def _fault_of(file: Path) -> Exception | None:
    """Return what goes wrong when the file is written to; None where nothing does."""
    if not os.path.lexists(file):
        return None
    try:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")
    except sqlite3.Error as exc:
        return exc
    return None


def _is_busy(exc: Exception) -> bool:
    code = getattr(exc, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _busy(work: _Work) -> CacheError:
    return CacheError(
        f"{work.folder / FILE}: another process keeps the index for itself; nothing was verified",
        mend="let the other pnm end, then run this again",
    )


# -- building and mending --------------------------------------------------------------------------


def _built(work: _Work, index: Index, *, existed: bool) -> Verified:
    """Fill an index that was empty; there is nothing in it to verify."""
    with closing(index):
        _update(work, index)
        notes = index.count()
    why = "there was no index yet"
    if existed:
        why = "the index was made by another pnm, or for another configuration"
    if not index.lasting:
        why = "there is no index to verify"
    return Verified(notes, built=why, notice=index.notice)


def _mended(work: _Work, differences: tuple[Difference, ...]) -> Verified:
    """Throw the index away and build it anew."""
    with closing(rebuild(work.folder, work.mark)) as index:
        _update(work, index)
        return Verified(index.count(), tuple(sorted(differences, key=_place)), notice=index.notice)


def _place(difference: Difference) -> tuple[str, str]:
    return difference.path, difference.what


def _update(work: _Work, index: Index) -> Delta:
    progress, further = work.progress, work.further
    return reconcile(index, work.vault, work.profile, progress=progress, further=further)


# -- looking ---------------------------------------------------------------------------------------


def _looked_at(work: _Work, index: Index) -> Verified:
    _believe_nothing(index)
    delta = _update(work, index)
    if delta.stale:
        raise VaultError(
            f"{work.vault.root}: {delta.stale}; nothing was verified",
            mend="mount or restore the vault, or run `pnm index --accept-removals`",
        )
    notes = index.count()
    structure = tuple(_faults_of_tables(work, index))
    if structure:
        return Verified(notes, structure)
    sums = _Sums()
    moved, strange = _compared_by_walk(work, index)
    differences = _still(work, index, strange, None)  # by a walk of the index's own, once more
    doubtful = tuple(_doubtful(work, index, moved, sums))
    differences += _still(work, index, doubtful, [row.path for row in doubtful])
    with transaction(index.db):
        answers.outdate(index)  # what was worked out of the rows cannot be proven by the files
    if differences or not work.read_data:
        return Verified(notes, differences, delta=delta)
    return Verified(notes, files=sums.files.hexdigest(), index=sums.index.hexdigest(), delta=delta)


def _believe_nothing(index: Index) -> None:
    """Have the next walk compare every file with its row, and every name with `.pnmignore`."""
    distrust(index)
    with transaction(index.db):
        index.db.execute("DELETE FROM meta WHERE key = 'ignored'")


def _faults_of_tables(work: _Work, index: Index) -> Iterator[Difference]:
    """Yield what is wrong with the file as a database, before any row is looked at."""
    rows = index.db.execute("PRAGMA integrity_check(1)").fetchall()
    if rows != [("ok",)]:
        said = " ".join(str(rows[0][0]).split()) if rows else "SQLite says nothing"
        yield Difference("", f"is damaged ({said})")
        return
    with closing(in_memory(work.folder, work.mark, OSError())) as fresh:
        if index.db.execute(_TABLES).fetchall() != fresh.db.execute(_TABLES).fetchall():
            yield Difference("", "has other tables than this pnm makes")
            return
    try:
        index.db.execute("INSERT INTO text (text, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as exc:
        if _is_busy(exc):
            raise
        yield Difference("", f"has words that are not those of the texts ({exc})")
    if index.db.execute(_ORPHANS).fetchone() != (0,):
        yield Difference("", "has texts of no note")
    answers.generation(index)  # raises where there is none
    rows = index.db.execute("SELECT key, value, generation, checksum FROM answers").fetchall()
    if any(
        not isinstance(value, bytes) or checksum_of(k, value, g) != c for k, value, g, c in rows
    ):
        yield Difference("", "has an answer that is not what was written")


def _compared_by_walk(work: _Work, index: Index) -> tuple[set[str], tuple[Difference, ...]]:
    """Compare the index with a walk of its own, so that nothing the index says of it is believed.

    Returns:
        The notes whose times or sizes are others, and what differs for sure.
    """
    walk = Walk(str(work.vault.root))
    walked = {entry.path: tuple(entry.fingerprint) for entry in walk}
    hidden = tuple(skip.path + "/" for skip in walk.skipped)
    rows = {path: tuple(times) for path, *times in index.db.execute(_TIMES)}
    here = [path for path in walked.keys() - rows.keys() if _exists(work, path)]
    gone = [path for path in rows.keys() - walked.keys() if not _exists(work, path)]
    wrong = [Difference(path, "the note is missing in the index") for path in here]
    wrong += [
        Difference(path, "the index has a note that is not there")
        for path in gone
        if not f"{path}/".startswith(hidden)
    ]
    moved = {path for path, times in rows.items() if walked.get(path) != times}
    return moved, tuple(wrong)


def _exists(work: _Work, path: str) -> bool:
    return os.path.lexists(work.vault.root / path)


def _doubtful(work: _Work, index: Index, moved: set[str], sums: _Sums) -> Iterator[Difference]:
    """Yield what the rows have other than a fresh index; files may have changed meanwhile."""
    rows = map(_Row._make, index.db.execute(_ROWS))
    done = 0
    while chunk := list(islice(rows, _AT_ONCE)):
        asked = chunk
        if not work.read_data:
            asked = [row for row in chunk if row.path in moved or not _proves_itself(row)]
        fresh = _read_anew(work, [row.path for row in asked])
        for row in asked:
            now = fresh.get(row.path)
            _add(sums.index, row)
            if now is not None:
                _add(sums.files, now)
            what = _difference(row, now)
            if what:
                yield Difference(row.path, what)
        done += len(chunk)
        if work.progress:
            work.progress(done, max(index.count(), done))


def _read_anew(work: _Work, paths: list[str]) -> dict[str, _Row]:
    """Return the rows that files give in an empty index."""
    if not paths:
        return {}
    with closing(in_memory(work.folder, work.mark, OSError())) as fresh:
        reconcile(fresh, work.vault, work.profile, paths, further=work.further)
        return {row[0]: _Row._make(row) for row in fresh.db.execute(_ROWS)}


def _proves_itself(row: _Row) -> bool:
    """Tell whether the checksums of a row prove all of it; those of most rows do."""
    if crc32(row.facts) != row.checksum or row.body is None:
        return False
    facts = unpack(row.facts)
    text = row.body.encode("utf-8")
    return (
        facts.path == row.path
        and facts.title == row.title
        and blake2b(text, digest_size=len(row.digest) or 1).digest() == row.digest
        and row.folded == folded(row.body)
    )


def _difference(row: _Row, now: _Row | None) -> str:
    """Say in what a row differs from what its file says; empty for not at all."""
    if now is None or row == now:
        return "" if now is not None else "the index has a note that is not there"
    if crc32(row.facts) != row.checksum:
        return "its facts in the index were damaged"
    if row.digest != now.digest:
        return "the index is older than the file"
    if row.facts != now.facts:
        return "the index has other facts than the file"
    if row.body is None:
        return "its text is missing in the index"
    return "its text in the index is not the file's"


def _still(
    work: _Work, index: Index, doubtful: tuple[Difference, ...], paths: list[str] | None
) -> tuple[Difference, ...]:
    """Return the differences that are none of a file that changed while it was compared."""
    if not doubtful:
        return ()
    delta = reconcile(index, work.vault, work.profile, paths, further=work.further)
    moved = {*delta.added, *delta.changed, *delta.removed, *delta.saving}
    return tuple(row for row in doubtful if row.path not in moved)


def _add(hashed: blake2b, row: _Row) -> None:
    parts: Iterable[object] = (row.path, row.digest, row.facts, row.title, row.body, row.folded)
    hashed.update(repr(tuple(parts)).encode("utf-8", "surrogateescape"))
