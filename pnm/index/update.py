"""The one way into the index: what the files say becomes what the index says.

In: a vault, its profile, and the paths that may have changed, or all. Out: `Delta`.
Not known here: why a path may have changed. A full scan and a watched save are the same path
through this module; so the index after any changes equals the index of a fresh scan.

A file is unchanged when its times, size and inode are what they were, and it was not read so
soon after its last change that a second change could hide behind the same times (git's rule).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from zlib import crc32

from pnm.contacts.extract import extract
from pnm.contacts.facts import Fault, NoteFacts, pack
from pnm.contacts.profile import Profile
from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.folding import fold
from pnm.index.store import Index
from pnm.vault import Entry, Fingerprint, Vault, Walk, read_note
from pnm.vault.walk import Skipped, stat_entry

RACY_NS: Final = 2_000_000_000
"""FAT keeps times to two seconds; a file read sooner than that after its change is read again."""

GONE_FILES: Final = 20
"""So many files, and more than half of all, gone at once look like a broken vault."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Delta:
    """What a reconciliation did.

    Attributes:
        added, changed, removed: Paths.
        unchanged: How many files were left as they were.
        seconds: How long it took.
        skipped: Diagnostics of files that were passed over.
        stale: Why the index was left as it was although files are gone; empty normally.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    seconds: float = 0.0
    skipped: tuple[Diagnostic, ...] = ()
    stale: str = ""


class _Known(NamedTuple):
    """A file's row."""

    fingerprint: Fingerprint
    read_ns: int
    digest: bytes


@dataclass(slots=True)
class _Work:
    """The lists that a reconciliation fills."""

    to_read: list[Entry] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)


def reconcile(
    index: Index,
    vault: Vault,
    profile: Profile,
    paths: Iterable[str] | None = None,
    *,
    progress: Progress | None = None,
    accept_removals: bool = False,
    now_ns: Callable[[], int] = time.time_ns,
) -> Delta:
    """Bring the index up to what the files say.

    Args:
        index: The index.
        vault: The vault.
        profile: Its profile.
        paths: Files that may have changed, relative to the vault; None for all.
        progress: Called with files done and files to do.
        accept_removals: Believe that most of the notes are gone.
        now_ns: The clock, in nanoseconds since the epoch.

    Returns:
        What changed. All of it is one transaction: a reader sees the state before or after.
    """
    start = time.perf_counter()
    known = _known(index)
    work = _compare(vault, known, paths)
    if _looks_broken(work, known, accept_removals=accept_removals):
        return Delta(
            unchanged=len(known),
            seconds=time.perf_counter() - start,
            skipped=_diagnostics(work.skipped),
            stale=f"{len(work.gone)} of {len(known)} notes are gone at once",
        )
    if not (work.to_read or work.gone):
        return Delta(
            unchanged=work.unchanged,
            seconds=time.perf_counter() - start,
            skipped=_diagnostics(work.skipped),
        )
    index.db.execute("BEGIN IMMEDIATE")
    try:
        known = _known(index)  # another process may have been quicker
        delta = _apply(index, vault, profile, known, work, progress, now_ns)
    except BaseException:
        if index.db.in_transaction:  # a full disk has ended it already
            index.db.execute("ROLLBACK")
        raise
    index.db.execute("COMMIT")
    return Delta(*delta, seconds=time.perf_counter() - start, skipped=_diagnostics(work.skipped))


def _known(index: Index) -> dict[str, _Known]:
    rows = index.db.execute(
        "SELECT path, mtime_ns, ctime_ns, size, inode, read_ns, digest FROM files"
    )
    return {row[0]: _Known(Fingerprint(*row[1:5]), row[5], row[6]) for row in rows}


def _compare(vault: Vault, known: dict[str, _Known], paths: Iterable[str] | None) -> _Work:
    work = _Work()
    root = str(vault.root)
    if paths is None:
        walk = Walk(root)
        found: set[str] = set()
        for entry in walk:
            found.add(entry.path)
            _sort(entry, known, work)
        work.skipped = walk.skipped
        unreadable = {skip.path for skip in walk.skipped if skip.code == "PNM021"}
        work.gone = [p for p in known if p not in found and not _below(p, unreadable)]
        return work
    for path in sorted(set(paths)):
        there = stat_entry(root, path)
        if there is not None:
            _sort(there, known, work)
        elif path in known:
            work.gone.append(path)
    work.unchanged = len(known) - len(work.gone) - sum(e.path in known for e in work.to_read)
    return work


