"""A folder of files with a clock of its own, and with what file systems do to times and numbers.

In: a real folder, and how fine the clock ticks. Out: changes to the files, and an `os` that tells
the times and inode numbers which a file system with such a clock would have given them.
Not known here: what is in the files, and who reads them.

Waiting costs nothing here: the clock is moved by hand. Numbers of files that are gone are given to
new ones, as ext4 does; a folder without its rights cannot be entered, not even by root.
"""

import contextlib
import os
import shutil
from pathlib import Path

START_NS = 1_790_000_000_000_000_000
SECOND_NS = 1_000_000_000


class Disk:
    """Files whose times are those of a clock that is moved by hand.

    Attributes:
        root: The folder that is looked at; `outside` is one beside it, on the same disk.
        now_ns: What the clock says.
        asked: How many files' times were asked for.
        changes: How often anything was changed.
        at_question: Done once, when so many more times have been asked for: `(number, action)`.
    """

    def __init__(self, folder, *, tick_ns=1, renames_stamp=True, keeps_ctime=True):
        self.root = Path(folder, "vault")
        self.outside = Path(folder, "outside")
        self.root.mkdir()
        self.outside.mkdir()
        self.now_ns = START_NS
        self.asked = 0
        self.changes = 0
        self.at_question = None
        self.tick_ns = tick_ns
        self.renames_stamp = renames_stamp
        self._keeps_ctime = keeps_ctime
        self._times = {}
        self._numbers = {}
        self._free = []
        self._last = 1000
        self._shut = set()

    def clock(self):
        """Return the time, which passes a little with each question."""
        self.now_ns += 1_000
        return self.now_ns

    # -- changes -----------------------------------------------------------------------------

    def write(self, path, data):
        """Write a file in place, as most editors do not."""
        file = self.root / path
        file = Path(os.path.realpath(file)) if file.is_symlink() else file
        new = not os.path.lexists(file)
        file.write_bytes(data)
        if new:
            self._born(file)
        self._stamp(file.stat().st_ino)

    def save(self, path, data):
        """Write beside the file and rename over it, as most editors do."""
        spare = self.root / f"{path}.tmp"
        self.write(spare, data)
        self.rename(spare, path)

    def truncate(self, path, size):
        """Cut a file."""
        os.truncate(self.root / path, size)
        self._stamp(os.stat(self.root / path).st_ino)

    def set_mtime(self, path, mtime_ns):
        """Set the time of change by hand; that of the status follows the clock."""
        number = os.lstat(self.root / path).st_ino
        self._stamp(number)
        self._times[number] = (self._floor(mtime_ns), self._times[number][1])

    def mtime(self, path):
        """Return the time of change."""
        return self._times[os.lstat(self.root / path).st_ino][0]

    def rename(self, old, new):
        """Rename a file or folder, over what is there."""
        old, new = self.root / old, self.root / new
        gone = self._number(new)
        os.rename(old, new)
        self._lost(gone)
        if self.renames_stamp:
            self._stamp(os.lstat(new).st_ino, content=False)
        self._stamp_folders(old, new)

    def exchange(self, one, other):
        """Let two names change places, as `renameat2` does."""
        one, other = self.root / one, self.root / other
        os.lstat(one), os.lstat(other)
        spare = self.outside / "spare"
        os.rename(one, spare)
        try:
            os.rename(other, one)
        except OSError:
            os.rename(spare, one)
            raise
        try:
            os.rename(spare, other)
        except OSError:
            os.rename(one, other)
            os.rename(spare, one)
            raise
        if self.renames_stamp:
            self._stamp(os.lstat(one).st_ino, content=False)
            self._stamp(os.lstat(other).st_ino, content=False)
        self._stamp_folders(one, other)

    def link(self, old, new):
        """Give a file a second name."""
        os.link(self.root / old, self.root / new, follow_symlinks=False)
        self._stamp(os.lstat(self.root / new).st_ino, content=False)
        self._stamp_folders(self.root / new)

    def symlink(self, target, new):
        """Make a symbolic link."""
        os.symlink(target, self.root / new)
        self._born(self.root / new)

    def folder(self, path):
        """Make a folder, and those above it."""
        for place in reversed([self.root / path, *(self.root / path).parents]):
            if not os.path.lexists(place):
                os.mkdir(place)
                self._born(place)

    def remove(self, path):
        """Remove a file, or a folder with all in it."""
        place = self.root / path
        if place.is_dir() and not place.is_symlink():
            numbers = [os.lstat(below).st_ino for below in place.rglob("*")]
            numbers.append(self._number(place))
            shutil.rmtree(place)
        else:
            numbers = [self._number(place)]
            os.unlink(place)
        for number in numbers:
            self._lost(number)
        self._stamp_folders(place)

    def shut(self, path):
        """Take away the right to read a file or folder."""
        if (self.root / path).is_symlink():
            raise PermissionError(1, "a link has no rights of its own", path)
        number = os.lstat(self.root / path).st_ino
        self._shut.add(number)
        self._stamp(number, content=False)

    def open_all(self):
        """Give back all rights."""
        for number in self._shut:
            self._stamp(number, content=False)
        self._shut.clear()

    # -- what they do to times and numbers ---------------------------------------------------

    def _floor(self, time_ns):
        return time_ns // self.tick_ns * self.tick_ns

    def _stamp(self, number, *, content=True):
        self.changes += 1
        now = self._floor(self.clock())
        self._times[number] = (now if content else self._times[number][0], now)

    def _stamp_folders(self, *places):
        for place in places:
            self._stamp(os.lstat(place.parent).st_ino)

    def _born(self, place):
        number = os.lstat(place).st_ino
        self._numbers[number] = self._free.pop() if self._free else self._next()
        self._stamp(number)
        self._stamp_folders(place)

    def _next(self):
        self._last += 1
        return self._last

    def _number(self, place):
        with contextlib.suppress(OSError):
            return os.lstat(place).st_ino
        return None

    def _lost(self, number):
        """Note that a file has one name less; the number of one without names is free again."""
        if number is None:
            return
        if any(os.lstat(p).st_ino == number for top in self._tops() for p in top.rglob("*")):
            self._stamp(number, content=False)
            return
        self._times.pop(number, None)
        self._shut.discard(number)
        freed = self._numbers.pop(number, None)
        if freed is not None:
            self._free.append(freed)

    def _tops(self):
        return (self.root, self.outside)

    # -- as it is seen -----------------------------------------------------------------------

    def seen(self, st):
        """Return a stat result with the times and the number of this file system."""
        self.asked += 1
        self.clock()
        self._act()
        mtime, ctime = self._times.get(st.st_ino, (START_NS, START_NS))
        if not self._keeps_ctime:
            ctime = 0
        values = list(st[:10])
        values[1] = self._numbers.get(st.st_ino, st.st_ino)
        values[7:10] = mtime // SECOND_NS, mtime // SECOND_NS, ctime // SECOND_NS
        exact = {"st_atime_ns": mtime, "st_mtime_ns": mtime, "st_ctime_ns": ctime}
        return os.stat_result(values, exact)

    def _act(self):
        if self.at_question is None:
            return
        number, action = self.at_question
        if number > 0:
            self.at_question = (number - 1, action)
            return
        self.at_question = None
        action()

    def refuse(self, path, dir_fd=None):
        """Raise what the system raises where a right is missing."""
        if not self._shut or isinstance(path, int):
            return
        place = Path(os.fsdecode(path))
        if dir_fd is not None:
            place = Path(os.readlink(f"/proc/self/fd/{dir_fd}")) / place
        if self._number(place) in self._shut:
            raise PermissionError(13, "Permission denied", str(place))

    def refuse_below(self, path, dir_fd=None):
        """Raise what the system raises where a folder above may not be entered."""
        if not self._shut or isinstance(path, int):
            return
        place = Path(os.fsdecode(path))
        if dir_fd is not None:
            place = Path(os.readlink(f"/proc/self/fd/{dir_fd}")) / place
        for above in place.parents:
            self.refuse(above)


