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
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pnm.index import answers, apart, seen
from pnm.index.known import rows_of
from pnm.index.transactions import if_possible, transaction

if TYPE_CHECKING:
    from pnm.contacts.further import Further
    from pnm.contacts.profile import Profile
    from pnm.diagnostics import Diagnostic
    from pnm.index.rows import Task, Writer
    from pnm.index.seen import Look
    from pnm.index.store import Index
    from pnm.vault import Vault
    from pnm.vault.walk import Skipped

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Delta:
    """What a reconciliation did.

    Attributes:
        added, changed, removed: Paths.
        unchanged: How many of the files that were looked at were left as they were.
        seconds: How long it took.
        skipped: Diagnostics of files that were passed over.
        stale: Why the index was left as it was although files are gone; empty normally.
        saving: Files that are empty just now, because somebody saves them: what they said before
            is kept, and they should be looked at again soon.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    seconds: float = 0.0
    skipped: tuple[Diagnostic, ...] = ()
    stale: str = ""
    saving: tuple[str, ...] = ()


def reconcile(
    index: Index,
    vault: Vault,
    profile: Profile | Callable[[], Profile],
    paths: Iterable[str] | None = None,
    *,
    progress: Progress | None = None,
    accept_removals: bool = False,
    now_ns: Callable[[], int] = time.time_ns,
    further: Further | Callable[[], Further | None] | None = None,
) -> Delta:
    """Bring the index up to what the files say.

    Args:
        index: The index.
        vault: The vault.
        profile: Its profile, or what gives it; asked only where something must be read.
        paths: Files that may have changed, relative to the vault; None for all.
        progress: Called with files done and files to do.
        accept_removals: Believe that most of the notes are gone.
        now_ns: The clock, in nanoseconds since the epoch.
        further: Asks the plugins for facts of theirs, or gives what does; asked like the profile.
            The index carries its state in its mark.

    Returns:
        What changed. All of it is one transaction: a reader sees the state before or after.
    """
    start = time.perf_counter()
    asked = None if paths is None else frozenset(paths)
    job = _Job(
        index,
        vault,
        profile,
        asked,
        progress,
        now_ns,
        accept_removals=accept_removals,
        further=further,
    )
    return replace(job.run(), seconds=time.perf_counter() - start)


class _Job:
    """One reconciliation."""

    def __init__(
        self,
        index: Index,
        vault: Vault,
        profile: Profile | Callable[[], Profile],
        paths: frozenset[str] | None,
        progress: Progress | None,
        now_ns: Callable[[], int],
        *,
        accept_removals: bool,
        further: Further | Callable[[], Further | None] | None,
    ) -> None:
        self.index = index
        self.vault = vault
        self.profile = profile
        self.paths = paths
        self.progress = progress
        self.now_ns = now_ns
        self.accept_removals = accept_removals
        self.further = further

    def run(self) -> Delta:
        found = self._look()
        stale = self._why_stale(found)
        if stale or found.is_settled:
            if not stale and found.is_untidy:
                self._tidy(found)
            return _delta(found, stale=stale)
        if self._is_first(found):
            filled = apart.fill(self.index, lambda: self._write(found))
            if filled is not None:
                return filled
            found = self._look()
        return self._write_in_place(found)

    def _look(self) -> Look:
        return seen.look(self.index, self.vault, self.paths)

    def _why_stale(self, found: Look) -> str:
        return "" if self.accept_removals else seen.why_broken(self.index, self.vault, found)

    def _is_first(self, found: Look) -> bool:
        """Tell whether this fills an empty index, with enough to be worth a file of its own."""
        if not self.index.lasting or len(found.to_read) < apart.FEWEST:
            return False
        return not self.index.db.execute("SELECT 1 FROM files LIMIT 1").fetchone()

    def _write_in_place(self, found: Look) -> Delta:
        """Write in one transaction; look again where another process was quicker."""
        with transaction(self.index.db):
            if seen.version_of(self.index.db) != found.version:
                found = self._look()
                stale = self._why_stale(found)
                if stale:
                    return _delta(found, stale=stale)
            return self._apply(found)

    def _write(self, found: Look) -> Delta:
        with transaction(self.index.db):
            return self._apply(found)

    def _apply(self, found: Look) -> Delta:
        from pnm.index.rows import Reader, Writer  # late: most commands find nothing to read
        from pnm.index.workers import read_all

        db = self.index.db
        profile = self.profile() if callable(self.profile) else self.profile
        further = self.further() if callable(self.further) else self.further
        reader = Reader(str(self.vault.root), profile, self.now_ns, further)
        writer = Writer(db, rows_of(db, found.to_read))
        removed = writer.remove(found.gone)
        for reads in read_all(reader, _in_order(found.to_read, writer), self.progress):
            writer.put(reads)
        removed = sorted(removed + writer.remove(writer.missing))
        changes = (*writer.added, *writer.changed, *removed)
        if found.whole:
            seen.keep_walk(
                self.index,
                self.vault,
                found,
                writer.written,
                frozenset(writer.missing),
                accept_removals=self.accept_removals,
            )
        else:
            seen.note_late(self.index, (*changes, *writer.written))
        if changes:
            answers.outdate(self.index)
        return _delta(found, writer, removed)

    def _tidy(self, found: Look) -> None:
        """Keep what the walk saw, if that can be done at once; else the next one compares more."""

        def write() -> None:
            if seen.version_of(self.index.db) == found.version:
                seen.keep_walk(self.index, self.vault, found, {}, frozenset())

        if_possible(self.index.db, write)


def _in_order(paths: list[str], writer: Writer) -> list[Task]:
    """Return what is to be read in the order of its rows: the full text is built in that order."""
    known = sorted(
        ((path, row) for path, row in writer.before.items()), key=lambda pair: pair[1].id
    )
    new = ((path, None) for path in paths if path not in writer.before)
    return [*known, *new]


def _delta(
    found: Look, writer: Writer | None = None, removed: list[str] | None = None, *, stale: str = ""
) -> Delta:
    skipped = _diagnostics(found.skipped) if found.skipped else ()
    if writer is None:
        return Delta(unchanged=found.unchanged, skipped=skipped, stale=stale)
    return Delta(
        tuple(sorted(writer.added)),
        tuple(sorted(writer.changed)),
        tuple(removed or ()),
        found.unchanged + writer.unchanged + len(writer.saving),
        skipped=skipped,
        saving=tuple(sorted(writer.saving)),
    )


def _diagnostics(skipped: list[Skipped]) -> tuple[Diagnostic, ...]:
    from pnm.diagnostics import Diagnostic, Severity, Source

    return tuple(
        Diagnostic(Source(s.path, s.line), s.code, s.message, s.mend, Severity.WARNING)
        for s in sorted(skipped)
    )
