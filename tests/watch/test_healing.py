from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import textwrap
import threading
import time

import pytest
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, EventEmitter
from watchdog.utils import BaseThread

from pnm.watch import Reason, Watcher

pytestmark = pytest.mark.slow


class DeafEmitter(EventEmitter):
    def queue_events(self, timeout):
        self.stopped_event.wait(timeout)


def deaf():
    """Make an observer that lives, and hears nothing."""
    return BaseObserver(DeafEmitter)


class Makers:
    """Makes observers, one kind after the other, the last kind for ever; keeps them."""

    def __init__(self, *kinds):
        self._kinds = list(kinds)
        self.made = []

    def __call__(self):
        kind = self._kinds.pop(0) if len(self._kinds) > 1 else self._kinds[0]
        self.made.append(kind())
        return self.made[-1]


@pytest.mark.parametrize(
    "kill",
    [
        lambda observer: observer.stop(),
        lambda observer: [emitter.stop() for emitter in observer.emitters],
        lambda observer: observer.unschedule_all(),
    ],
    ids=["observer stopped", "emitter stopped", "emitter taken away"],
)
def test_a_dead_observer_is_replaced_within_two_seconds(vault, watching, view, kill):
    makers = Makers(Observer)
    with watching(view.heed, observer=makers) as told:
        begun = time.monotonic()
        kill(makers.made[-1])
        (vault / "people" / "ada.md").write_text("saved while nobody listened")
        assert told.gave(Reason.REPLACED)
        assert told.instants[-1] - begun < 2
        assert view.agrees()
        since = len(told.changes)
        (vault / "people" / "ada.md").write_text("saved afterwards")
        assert told.saw("people/ada.md", since=since)

    assert len(makers.made) == 2


def test_an_observer_whose_reader_dies_while_it_starts_is_replaced(watching):
    class Reader(BaseThread):
        def run(self):
            raise KeyError("a folder that was moved")

    def stillborn():
        reader = Reader()
        reader.start()
        reader.join()
        return Observer()

    with watching(observer=Makers(stillborn, Observer), cookie=lambda: None) as told:
        assert told.gave(Reason.REPLACED)


def test_a_deaf_observer_is_replaced_when_its_cookie_does_not_come(vault, watching):
    with watching(observer=Makers(deaf, Observer), cookie_seconds=0.3) as told:
        assert told.gave(Reason.REPLACED)
        since = len(told.changes)
        (vault / "people" / "ada.md").write_text("new")
        assert told.saw("people/ada.md", since=since)
        assert told.watcher.status == "watching 2 folders"

    assert [c.everything for c in told.changes] == [True, True, False]


def test_a_cookie_that_comes_in_time_replaces_nothing(vault, watching):
    with watching(cookie_seconds=0.3, walk_seconds=0.5) as told:
        assert told.until(lambda _: len(told.changes) == 6)

    assert {c.reason for c in told.changes[1:]} == {Reason.MINUTE}


def test_a_vault_that_cannot_be_written_is_watched_without_cookies(vault, watching):
    makers = Makers(Observer)
    with watching(
        observer=makers, cookie=lambda: None, cookie_seconds=0.1, walk_seconds=0.5
    ) as told:
        assert told.until(lambda _: len(told.changes) == 3)
        (vault / "people" / "ada.md").write_text("new")
        assert told.saw("people/ada.md", since=1)

    assert len(makers.made) == 1


def test_the_cookie_itself_is_never_told(vault, watching):
    def in_sight():
        (vault / "cookie.md").write_text("crumbs")
        return "cookie.md"

    with watching(cookie=in_sight, walk_seconds=0.5) as told:
        assert told.until(lambda _: len(told.changes) == 4)

    assert all(change.everything for change in told.changes)


def test_everything_is_told_every_walk(vault, watching):
    with watching(walk_seconds=0.3) as told:
        assert told.until(lambda _: len(told.changes) == 5)
        took = told.instants[4] - told.instants[1]

    assert {(c.everything, c.reason) for c in told.changes[1:]} == {(True, Reason.MINUTE)}
    assert took > 3 * 0.25