class Os:
    """The module `os`, for whoever reads this disk."""

    def __init__(self, disk):
        self._disk = disk

    def __getattr__(self, name):
        return getattr(os, name)

    def stat(self, path, *, dir_fd=None, follow_symlinks=True):
        self._disk.refuse_below(path, dir_fd)
        return self._disk.seen(os.stat(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks))

    def lstat(self, path, *, dir_fd=None):
        return self.stat(path, dir_fd=dir_fd, follow_symlinks=False)

    def fstat(self, fd):
        return self._disk.seen(os.fstat(fd))

    def open(self, path, flags, mode=0o777, *, dir_fd=None):
        self._disk.refuse_below(path, dir_fd)
        self._disk.refuse(path, dir_fd)
        return os.open(path, flags, mode, dir_fd=dir_fd)

    def listdir(self, path="."):
        self._disk.refuse_below(path)
        self._disk.refuse(path)
        return os.listdir(path)

    def scandir(self, path="."):
        self._disk.refuse_below(path)
        self._disk.refuse(path)
        return Scan(os.scandir(path), self._disk)


class Scan:
    """What `os.scandir` returns."""

    def __init__(self, found, disk):
        self._found = found
        self._disk = disk

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._found.close()

    def __iter__(self):
        return (Item(item, self._disk) for item in self._found)

    def close(self):
        self._found.close()


class Item:
    """What `os.scandir` yields."""

    def __init__(self, item, disk):
        self._item = item
        self._disk = disk
        self.name = item.name
        self.path = item.path

    def __getattr__(self, name):
        return getattr(self._item, name)

    def __fspath__(self):
        return self._item.path

    def stat(self, *, follow_symlinks=True):
        st = os.stat(self._item.path, follow_symlinks=follow_symlinks)
        return self._disk.seen(st)

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino
