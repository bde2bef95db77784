"""Hints -> changes, and an observer that is replaced whenever it may have gone deaf.

In: hints, instants. Out: at most one `Change` a question; a lookout that stands.
This module reads the clock only to date the cookie it just had written, and never waits: its
caller does, until `next_at`.

watchdog's reader may die, or watch a folder under a name that it no longer has, and look well.
So no observer outlives a change of folders; each new one is asked for a cookie, and counted
against the folders. The new one stands before the old one goes, and both before anything is
walked: what changes in between is seen by the new one or by the walk.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from math import inf
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from watchdog.observers import Observer
from watchdog.utils import BaseThread

from pnm.watch.change import Change, Reason, everything
from pnm.watch.hints import ANY_WATCH, Hint, Inbox, Kind
from pnm.watch.lookout import Lookout, count_folders, identity, polling_observer
from pnm.watch.marks import Marks
from pnm.watch.mounts import network_mount
from pnm.watch.rules import Rules
from pnm.wording import counted

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

LOOK_SECONDS = 0.5
"""So often the threads and the vault's own folder are looked at: neither tells of its end."""
COUNT_AGAIN_SECONDS = 0.5
"""A folder made while an observer starts is watched a little later than it is counted."""
CLOSE_SECONDS = 2.0
TRIES = 3
LATE_SECONDS = 5.0
"""The walk of every minute waits at most so long for saves to settle."""
RETRY_WALKS = 10
"""After so many walks of polling, events are tried again."""
BURST_SHARE = 8
"""So small a share of the kernel's queue in one look is taken for an overflow: older versions of
watchdog drop the kernel's word for it. A walk costs less than a file missed for a minute."""
GONE_SHARE = 6
"""A file that is gone is told when it has been so for this many times the settling time."""
_OF_FOLDERS = frozenset({Kind.FOLDER, Kind.EITHER})
_QUEUE = Path("/proc/sys/fs/inotify/max_queued_events")
_LIMITS = {
    errno.ENOSPC: "the limit of watched folders is reached (fs.inotify.max_user_watches)",
    errno.EMFILE: "the limit of watching programs is reached (fs.inotify.max_user_instances)",
}


