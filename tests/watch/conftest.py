"""A vault that is watched in a thread, and what it told so far."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from pnm.watch import Change, Reason, Watcher

PATIENCE = 10.0
"""Seconds; a condition is waited for as long, never slept for."""


def matters(path):
    """Notes and folders, but nothing that begins with a dot."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    return not hidden and path.endswith((".md", "/"))


class Told:
    """What a watcher told, and the means to wait for more."""

    def __init__(self, watcher, heed=None):
        self.watcher = watcher
        self.changes: list[Change] = []
        self.instants: list[float] = []
        self.faults: list[BaseException] = []
        self._heed = heed
        self._more = threading.Condition()
        self._thread = threading.Thread(target=self._listen)

    def _listen(self):
        try:
            for change in self.watcher.changes():
                if self._heed:
                    self._heed(change)
                with self._more:
                    self.changes.append(change)
                    self.instants.append(time.monotonic())
                    self._more.notify_all()
        except BaseException as fault:  # noqa: BLE001 - shown by the fixture, in the test's thread
            self.faults.append(fault)

    def until(self, met, patience=PATIENCE):
        """Wait until `met(self)`; say whether it came to be."""
        with self._more:
            return self._more.wait_for(lambda: met(self), patience)

    def saw(self, *paths, since=0):
        """Wait until each path was told, by name or as part of everything."""

        def covered(_):
            later = self.changes[since:]
            told = frozenset().union(*(change.paths for change in later))
            return any(change.everything for change in later) or told >= set(paths)

        return self.until(covered)

    def gave(self, *reasons, since=0):
        """Wait until everything was told for one of some reasons."""
        return self.until(
            lambda _: any(c.everything and c.reason in reasons for c in self.changes[since:])
        )

    def start(self):
        self._thread.start()
        assert self.gave(Reason.START), self.faults

    def end(self):
        self.watcher.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        assert self.faults == []


class View:
    """What a reader knows of the notes who looks only where a change sends it."""

    def __init__(self, root):
        self._root = root
        self._notes: dict[str, bytes] = {}

    def heed(self, change):
        if change.everything:
            self._notes = self._scan()
        for path in change.paths:
            self._notes.pop(path, None)
            self._notes |= self._read(path)

    def agrees(self, _=None):
        """Say whether what is known is what a scan finds."""
        return self._notes == self._scan()

    def wrong(self):
        """Name the notes of which something else is known than a scan finds."""
        return sorted({path for path, _ in self._notes.items() ^ self._scan().items()})

    def _scan(self):
        notes = {}
        for folder, _, names in os.walk(self._root):  # unlike rglob, it bears folders that vanish
            for name in names:
                notes |= self._read(Path(folder, name).relative_to(self._root).as_posix())
        return notes

    def _read(self, path):
        try:
            return {path: (self._root / path).read_bytes()} if matters(path) else {}
        except OSError:
            return {}


@pytest.fixture
def view(vault):
    return View(vault)


@pytest.fixture
def vault(tmp_path):
    """A folder with a folder in it, and a place for cookies."""
    root = tmp_path / "vault"
    (root / ".pnm").mkdir(parents=True)
    (root / "people").mkdir()
    return root


@pytest.fixture
def cookie(vault):
    def write():
        (vault / ".pnm" / "cookie").write_text(str(time.monotonic()))
        return ".pnm/cookie"

    return write


@pytest.fixture
def watching(vault, cookie):
    """Watch the vault; what is not given is as `pnm watch` would have it."""

    @contextmanager
    def watch(heed=None, **rules):
        rules = {"relevant": matters, "cookie": cookie, "walk_seconds": 600} | rules
        told = Told(Watcher(vault, **rules), heed)
        told.start()
        try:
            yield told
        finally:
            told.end()

    return watch