def _sort(entry: Entry, known: dict[str, _Known], work: _Work) -> None:
    row = known.get(entry.path)
    if row is not None and row.fingerprint == entry.fingerprint and not _racy(row):
        work.unchanged += 1
    else:
        work.to_read.append(entry)


def _racy(row: _Known) -> bool:
    changed = max(row.fingerprint.mtime_ns, row.fingerprint.ctime_ns)
    return row.read_ns - changed < RACY_NS


def _below(path: str, folders: set[str]) -> bool:
    return any(path == f or path.startswith(f + "/") or f == "." for f in folders)


def _looks_broken(work: _Work, known: dict[str, _Known], *, accept_removals: bool) -> bool:
    gone = len(work.gone)
    return gone > GONE_FILES and gone * 2 > len(known) and not accept_removals


def _apply(
    index: Index,
    vault: Vault,
    profile: Profile,
    known: dict[str, _Known],
    work: _Work,
    progress: Progress | None,
    now_ns: Callable[[], int],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], int]:
    added: list[str] = []
    changed: list[str] = []
    removed = list(work.gone)
    unchanged = work.unchanged
    for done, entry in enumerate(sorted(work.to_read)):
        if progress and done % 50 == 0:
            progress(done, len(work.to_read))
        outcome = _read_one(index, vault, profile, entry, known.get(entry.path), now_ns)
        if outcome == "unchanged":
            unchanged += 1
        elif outcome == "gone":
            if entry.path in known:
                removed.append(entry.path)
        else:
            (added if outcome == "added" else changed).append(entry.path)
    for path in removed:
        _remove(index, path)
    if progress:
        progress(len(work.to_read), len(work.to_read))
    return tuple(added), tuple(changed), tuple(sorted(removed)), unchanged


def _read_one(
    index: Index,
    vault: Vault,
    profile: Profile,
    entry: Entry,
    row: _Known | None,
    now_ns: Callable[[], int],
) -> str:
    read_ns = now_ns()
    content = read_note(str(vault.root), entry.path)
    if content.fingerprint is None and not content.problems:
        return "gone"
    fingerprint = content.fingerprint or entry.fingerprint
    same = row is not None and content.digest == row.digest and content.text is not None
    if same and row is not None and row.fingerprint.mtime_ns == fingerprint.mtime_ns:
        index.db.execute(
            "UPDATE files SET mtime_ns=?, ctime_ns=?, size=?, inode=?, read_ns=? WHERE path=?",
            (*fingerprint, read_ns, entry.path),
        )
        return "unchanged"
    facts = _facts(entry.path, content.text, profile, fingerprint)
    faults = tuple(_fault(problem) for problem in content.problems)
    facts = facts._replace(faults=faults + facts.faults)
    if row is not None:
        _remove(index, entry.path)
    _store(index, facts, content.text or "", fingerprint, read_ns, content.digest)
    return "changed" if row is not None else "added"


def _facts(path: str, text: str | None, profile: Profile, fingerprint: Fingerprint) -> NoteFacts:
    if text is None:
        return NoteFacts(path, "unread", "", path)
    return extract(path, text, profile, fingerprint.day)


def _fault(problem: Diagnostic) -> Fault:
    at = problem.source
    return Fault(
        problem.code, at.line, at.column, problem.severity.value, problem.message, problem.mend
    )


def _store(
    index: Index,
    facts: NoteFacts,
    text: str,
    fingerprint: Fingerprint,
    read_ns: int,
    digest: bytes,
) -> None:
    packed = pack(facts)
    cursor = index.db.execute(
        "INSERT INTO files"
        " (path, mtime_ns, ctime_ns, size, inode, read_ns, digest, facts, checksum)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (facts.path, *fingerprint, read_ns, digest, packed, crc32(packed)),
    )
    body = text.encode("utf-8", "replace").decode("utf-8")
    folded = "" if body.isascii() else fold(body)
    index.db.execute(
        "INSERT INTO text (rowid, title, body, folded) VALUES (?, ?, ?, ?)",
        (cursor.lastrowid, facts.title.encode("utf-8", "replace").decode("utf-8"), body, folded),
    )


def _remove(index: Index, path: str) -> None:
    row = index.db.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
    if row:
        index.db.execute("DELETE FROM text WHERE rowid = ?", row)
        index.db.execute("DELETE FROM files WHERE id = ?", row)


def _diagnostics(skipped: list[Skipped]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(Source(s.path, s.line), s.code, s.message, s.mend, Severity.WARNING)
        for s in sorted(skipped)
    )
