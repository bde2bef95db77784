"""The index of a vault, kept true while the vault is watched.

In: a session, and changes. Out: what each of them did to the notes, as `Told` values.
Not known here: how changes are noticed, and how they are printed.

Other commands keep the same index true: what they found first is told here all the same, by
comparison with what was told before. They also may build it anew, for another configuration:
then it is opened again, and so is the configuration.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pnm.cli.opening import found_again
from pnm.code import state_of_package
from pnm.errors import ConfigError, WatchError
from pnm.index import Delta
from pnm.index.store import FILE
from pnm.session import Session, open_session
from pnm.vault.names import is_folder_of_notes, is_note
from pnm.vault.walk import IGNORE_FILE
from pnm.watch import Change, Reason

CONFIG: Final = ".pnm/config.toml"
RETRY_WALKS: Final = 10


@dataclass(frozen=True, slots=True)
class Told:
    """What a change did.

    Attributes:
        added, changed, removed: Notes.
        reason: Why pnm looked.
        notes: How many notes there are now.
        seconds: How long it took.
        stale: Why the index was left as it was although notes are gone; empty normally.
        saving: Notes that were seen in the middle of a save, and must be looked at again.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    reason: Reason
    notes: int
    seconds: float
    stale: str = ""
    saving: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Return every note that it concerns."""
        return self.added + self.changed + self.removed


_New = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What is added, changed and removed."""


def relevant(path: str) -> bool:
    """Say whether a path of a vault can change the index; a folder's ends with a slash."""
    if path in {CONFIG, IGNORE_FILE}:
        return True
    *folders, name = path.split("/")
    if not all(is_folder_of_notes(folder) for folder in folders):
        return False
    return not name or is_note(name)


class Follower:
    """Follows the changes of one vault.

    Attributes:
        busy: Whether it looks at files just now.
    """

    def __init__(self, session: Session) -> None:
        self.busy = False
        self._session = self._given = session
        self._readers = _readers(session)
        self._known: dict[str, bytes] = {}
        self._generation = 0
        self._rules = self._rules_now()
        self._code = state_of_package("pnm")
        self._place: tuple[int, ...] = ()
        self._begun = Delta()
        self._walks = 0
        self._noticed: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Look at everything before anything is watched: that goes faster without other threads."""
        self.busy = True
        self._begun = self._session.update()
        self._place = self._place_now()
        self._generation = self._session.index.generation
        self._known = self._session.index.digests()
        if self._session.index.lasting:
            self._open()  # without a bar of progress: that is for whoever waits
        self.busy = False

    def follow(self, change: Change) -> Told:
        """Bring the index up to what the files say.

        Args:
            change: Where to look.

        Returns:
            What is otherwise than was told before.

        Raises:
            WatchError: pnm itself was changed, and the index is made anew by what it is now.
        """
        self.busy = True
        start = time.perf_counter()
        again = self._reopened(change)
        paths = change.paths - {CONFIG, IGNORE_FILE}
        delta = self._session.update(None if change.everything or again else paths)
        self._place = self._place_now()
        seconds = time.perf_counter() - start
        new = _merged(self._begun, self._compared(delta))
        seconds, self._begun = seconds + self._begun.seconds, Delta()
        self.busy = False
        return Told(
            *new,
            reason=change.reason,
            notes=len(self._known),
            seconds=seconds,
            stale=delta.stale,
            saving=delta.saving,
        )

    def notices(self, change: Change) -> Iterator[str]:
        """Take what is to be told about the index, once for as long as it lasts."""
        notices = frozenset(self._session.index.notices)
        self._session.index.notices.clear()
        yield from sorted(notices - self._noticed)
        self._noticed = notices if change.everything else self._noticed | notices

    def close(self) -> None:
        """Close what was opened here."""
        if self._session is not self._given:
            self._session.close()

    # -- what is new -------------------------------------------------------------------------

    def _compared(self, delta: Delta) -> _New:
        """Return what is added, changed and removed since it was last told."""
        index = self._session.index
        generation, before = index.generation, self._generation
        if generation == before:
            return (), (), ()
        self._generation = generation
        touched = delta.added + delta.changed
        if generation == before + 1 and (touched or delta.removed):
            for path in delta.removed:
                self._known.pop(path, None)
            self._known |= index.digests(touched)
            return delta.added, delta.changed, delta.removed
        old, self._known = self._known, index.digests()
        new = self._known
        other = {path for path in old.keys() & new.keys() if old[path] != new[path]}
        return (
            tuple(sorted(new.keys() - old.keys())),
            tuple(sorted(other | (set(delta.changed) & old.keys()))),
            tuple(sorted(old.keys() - new.keys())),
        )

    # -- the session -------------------------------------------------------------------------

    def _reopened(self, change: Change) -> bool:
        """Open rules and index again where they are others than before; say whether it was so.

        Where the index is in memory, the one on the disk is tried again now and then.
        """
        rules = self._rules_now()
        self._walks += change.everything
        lasting = self._session.index.lasting or self._walks % RETRY_WALKS or not change.everything
        if rules == self._rules and self._place_now() == self._place and lasting:
            return False
        self._rules = rules
        try:
            self._open()
        except ConfigError as exc:
            self._session.index.notices.append(str(exc))
            return False
        return True

    def _open(self) -> None:
        if state_of_package("pnm") != self._code:
            raise WatchError(
                "pnm was changed since this watch began, and other commands read notes anew",
                mend="run `pnm watch` again",
            )
        setting = self._given.setting
        new = open_session(replace(setting, progress=None, plugins=found_again(setting)))
        _ = new.config  # one that is just being written must not end the watch: it raises here
        if _are_other(self._readers, _readers(new)):
            raise WatchError(
                "a plugin that reads facts out of notes was changed since this watch began",
                mend="run `pnm watch` again",
            )
        new.index.notices += self._session.index.notices
        self._session.index.notices.clear()
        self._session.close()
        self._session = new

    def _rules_now(self) -> tuple[tuple[int, ...], ...]:
        root = self._given.setting.vault.root
        return tuple(_mark(root / name) for name in (CONFIG, IGNORE_FILE))

    def _place_now(self) -> tuple[int, ...]:
        setting = self._given.setting
        return _mark(setting.cache / setting.vault.id / FILE)[:2]


def _merged(first: Delta, then: _New) -> _New:
    """Return what two steps have done together."""
    added = (set(first.added) | set(then[0])) - set(then[2])
    changed = (set(first.changed) | set(then[1])) - set(then[2]) - added
    removed = (set(first.removed) | set(then[2])) - set(then[0]) - set(first.added)
    return tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(removed))


def _readers(session: Session) -> dict[str, str | None]:
    """Return the plugins that read facts out of notes, each with the state of its code."""
    names = {name for name, row in session.declared.items() if "pnm_facts" in row.hooks}
    return {p.name: p.state() for p in session.plugins if p.name in names and not p.off}


def _are_other(before: dict[str, str | None], now: dict[str, str | None]) -> bool:
    """Tell whether code that this process has loaded is not what it was."""
    return any(now[name] != state for name, state in before.items() if name in now)


def _mark(path: Path) -> tuple[int, ...]:
    """Return what tells a file from another one in its place; nothing where there is none."""
    try:
        facts = os.stat(path)  # noqa: PTH116 - one call of the system
    except OSError:
        return ()
    return (facts.st_dev, facts.st_ino, facts.st_mtime_ns, facts.st_size)