def test_an_overflow_that_watchdog_only_logs_tells_everything(watching):
    with watching() as told:
        logging.getLogger("watchdog.observers.inotify_c").warning(
            "Inotify queue overflowed; filesystem events were lost"
        )
        assert told.gave(Reason.OVERFLOW)


def test_a_vault_that_vanishes_is_told_and_watched_again_when_it_is_back(vault, watching, view):
    with watching(view.heed) as told:
        (vault / "people" / "ada.md").write_text("new")
        vault.rename(vault.with_name("unmounted"))
        assert told.gave(Reason.GONE)
        assert told.watcher.status == f"the vault's folder is gone: {vault}"
        vault.with_name("unmounted").rename(vault)
        assert told.gave(Reason.BACK)
        (vault / "people" / "ada.md").write_text("newer")
        assert told.until(view.agrees)


def test_a_vault_put_in_the_place_of_another_is_watched(vault, watching, view):
    other = vault.with_name("other")
    shutil.copytree(vault, other)
    with watching(view.heed) as told:
        vault.rename(vault.with_name("old"))
        other.rename(vault)
        assert told.gave(Reason.REPLACED)
        (vault / "people" / "ada.md").write_text("new")
        assert told.until(view.agrees)


def test_a_vault_deleted_and_made_again_is_watched(vault, watching, view):
    with watching(view.heed) as told:
        shutil.rmtree(vault)
        (vault / "people").mkdir(parents=True)
        (vault / ".pnm").mkdir()
        assert told.until(lambda _: len(told.changes) > 1)
        (vault / "people" / "ada.md").write_text("new")
        assert told.until(view.agrees)


def test_watching_starts_before_the_vault_is_there(tmp_path):
    watcher = Watcher(tmp_path / "vault", relevant=lambda _: True, cookie=lambda: None)
    changes = watcher.changes()
    assert next(changes).reason == Reason.START
    assert watcher.status == f"the vault's folder is gone: {tmp_path / 'vault'}"
    (tmp_path / "vault").mkdir()
    assert next(changes).reason == Reason.BACK
    assert watcher.status == "watching 1 folder"
    changes.close()


def test_an_error_of_the_caller_ends_watching_and_its_threads(vault):
    def broken(path):
        raise LookupError(path)

    before = threading.active_count()
    changes = Watcher(vault, relevant=broken, cookie=lambda: None).changes()
    with pytest.raises(LookupError, match="/"):
        next(changes)

    assert threading.active_count() == before


def test_stopping_from_another_thread_ends_the_changes_and_the_threads(vault, watching):
    before = threading.active_count()
    with watching() as told:
        begun = time.monotonic()
        told.end()
        assert time.monotonic() - begun < 1

    assert told.watcher.status == "watching has stopped"
    assert threading.active_count() == before


def test_a_watcher_stopped_before_it_began_gives_nothing(vault, cookie):
    watcher = Watcher(vault, relevant=lambda _: True, cookie=cookie)
    watcher.stop()

    assert list(watcher.changes()) == []


def test_a_signal_stops_watching(vault):
    program = textwrap.dedent("""
        import signal, sys
        from pathlib import Path
        from pnm.watch import Watcher

        watcher = Watcher(Path(sys.argv[1]), relevant=lambda _: True, cookie=lambda: None)
        signal.signal(signal.SIGTERM, lambda *_: watcher.stop())
        for change in watcher.changes():
            print(change.reason, flush=True)
        print("ended")
    """)
    process = subprocess.Popen(
        [sys.executable, "-c", program, vault],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    first = process.stdout.readline()
    process.terminate()
    rest, faults = process.communicate(timeout=10)

    assert (first, rest, faults, process.returncode) == ("start\n", "ended\n", "", 0)


def test_watchdog_is_imported_only_when_watching_starts():
    program = "import sys, pnm.watch; print('watchdog' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30
    )

    assert done.stdout == "False\n"


def test_waiting_costs_no_time(watching):
    with watching() as told:
        spent = time.process_time()
        told.until(lambda _: False, patience=2)
        assert time.process_time() - spent < 0.1
