"""A folder -> a stream of changes.

In: the folder, what matters in it, how long to wait. Out: `Change` values, until stopped.
This module knows no watchdog: the keeper and what lies under it are imported when watching starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING

from pnm.watch.change import Change, Reason, everything
from pnm.watch.rules import Rules

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

    from pnm.watch.hints import Inbox
    from pnm.watch.keeper import Keeper


class Watcher:
    """Watches one folder, once.

    Events are hints only, and may be lost, so three things back them: a small file whose event
    must arrive, a new observer after every change of folders, and a full walk now and then.
    """

    def __init__(
        self,
        root: Path,
        *,
        relevant: Callable[[str], bool],
        cookie: Callable[[], str | None],
        settle_ms: int = 80,
        longest_ms: int = 1000,
        walk_seconds: float = 60.0,
        cookie_seconds: float = 2.0,
        observer: Callable[[], BaseObserver] | None = None,
        mounts: Path = Path("/proc/mounts"),
    ) -> None:
        """Prepare to watch; nothing is opened yet.

        Args:
            root: The vault.
            relevant: Says whether a path matters. It is relative to the vault, with forward
                slashes; a folder's ends with a slash. It is asked in the thread that iterates.
            cookie: Writes a small file under the vault and gives its path, or None where the
                vault cannot be written. Its folder must exist or not be relevant.
            settle_ms: A path is told when it has been quiet for so long.
            longest_ms: A path is told at the latest so long after its first event.
            walk_seconds: Everything is told so often, whatever the events say.
            cookie_seconds: The cookie's event must arrive within this time.
            observer: Makes watchdog's observer; by default the system's own kind.
            mounts: The system's list of mounts: on the network's, other machines' changes give no
                events.
        """
        self._rules = Rules(
            root=root,
            relevant=relevant,
            cookie=cookie,
            settle=settle_ms / 1000,
            longest=longest_ms / 1000,
            walk_seconds=walk_seconds,
            cookie_seconds=cookie_seconds,
            observer=observer,
            mounts=mounts,
        )
        self._inbox: Inbox = SimpleQueue()
        self._keeper: Keeper | None = None
        self._stopped = False

    @property
    def status(self) -> str:
        """How the vault is watched, in one sentence for the user."""
        if self._stopped:
            return "watching has stopped"
        return self._keeper.status if self._keeper else "not watching yet"

    def changes(self) -> Iterator[Change]:
        """Watch, and give what changed; wait where nothing does.

        Yields:
            First everything, once the watch stands; then each settled change, until `stop`.
        """
        # watchdog costs more to import than most commands take
        from pnm.watch.faults import faults_told
        from pnm.watch.keeper import Keeper

        if self._stopped:
            return
        self._keeper = keeper = Keeper(self._rules, self._inbox)
        with faults_told(self._inbox, keeper.owner):
            try:
                keeper.open(monotonic())
                yield everything(Reason.START)
                while not self._stopped:
                    self._listen(keeper)
                    change = keeper.due(monotonic())
                    if change is not None and not self._stopped:
                        yield change
            finally:
                keeper.close()

    def look_again(self, paths: Iterable[str]) -> None:
        """Tell paths once more when they have settled: who looked at them saw the half of a save.

        Args:
            paths: As in a change; while `changes` runs.
        """
        from pnm.watch.hints import ANY_WATCH, Hint, Kind

        self._inbox.put(Hint(ANY_WATCH, Kind.FILE, monotonic(), tuple(paths)))

    def stop(self) -> None:
        """End `changes`; from any thread, or from a signal handler.

        It returns at once. `changes` ends as soon as it is asked for the next change, and joins
        its threads before.
        """
        self._stopped = True
        self._inbox.put(None)

    def _listen(self, keeper: Keeper) -> None:
        """Wait for a hint or for the next thing due, then take what hints there are."""
        try:
            hint = self._inbox.get(timeout=max(0.0, keeper.next_at - monotonic()))
            waiting = self._inbox.qsize()  # a bound: hints may come faster than they are taken
            while True:
                if hint is not None:
                    keeper.take(hint)
                if waiting == 0:
                    return
                waiting -= 1
                hint = self._inbox.get_nowait()
        except Empty:
            return
