from __future__ import annotations

import errno
import os
import sys

import pytest
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, EventEmitter

from pnm.watch import Reason

pytestmark = pytest.mark.slow


class DeafEmitter(EventEmitter):
    def queue_events(self, timeout):
        self.stopped_event.wait(timeout)


class RootOnly(Observer):
    """Watches no folder below the first, as where the system's limit is reached."""

    def schedule(self, *args, recursive=False, **rules):
        return super().schedule(*args, recursive=False, **rules)


def deaf():
    return BaseObserver(DeafEmitter)


def refused():
    raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def test_where_no_cookie_ever_comes_the_vault_is_polled(vault, watching, view):
    with watching(view.heed, observer=deaf, cookie_seconds=0.2) as told:
        assert told.until(lambda _: told.watcher.status.startswith("polling"))
        (vault / "people" / "ada.md").write_text("new")
        assert told.until(view.agrees)
        assert told.watcher.status == "polling 2 folders: its changes give no events"

    assert told.changes[-1].reason == Reason.POLLING
    assert told.changes[-1].paths == {"people/ada.md"}


def test_on_a_network_file_system_the_vault_is_polled(vault, watching, view):
    mounts = vault.with_name("mounts")
    place = str(vault.parent).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/home {place} nfs4 rw 0 0\n")
    with watching(view.heed, mounts=mounts) as told:
        assert told.watcher.status == "polling 2 folders: it lies on a network file system (nfs4)"
        (vault / "people" / "ada.md").write_text("new")
        assert told.until(view.agrees)
        (vault / "people" / "ada.md").write_text("newer")
        (vault / "friends").mkdir()
        (vault / "friends" / "eve.md").write_text("new")
        assert told.until(view.agrees)
        (vault / "people").rename(vault / "persons")
        assert told.until(view.agrees)

    assert {change.reason for change in told.changes[1:]} <= {Reason.POLLING, Reason.FOLDER}


def test_an_edit_that_keeps_time_and_size_is_seen_by_polling(vault, watching, view):
    note = vault / "people" / "ada.md"
    note.write_text("old")
    with watching(view.heed, observer=refused) as told:
        facts = note.stat()
        note.write_text("new")
        os.utime(note, ns=(facts.st_atime_ns, facts.st_mtime_ns))
        assert told.until(view.agrees)


def test_where_the_system_refuses_to_watch_the_vault_is_polled(vault, watching, view):
    with watching(view.heed, observer=refused) as told:
        assert told.watcher.status == (
            "polling 2 folders: the limit of watching programs is reached"
            " (fs.inotify.max_user_instances)"
        )
        (vault / "friends").mkdir()
        (vault / "friends" / "eve.md").write_text("new")
        assert told.gave(Reason.FOLDER)
        (vault / "friends" / "eve.md").unlink()
        assert told.until(view.agrees)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what it watches")
def test_where_fewer_folders_are_watched_than_there_are_the_vault_is_polled(vault, watching):
    (vault / "people" / "friends").mkdir()
    with watching(observer=RootOnly, cookie=lambda: None) as told:
        assert told.gave(Reason.POLLING)
        assert told.watcher.status == "polling 3 folders: only 1 of 4 folders can be watched"
        since = len(told.changes)
        (vault / "people" / "friends" / "ada.md").write_text("new")
        assert told.saw("people/friends/ada.md", since=since)


def test_a_polled_vault_is_tried_with_events_again(vault, watching):
    made = []

    def soon_better():
        made.append(deaf() if len(made) < 2 else Observer())
        return made[-1]

    with watching(observer=soon_better, cookie_seconds=0.1, walk_seconds=0.2) as told:
        assert told.until(lambda _: told.watcher.status.startswith("polling"))
        assert told.until(lambda _: told.watcher.status == "watching 2 folders")
        since = len(told.changes)
        (vault / "people" / "ada.md").write_text("new")
        assert told.saw("people/ada.md", since=since)

    assert len(made) == 3
