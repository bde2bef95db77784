"""The notes of a vault with their fingerprints, by `scandir` and `lstat` alone.

In: a folder, and what an earlier walk found out. Out: notes by folder, and what was passed over,
with the reason.
Not known here: what is in the files.

Symbolic links to folders are not followed, so that no loop can be walked; a link to a file is
passed over with a word said, because a vault that came by synchronisation could point anywhere.

A walk costs little more than the system's own calls: what is the same for every file stands in one
loop, in plain lists, and a name that an earlier walk took for a note's is taken for one again.
"""

from __future__ import annotations

import os
import stat
import time
from array import array
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from pnm.vault.ignored import IGNORE_FILE as IGNORE_FILE
from pnm.vault.ignored import Ignored, Remembered, read_ignored
from pnm.vault.ignored import Skipped as Skipped
from pnm.vault.names import is_conflict_copy, is_folder_of_notes, is_note, is_note_path

_TYPE: Final = 0o170000
_REGULAR: Final = 0o100000
_MOST: Final = 2**63 - 1
"""Greater numbers fit into no table; of such an inode number the rest is told apart as well."""


class Fingerprint(NamedTuple):
    """What tells whether a file has changed: as measured, none of them may be left out."""

    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, st: os.stat_result) -> Fingerprint:
        """Take it from a stat result."""
        mtime_ns, ctime_ns = st.st_mtime_ns, st.st_ctime_ns
        if not -_MOST < mtime_ns < _MOST or not -_MOST < ctime_ns < _MOST:
            mtime_ns, ctime_ns = _bounded(mtime_ns), _bounded(ctime_ns)
        return cls(mtime_ns, ctime_ns, st.st_size, st.st_ino & _MOST)

    @property
    def day(self) -> date | None:
        """The user's day of the last change; None for a time that no calendar has."""
        try:
            return date(*time.localtime(self.mtime_ns // 1_000_000_000)[:3])
        except (OverflowError, ValueError, OSError):
            return None


class Entry(NamedTuple):
    """A note's file."""

    path: str
    fingerprint: Fingerprint


class Listing(NamedTuple):
    """The notes of one folder.

    Attributes:
        folder: Its path; empty for the vault's own.
        names: In the order of the file system.
        stats: For each name the four numbers of its fingerprint, one after the other.
    """

    folder: str
    names: list[str]
    stats: array[int]


def _no_names(_folder: str) -> Set[str]:
    return frozenset()


@dataclass(slots=True)
class Walk:
    """One walk over a vault.

    Attributes:
        root: The vault's folder.
        before: What an earlier walk found out about `.pnmignore`.
        skipped: What was passed over so far, filled while walking.
        folders: How many folders were entered.
        ignored: What `.pnmignore` says.
    """

    root: str
    before: Remembered = field(default_factory=Remembered)
    skipped: list[Skipped] = field(default_factory=list)
    folders: int = 0
    ignored: Ignored = field(init=False)

    def __post_init__(self) -> None:
        """Read what is ignored."""
        self.ignored = read_ignored(self.root, self.before)
        self.skipped += self.ignored.skipped

    @property
    def trusts(self) -> bool:
        """Tell whether what the earlier walk took for a note's name would be taken for one now."""
        return self.ignored.digest == self.before.digest

    def __iter__(self) -> Iterator[Entry]:
        """Yield every note; the order is the file system's."""
        for folder, names, stats in self.by_folder():
            prefix = f"{folder}/" if folder else ""
            for name, *four in zip(names, *(stats[i::4] for i in range(4)), strict=True):
                yield Entry(prefix + name, Fingerprint._make(four))

    def by_folder(self, known: Callable[[str], Set[str]] = _no_names) -> Iterator[Listing]:
        """Yield the notes of every folder that can be read.

        Args:
            known: Gives the names in a folder that an earlier walk took for notes'. They are not
                tried again by the rules, so `trusts` must be seen to first.
        """
        stack = [""]
        while stack:
            folder = stack.pop()
            place = os.path.join(self.root, folder) if folder else self.root
            try:
                yield self._list(folder, place, known(folder), stack)
            except OSError as exc:
                if not folder or not isinstance(exc, FileNotFoundError | NotADirectoryError):
                    self.skipped.append(_unreadable(folder, exc))

    def _list(self, folder: str, place: str, known: Set[str], stack: list[str]) -> Listing:
        names: list[str] = []
        numbers: list[int] = []
        with os.scandir(place) as found:
            self.folders += 1
            for item in found:
                name = item.name
                try:
                    if name not in known and not self._is_note(item, folder, stack):
                        continue
                    st = item.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                except OSError as exc:
                    self.skipped.append(_unreadable(_joined(folder, name), exc))
                    continue
                if st.st_mode & _TYPE != _REGULAR:
                    self._pass_over(name, st.st_mode, folder, stack)
                    continue
                names.append(name)
                numbers += (st.st_mtime_ns, st.st_ctime_ns, st.st_size, st.st_ino & _MOST)
        try:
            stats = array("q", numbers)
        except OverflowError:
            stats = array("q", map(_bounded, numbers))
        return Listing(folder, names, stats)

    def _is_note(self, item: os.DirEntry[str], folder: str, stack: list[str]) -> bool:
        """Tell whether a name is a note's; a folder is put on the stack instead."""
        name = item.name
        if item.is_dir(follow_symlinks=False):
            self._enter(name, folder, stack)
            return False
        if not is_note(name) or (self.ignored.digest and self._names(_joined(folder, name))):
            return False
        if item.is_file(follow_symlinks=False):
            if is_conflict_copy(name):
                self.skipped.append(_conflict(_joined(folder, name)))
                return False
            if not is_utf8(_joined(folder, name)):
                self.skipped.append(_bad_name(_joined(folder, name)))
                return False
        return True

    def _enter(self, name: str, folder: str, stack: list[str]) -> None:
        path = _joined(folder, name)
        if is_folder_of_notes(name) and not (self.ignored.digest and self._names(path + "/")):
            stack.append(path)

    def _names(self, path: str) -> bool:
        return self.ignored.names(path)

    def _pass_over(self, name: str, mode: int, folder: str, stack: list[str]) -> None:
        """Say what stands in the place of a note; a known name may be a folder's by now."""
        if stat.S_ISDIR(mode):
            self._enter(name, folder, stack)
        elif stat.S_ISLNK(mode):
            self.skipped.append(_symlink(_joined(folder, name)))
        else:
            self.skipped.append(_special(_joined(folder, name)))


def stat_entry(root: str, path: str, ignored: Ignored | None = None) -> Entry | None:
    """Return the entry of one path as a walk would, or None where a walk would not yield it.

    Args:
        root: The vault.
        path: Relative to it.
        ignored: What `.pnmignore` says, where that was read already.

    Raises:
        OSError: It cannot be seen just now, so that nobody knows whether it is there.
    """
    parts = path.split("/")
    if not is_note_path(path) or is_conflict_copy(parts[-1]):
        return None
    if not is_utf8(path) or _in_linked_folder(root, parts):
        return None
    if _is_named(path, parts, ignored or read_ignored(root)):
        return None
    try:
        st = os.lstat(os.path.join(root, path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Entry(path, Fingerprint.of(st)) if stat.S_ISREG(st.st_mode) else None


def _is_named(path: str, parts: list[str], ignored: Ignored) -> bool:
    """Tell whether a path is ignored: by itself, or because a walk enters no folder above it."""
    if not ignored.digest:
        return False
    above = ("/".join(parts[:depth]) + "/" for depth in range(1, len(parts)))
    return any(map(ignored.names, above)) or ignored.names(path)


def _in_linked_folder(root: str, parts: list[str]) -> bool:
    folder = root
    for part in parts[:-1]:
        folder = os.path.join(folder, part)
        if os.path.islink(folder):
            return True
    return False


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _bounded(number: int) -> int:
    return max(-_MOST, min(number, _MOST))


def is_utf8(path: str) -> bool:
    """Tell whether a path is text, so that it can be written down."""
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
