"""One note's file to what the index keeps of it, and that into the tables.

In: a path, and what its row says already. Out: `Read`; rows of `files` and of the full text.
Not known here: which files are to be read, and in which process that is done.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from pnm.index.folded import folded
from pnm.index.known import RACY_NS, UNTRUSTED, Before, Numbers, is_racy, rows_of
from pnm.vault.read import read_note
from pnm.vault.walk import Fingerprint

if TYPE_CHECKING:
    from pnm.contacts.facts import NoteFacts
    from pnm.contacts.further import Further
    from pnm.contacts.profile import Profile
    from pnm.model import WrittenNote
    from pnm.vault.read import Content

AT_ONCE: Final = 64
"""So many notes are read before they are written; a note may have megabytes."""

NEW, SAME, GONE, SAVING = range(4)
"""What became of a file that was read. Being saved: it is empty, and whoever saves it has not
written yet."""


class Read(NamedTuple):
    """What was read of a file.

    Attributes:
        outcome, path: What became of which file.
        fingerprint, read_ns, digest: As in its row.
        checksum, facts: The packed facts.
        title, body, folded: For the full text, in UTF-8.
    """

    outcome: int
    path: str
    fingerprint: Numbers = UNTRUSTED
    read_ns: int = 0
    digest: bytes = b""
    checksum: int = 0
    facts: bytes = b""
    title: bytes = b""
    body: bytes = b""
    folded: bytes = b""


Task = tuple[str, Before | None]


class _Begun(NamedTuple):
    """A file that was read, before plugins are asked about it.

    Attributes:
        written: The note as they see it; None where they are not asked.
    """

    path: str
    before: Before | None
    content: Content
    fingerprint: Numbers
    read_ns: int
    facts: NoteFacts
    written: WrittenNote | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads notes.

    Attributes:
        root: The vault's folder.
        profile: The vault's profile.
        now_ns: The clock, in nanoseconds since the epoch.
        further: Asks the plugins for facts of theirs.
    """

    root: str
    profile: Profile
    now_ns: Callable[[], int] = time.time_ns
    further: Further | None = None

    def read(self, path: str, before: Before | None) -> Read:
        """Read one note; what says the same as before is not read for its facts."""
        begun = self._begin(path, before)
        if isinstance(begun, Read):
            return begun
        facts = begun.facts
        if begun.written is not None and self.further is not None:
            from pnm.contacts.further import with_found

            facts = with_found(facts, self.further.read(begun.written))
        return self._end(begun, facts)

    def read_some(self, tasks: Sequence[Task]) -> list[Read]:
        """Read some notes: what `read` gives for each; plugins are asked about all at once."""
        if self.further is None:
            return [self.read(path, before) for path, before in tasks]
        from pnm.contacts.further import read_each, with_found

        begun = [self._begin(path, before) for path, before in tasks]
        rows = [one for one in begun if isinstance(one, _Begun) and one.written is not None]
        notes = [one.written for one in rows if one.written is not None]
        found = read_each(self.further, notes)
        ends = {id(row): with_found(row.facts, one) for row, one in zip(rows, found, strict=True)}
        return [
            one if isinstance(one, Read) else self._end(one, ends.get(id(one), one.facts))
            for one in begun
        ]

    def _begin(self, path: str, before: Before | None) -> Read | _Begun:
        """Read a note as far as it goes without plugins; what says the same as before is done."""
        read_ns = self.now_ns()
        content = read_note(self.root, path)
        fingerprint = content.fingerprint
        if fingerprint is None:
            return Read(GONE, path)
        if before is not None:
            if _is_being_saved(content, read_ns) and before.digest != content.digest:
                return Read(SAVING, path)
            if content.digest and _same(content.digest, fingerprint, before):
                return Read(SAME, path, tuple(fingerprint), read_ns)
        facts, written = self._facts(path, content, fingerprint)
        return _Begun(path, before, content, tuple(fingerprint), read_ns, facts, written)

    def _end(self, begun: _Begun, facts: NoteFacts) -> Read:
        from pnm.contacts.facts import pack

        path, before, content, fingerprint, read_ns, _, _ = begun
        packed = pack(facts)
        checksum = crc32(packed)
        if before is not None and (content.digest, checksum) == (before.digest, before.checksum):
            return Read(SAME, path, fingerprint, read_ns)
        text = content.text or ""
        return Read(
            NEW,
            path,
            fingerprint,
            read_ns,
            content.digest,
            checksum,
            packed,
            facts.title.encode("utf-8", "replace"),
            text.encode("utf-8", "replace"),
            folded(text).encode("utf-8", "replace"),
        )

    def _facts(
        self, path: str, content: Content, fingerprint: Fingerprint
    ) -> tuple[NoteFacts, WrittenNote | None]:
        from pnm.contacts.extract import extract_for
        from pnm.contacts.facts import Fault, NoteFacts

        if content.text is None:
            facts, written = NoteFacts(path, "unread", "", path), None
        else:
            plugins = self.further is not None
            facts, written = extract_for(
                path, content.text, self.profile, fingerprint.day, plugins=plugins
            )
        if content.problems:
            faults = tuple(
                Fault(p.code, p.source.line, p.source.column, p.severity.value, p.message, p.mend)
                for p in content.problems
            )
            facts = facts._replace(faults=faults + facts.faults)
        return facts, written


