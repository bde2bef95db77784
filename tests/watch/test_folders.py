from __future__ import annotations

import ctypes
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from pnm.watch import Reason

pytestmark = pytest.mark.slow
ANEW = (Reason.FOLDER, Reason.REPLACED, Reason.OVERFLOW)
"""watchdog may die of a folder's second name, or tell of a path that is nowhere."""


def new_with_files(vault):
    (vault / "friends").mkdir()
    (vault / "friends" / "eve.md").write_text("new")


def copied_tree(vault):
    shutil.copytree(vault / "people", vault / "more" / "people")


def renamed(vault):
    (vault / "people").rename(vault / "persons")


def renamed_twice(vault):
    (vault / "people").rename(vault / "persons")
    (vault / "persons").rename(vault / "humans")


def moved_out(vault):
    (vault / "people").rename(vault.parent / "people")


def moved_in(vault):
    (vault.parent / "friends").mkdir()
    (vault.parent / "friends" / "eve.md").write_text("new")
    (vault.parent / "friends").rename(vault / "friends")


def removed(vault):
    shutil.rmtree(vault / "people")


CHANGES = [new_with_files, copied_tree, renamed, renamed_twice, moved_out, moved_in, removed]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_folders_tells_everything(vault, watching, change):
    (vault / "people" / "ada.md").write_text("old")
    with watching() as told:
        change(vault)
        assert told.gave(*ANEW)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_saved_after_a_change_of_folders_is_told(vault, watching, view, change):
    (vault / "people" / "ada.md").write_text("old")
    with watching(view.heed) as told:
        change(vault)
        for folder in [vault, *vault.glob("[!.]*/")]:
            (folder / "early.md").write_text("saved at once")
        assert told.gave(*ANEW)
        for folder in [vault, *vault.glob("[!.]*/")]:
            (folder / "late.md").write_text("saved later")
        assert told.until(view.agrees)


def test_a_folder_that_does_not_matter_tells_nothing(vault, watching):
    with watching() as told:
        (vault / ".git" / "objects").mkdir(parents=True)
        (vault / ".git").rename(vault / ".jj")
        (vault / "last.md").touch()
        assert told.saw("last.md", since=1)

    assert [c.paths for c in told.changes[1:]] == [frozenset({"last.md"})]


def test_trash_emptied_after_its_name_was_used_again_does_not_deafen(vault, watching, view):
    # the reader of watchdog 7.1 dies of this, without a word
    with watching(view.heed) as told:
        for number in range(3):
            (vault / "people").rename(vault.parent / "trash")
            (vault / "people").mkdir()
            (vault / "people").rename(vault / f"persons {number}")
            shutil.rmtree(vault.parent / "trash")
            (vault / "people").mkdir()
            (vault / "people" / "ada.md").write_text(str(number))
            assert told.until(view.agrees)


@pytest.mark.skipif(sys.platform != "linux", reason="exchanging names is Linux's")
def test_exchanged_folders_are_survived_and_leave_no_thread_behind(vault, watching, view):
    libc = ctypes.CDLL(None, use_errno=True)
    (vault / "people" / "inner").mkdir()
    (vault / "firms" / "inner").mkdir(parents=True)
    before = threading.active_count()
    with watching(view.heed) as told:
        for number in range(5):
            since = len(told.changes)
            ends = os.fsencode(vault / "people"), os.fsencode(vault / "firms")
            if libc.renameat2(-100, ends[0], -100, ends[1], 2) != 0:
                pytest.skip("this file system cannot exchange names")
            assert told.gave(*ANEW, since=since)
            (vault / "people" / "inner" / "ada.md").write_text(str(number))
            assert told.until(view.agrees)

    assert threading.active_count() == before


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is open")
def test_replaced_observers_leave_nothing_open(vault, watching):
    def instances():
        links = [fd for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()]
        return sum("inotify" in fd.readlink().name for fd in links)

    before = instances(), threading.active_count()
    with watching() as told:
        for number in range(10):
            since = len(told.changes)
            (vault / f"folder {number}").mkdir()
            assert told.gave(*ANEW, since=since)
        assert told.watcher.status == "watching 12 folders"

    assert (instances(), threading.active_count()) == before