class Keeper:
    """Keeps one vault watched.

    Attributes:
        status: How, in one sentence for the user.
    """

    def __init__(self, rules: Rules, inbox: Inbox) -> None:
        self.status = "not watching yet"
        self._rules = rules
        self._inbox = inbox
        self._folder = os.path.realpath(rules.root)
        self._lookout: Lookout | None = None
        self._number = 0
        self._ending: list[threading.Thread] = []
        self._owners: dict[threading.Thread, int] = {}
        self._files = Marks(rules.settle, rules.longest)
        self._folders = Marks(rules.settle, rules.longest)
        self._polling = ""
        self._walks = 0
        self._dead = self._opening = False
        self._hints = 0
        self._burst = _queue_length() // BURST_SHARE
        self._look_at = self._walk_at = self._cookie_at = self._count_at = inf
        self._cookie: str | None = None
        self._misses = self._short = 0

    @property
    def next_at(self) -> float:
        """Unless a hint comes, nothing is due before this instant."""
        return min(
            self._look_at,
            self._walk_due,
            self._cookie_at,
            self._count_at,
            self._files.next_at,
            self._folders.next_at,
        )

    def owner(self, thread: threading.Thread) -> int | None:
        """Give the number of the lookout that a thread belongs to.

        A thread may die while its observer still starts: then it is of the newest.
        """
        newest = self._opening and isinstance(thread, BaseThread)
        return self._owners.get(thread, self._number if newest else None)

    def open(self, now: float) -> None:
        """Stand on the vault for the first time."""
        self._look_at = now + LOOK_SECONDS
        self._walk_at = now + self._rules.walk_seconds
        self._replace()

    def take(self, hint: Hint) -> None:
        """Note a hint; those of observers that were replaced are covered by the walk since."""
        if hint.watch not in (self._number, ANY_WATCH):
            return
        self._hints += 1
        if hint.kind is Kind.DEAD:
            self._dead = True
            self._look_at = hint.at
        elif hint.kind is Kind.LOST or self._hints >= self._burst:
            self._folders.touch(Reason.OVERFLOW, hint.at)
        elif self._cookie is not None and self._cookie in hint.paths:
            self._cookie_at, self._misses = inf, 0
        else:
            self._mark(hint)

    def due(self, now: float) -> Change | None:
        """Give what is due: trouble first, then the walk, then what settled."""
        reason = self._trouble(now)
        if reason is not None:
            self._replace()
            return everything(reason)
        if now >= self._walk_due:
            return self._walk(now)
        paths = self._files.take(now, self._quiet)
        if not paths:
            return None
        return Change(paths, everything=False, reason=self._saved)

    def close(self) -> None:
        """End every observer; wait for their threads, but not for a disk that hangs."""
        self._drop(self._lookout)
        self._lookout = None
        deadline = monotonic() + CLOSE_SECONDS
        for thread in self._ending:
            thread.join(max(0.0, deadline - monotonic()))

    @property
    def _walk_due(self) -> float:
        """A walk waits for saves to settle, or it would see the half of one."""
        return self._walk_at + (LATE_SECONDS if self._files.next_at < inf else 0.0)

    @property
    def _saved(self) -> Reason:
        return Reason.POLLING if self._polling else Reason.SAVED

    def _quiet(self, path: str) -> float:
        """Say how long a path must have been quiet, by what an editor may be doing to it.

        Some move the old file away before they make the new one, some make it empty first.
        """
        try:
            facts = os.lstat(os.path.join(self._folder, path))  # noqa: PTH118 - text
        except OSError:
            return self._rules.settle * GONE_SHARE
        return 0.0 if facts.st_size else self._rules.longest

    def _mark(self, hint: Hint) -> None:
        relevant = self._rules.relevant
        for path in hint.paths:
            if not path:
                self._look_at = hint.at
            elif hint.kind is not Kind.FOLDER and relevant(path):
                self._files.touch(path, hint.at, finished=hint.kind is not Kind.UNFINISHED)
            elif hint.kind in _OF_FOLDERS and relevant(path + "/"):
                self._folders.touch(Reason.FOLDER, hint.at)

    def _trouble(self, now: float) -> Reason | None:
        """Say why the observer must be replaced, if it must."""
        if now >= self._look_at:
            self._look_at = now + LOOK_SECONDS
            self._hints = 0
            reason = self._look()
            if reason is not None:
                return reason
        settled = self._folders.take(now)
        if settled:
            return Reason.OVERFLOW if Reason.OVERFLOW in settled else Reason.FOLDER
        if now >= self._cookie_at:
            return self._cookie_missed()
        if now >= self._count_at:
            return self._count_again()
        return None

    def _look(self) -> Reason | None:
        self._folder = os.path.realpath(self._rules.root)
        standing = identity(self._folder)
        if self._lookout is None:
            return None if standing is None else self._come_back()
        if standing is None:
            return Reason.GONE
        if standing != self._lookout.identity or self._dead or not self._lookout.is_alive():
            return Reason.REPLACED
        return None

    def _come_back(self) -> Reason:
        self._polling, self._misses = "", 0  # it may lie elsewhere now
        return Reason.BACK

    def _cookie_missed(self) -> Reason:
        self._misses += 1
        if self._misses >= 2:
            self._polling = "its changes give no events"
        return Reason.REPLACED

    def _count_again(self) -> Reason | None:
        self._count_at = inf
        if self._lookout is None or self._folders.next_at < inf:
            return None
        watches = self._lookout.watches()
        folders, _ = count_folders(self._folder, self._rules.relevant)
        if watches is None or watches >= folders:
            self._short = 0
            return None
        self._short += 1
        if self._short < TRIES:  # a folder that moved meanwhile, more likely than a limit
            return Reason.REPLACED
        self._polling = f"only {watches} of {folders} folders can be watched"
        return Reason.POLLING

    def _walk(self, now: float) -> Change:
        self._walk_at = now + self._rules.walk_seconds
        self._walks += 1
        self._files.clear()
        if self._polling and self._walks % RETRY_WALKS == 0:
            self._polling, self._misses, self._short = "", 1, TRIES - 1
            self._replace()
        elif not self._polling and self._cookie_at == inf:
            self._send_cookie()
        return everything(Reason.MINUTE)

    def _replace(self) -> None:
        """Put a new observer in the place of the one that stands, if any."""
        old, self._lookout = self._lookout, None
        self._cookie_at = self._count_at = inf
        self._dead, self._hints = False, 0
        self._folder = os.path.realpath(self._rules.root)
        self._stand()
        self._drop(old)
        self._files.clear()
        self._folders.clear()
        self._check()

    def _stand(self) -> None:
        if not self._polling and (kind := network_mount(self._folder, _read(self._rules.mounts))):
            self._polling = f"it lies on a network file system ({kind})"
        if not self._polling:
            self._lookout = self._try(self._rules.observer or Observer)
        if self._lookout is None and identity(self._folder) is not None:
            self._lookout = self._try(polling_observer)
        if self._lookout is not None:
            self._owners = {t: n for t, n in self._owners.items() if t.is_alive()}
            self._owners |= dict.fromkeys(self._lookout.threads, self._lookout.number)

    def _try(self, make: Callable[[], BaseObserver]) -> Lookout | None:
        """Open a lookout; folders that vanish meanwhile make older versions fail, so try again."""
        for _ in range(TRIES):
            self._number += 1
            self._opening = True
            try:
                return Lookout(self._folder, self._number, self._inbox, make)
            except OSError as fault:
                why = _LIMITS.get(fault.errno or 0, f"events cannot be had ({fault.strerror})")
                if identity(self._folder) is None:
                    return None
            finally:
                self._opening = False
        self._polling = self._polling or why
        return None

    def _check(self) -> None:
        """Say what stands, and see to it that it is tried."""
        if self._lookout is None:
            self.status = f"the vault's folder is gone: {self._rules.root}"
            return
        folders, mattering = count_folders(self._folder, self._rules.relevant)
        if self._polling:
            self.status = f"polling {counted(mattering, 'folder')}: {self._polling}"
            return
        self._send_cookie()
        self.status = f"watching {counted(mattering, 'folder')}"
        watches = self._lookout.watches()
        if watches is not None and watches < folders:
            self._count_at = monotonic() + COUNT_AGAIN_SECONDS
        else:
            self._short = 0

    def _send_cookie(self) -> None:
        self._cookie = None
        with suppress(OSError):
            self._cookie = self._rules.cookie()
        waiting = self._cookie is not None
        self._cookie_at = monotonic() + self._rules.cookie_seconds if waiting else inf

    def _drop(self, lookout: Lookout | None) -> None:
        self._ending = [thread for thread in self._ending if thread.is_alive()]
        if lookout is not None:
            self._ending.append(lookout.close())


def _queue_length() -> int:
    text = _read(_QUEUE).strip()
    return int(text) if text.isdigit() else 16384


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""