def _is_being_saved(content: Content, read_ns: int) -> bool:
    fingerprint = content.fingerprint
    return (
        fingerprint is not None
        and content.text == ""
        and abs(read_ns - fingerprint.mtime_ns) < RACY_NS
    )


def _same(digest: bytes, fingerprint: Fingerprint, before: Before) -> bool:
    """Tell whether bytes say what they said; facts know the size and the day of the last change."""
    if digest != before.digest or fingerprint.size != before.fingerprint[2]:
        return False
    then = Fingerprint._make(before.fingerprint)
    return fingerprint.mtime_ns == then.mtime_ns or fingerprint.day == then.day


# -- the tables ------------------------------------------------------------------------------------

_ROW: Final = "INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TEXT: Final = (
    "INTO text (rowid, title, body, folded)"
    " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"
)
_AGAIN: Final = (
    "UPDATE files SET mtime_ns = ?, ctime_ns = ?, size = ?, inode = ?, read_ns = ? WHERE path = ?"
)


@dataclass(slots=True)
class Writer:
    """Puts what was read into the tables, within the caller's transaction.

    Attributes:
        db: The connection.
        before: The rows of the files that are read, by path.
        added, changed, saving: What became of the files.
        missing: Files that are not there any more.
        unchanged: How many say what they said.
        written: The fingerprints to be trusted from now on, by path: all zero for none.
    """

    db: sqlite3.Connection
    before: dict[str, Before]
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    saving: list[str] = field(default_factory=list)
    unchanged: int = 0
    written: dict[str, Numbers] = field(default_factory=dict)
    _next: int = 0

    def put(self, reads: Sequence[Read]) -> None:
        """Write some files' rows."""
        new: list[tuple[int, Read]] = []
        for read in reads:
            before = self.before.get(read.path)
            if read.outcome == NEW:
                new.append((before.id if before else self._new_id(), read))
                (self.changed if before else self.added).append(read.path)
                self.written[read.path] = _trusted(read)
            elif read.outcome == SAME and before is not None:
                self._same(read, before)
            elif read.outcome == SAVING:
                self.saving.append(read.path)
                self.written[read.path] = UNTRUSTED
            else:
                self.missing.append(read.path)
        self._put(new)

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Take files away that have a row, and return them."""
        found = rows_of(self.db, paths)
        ids = sorted((row.id,) for row in found.values())
        self.db.executemany("DELETE FROM text WHERE rowid = ?", ids)
        self.db.executemany("DELETE FROM files WHERE id = ?", ids)
        return sorted(found)

    def _new_id(self) -> int:
        """Give an id that is greater than all: the full text is built in the order of ids."""
        if not self._next:
            (last,) = self.db.execute("SELECT ifnull(max(id), 0) FROM files").fetchone()
            self._next = last
        self._next += 1
        return self._next

    def _same(self, read: Read, before: Before) -> None:
        self.unchanged += 1
        self.written[read.path] = _trusted(read)
        if read.fingerprint != before.fingerprint or not is_racy(read.fingerprint, read.read_ns):
            self.db.execute(_AGAIN, (*read.fingerprint, read.read_ns, read.path))

    def _put(self, new: list[tuple[int, Read]]) -> None:
        # Replacing is slower, so only what has a row is replaced.
        for verb, known in (("INSERT OR REPLACE ", True), ("INSERT ", False)):
            some = [(n, r) for n, r in new if (r.path in self.before) == known]
            if not some:
                continue
            self.db.executemany(
                verb + _ROW,
                [
                    (n, r.path, *r.fingerprint, r.read_ns, r.digest, r.checksum, r.facts)
                    for n, r in some
                ],
            )
            self.db.executemany(verb + _TEXT, [(n, r.title, r.body, r.folded) for n, r in some])


def _trusted(read: Read) -> Numbers:
    return UNTRUSTED if is_racy(read.fingerprint, read.read_ns) else read.fingerprint
