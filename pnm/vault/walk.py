"""The notes of a vault with their fingerprints, by `scandir` and `lstat` alone.

In: a folder, and what `.pnmignore` names. Out: entries, and what was passed over, with the reason.
Not known here: what is in the files.

Symbolic links to folders are not followed, so that no loop can be walked; a link to a file is
passed over with a word said, because a vault that came by synchronisation could point anywhere.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from pnm.vault.files import read_small
from pnm.vault.names import is_conflict_copy, is_folder_of_notes, is_note, is_note_path

IGNORE_FILE = ".pnmignore"
_IGNORE_BYTES = 100_000


class Fingerprint(NamedTuple):
    """What tells whether a file has changed: as measured, none of them may be left out."""

    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, st: os.stat_result) -> Fingerprint:
        """Take it from a stat result."""
        return cls(st.st_mtime_ns, st.st_ctime_ns, st.st_size, st.st_ino)

    @property
    def day(self) -> date | None:
        """The user's day of the last change; None for a time that no calendar has."""
        try:
            return datetime.fromtimestamp(self.mtime_ns / 1e9).astimezone().date()
        except (OverflowError, ValueError, OSError):
            return None


class Entry(NamedTuple):
    """A note's file."""

    path: str
    fingerprint: Fingerprint


class Skipped(NamedTuple):
    """A file, folder or line that was passed over, with a diagnostic's code, message and mend."""

    path: str
    code: str
    message: str
    mend: str
    line: int = 0


class Ignored(NamedTuple):
    """What `.pnmignore` says.

    Attributes:
        names: The test whether it names a path; None where it names nothing.
        skipped: Its lines that are no patterns, or the file itself.
    """

    names: Callable[[str], bool] | None = None
    skipped: tuple[Skipped, ...] = ()


@dataclass(slots=True)
class Walk:
    """One walk over a vault.

    Attributes:
        root: The vault's folder.
        skipped: What was passed over so far, filled while walking.
        folders: How many folders were entered.
    """

    root: str
    skipped: list[Skipped] = field(default_factory=list)
    folders: int = 0

    def __iter__(self) -> Iterator[Entry]:
        """Yield every note; the order is the file system's."""
        ignored, faults = read_ignored(self.root)
        self.skipped += faults
        stack = [""]
        while stack:
            folder = stack.pop()
            try:
                found = os.scandir(os.path.join(self.root, folder) if folder else self.root)
            except OSError as exc:
                self.skipped.append(_unreadable(folder, exc))
                continue
            self.folders += 1
            with found:
                for item in found:
                    yield from self._take(item, folder, stack, ignored)

    def _take(
        self,
        item: os.DirEntry[str],
        folder: str,
        stack: list[str],
        ignored: Callable[[str], bool] | None,
    ) -> Iterator[Entry]:
        name = item.name
        path = f"{folder}/{name}" if folder else name
        try:
            if item.is_dir(follow_symlinks=False):
                if is_folder_of_notes(name) and not (ignored and ignored(path + "/")):
                    stack.append(path)
                return
            if not is_note(name) or (ignored and ignored(path)):
                return
            entry = self._file(item, path)
        except OSError as exc:
            self.skipped.append(_unreadable(path, exc))
            return
        if entry is not None:
            yield entry

    def _file(self, item: os.DirEntry[str], path: str) -> Entry | None:
        st = item.stat(follow_symlinks=False)
        if stat.S_ISREG(st.st_mode):
            if is_conflict_copy(item.name):
                self.skipped.append(_conflict(path))
                return None
            if not _is_utf8(path):
                self.skipped.append(_bad_name(path))
                return None
            return Entry(path, Fingerprint.of(st))
        if stat.S_ISLNK(st.st_mode):
            self.skipped.append(_symlink(path))
        else:
            self.skipped.append(_special(path))
        return None


def read_ignored(root: str) -> Ignored:
    """Read `.pnmignore` (gitignore syntax); a line that is no pattern costs only itself."""
    try:
        data = read_small(os.path.join(root, IGNORE_FILE), _IGNORE_BYTES)
    except FileNotFoundError:
        return Ignored()
    except OSError as exc:
        return Ignored(skipped=(_no_patterns(exc),))
    lines = data.decode("utf-8-sig", "replace").splitlines()
    names = _pattern(lines)
    if names is not None:
        return Ignored(names)
    bad = [number for number, line in enumerate(lines, 1) if _pattern([line]) is None]
    good = [line for number, line in enumerate(lines, 1) if number not in bad]
    return Ignored(_pattern(good), tuple(_no_pattern(number) for number in bad))


def _pattern(lines: list[str]) -> Callable[[str], bool] | None:
    """Return the test whether lines name a path; None where one of them is no pattern."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines).match_file
    except (ValueError, re.error):
        return None


def stat_entry(root: str, path: str) -> Entry | None:
    """Return the entry of one path as a walk would, or None where a walk would not yield it."""
    parts = path.split("/")
    if not is_note_path(path) or is_conflict_copy(parts[-1]):
        return None
    if not _is_utf8(path) or _in_linked_folder(root, parts):
        return None
    ignored = read_ignored(root).names
    if ignored and ignored(path):
        return None
    try:
        st = os.lstat(os.path.join(root, path))
    except OSError:
        return None
    return Entry(path, Fingerprint.of(st)) if stat.S_ISREG(st.st_mode) else None


def _in_linked_folder(root: str, parts: list[str]) -> bool:
    folder = root
    for part in parts[:-1]:
        folder = os.path.join(folder, part)
        if os.path.islink(folder):
            return True
    return False


def _is_utf8(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _unreadable(path: str, exc: OSError) -> Skipped:
    return Skipped(
        path or ".",
        "PNM021",
        f"cannot be read: {exc.strerror or exc}",
        "give yourself the right to read it, or name it in .pnmignore",
    )


def _conflict(path: str) -> Skipped:
    return Skipped(
        path,
        "PNM022",
        "is a sync tool's conflict copy; it is not read as a second note",
        "merge it into its original, then delete it",
    )


def _symlink(path: str) -> Skipped:
    return Skipped(
        path,
        "PNM023",
        "is a symbolic link; it is not followed",
        "move the file itself into the vault, or name the link in .pnmignore",
    )


def _special(path: str) -> Skipped:
    return Skipped(
        path,
        "PNM024",
        "is not a regular file",
        "name it in .pnmignore, or move it out of the vault",
    )


def _bad_name(path: str) -> Skipped:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return Skipped(
        shown,
        "PNM025",
        "has a name that is not UTF-8",
        "rename it with letters of today's encoding",
    )


def _no_patterns(exc: OSError) -> Skipped:
    return Skipped(
        IGNORE_FILE,
        "PNM027",
        f"cannot be read, so nothing is ignored: {exc.strerror or exc}",
        "make it a text file of patterns that you may read, or delete it",
    )


def _no_pattern(line: int) -> Skipped:
    return Skipped(
        IGNORE_FILE,
        "PNM027",
        "this line is no pattern, so it ignores nothing",
        "write it as in a .gitignore, or delete it",
        line,
    )
