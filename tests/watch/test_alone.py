from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys

import pytest

from pnm.errors import WatchError
from pnm.watch.alone import LOCK, alone

SINCE = "2026-03-02 10:00"


def test_the_first_may_watch_without_doubt(tmp_path):
    with alone(tmp_path / "cache", SINCE) as held:
        assert held.doubt == ""
        assert (tmp_path / "cache" / LOCK).read_text() == f"{os.getpid()} {SINCE}\n"
        assert (tmp_path / "cache" / LOCK).stat().st_mode & 0o777 == 0o600
        assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700


def test_the_second_is_told_who_watches_since_when(tmp_path):
    with (
        alone(tmp_path, SINCE),
        pytest.raises(WatchError, match=f"by process {os.getpid()} since {SINCE}") as told,
        alone(tmp_path, "later"),
    ):
        pass

    assert f"`kill {os.getpid()}`" in told.value.mend


def test_after_the_end_another_may_watch(tmp_path):
    for _ in range(2):
        with alone(tmp_path, SINCE) as held:
            assert held.doubt == ""


def test_a_file_left_behind_means_nothing(tmp_path):
    (tmp_path / LOCK).write_text(f"{os.getpid()} {SINCE}\n")

    with alone(tmp_path, "now") as held:
        assert held.doubt == ""
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()} now\n"


def test_a_killed_holder_holds_nothing(tmp_path):
    program = (
        "import sys, time; from pathlib import Path; from pnm.watch.alone import alone\n"
        "with alone(Path(sys.argv[1]), 'then'): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, tmp_path], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    with (
        pytest.raises(WatchError, match=f"by process {holder.pid} since then"),
        alone(tmp_path, ""),
    ):
        pass
    holder.kill()
    holder.communicate()

    with alone(tmp_path, SINCE) as held:
        assert held.doubt == ""


def test_a_name_that_a_dead_holder_left_is_not_told(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    fd = os.open(tmp_path / LOCK, os.O_CREAT | os.O_RDWR)
    fcntl.flock(fd, fcntl.LOCK_EX)
    os.write(fd, f"{dead.pid} {SINCE}\n".encode())

    with pytest.raises(WatchError, match="does not say which"), alone(tmp_path, "now"):
        pass

    os.close(fd)


def test_where_there_are_no_locks_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)

    with alone(tmp_path, SINCE) as held:
        assert held.doubt == "this system has no locks that end with their holder"


def test_where_the_disk_has_no_locks_it_is_said(tmp_path, monkeypatch):
    def refused(fd, how):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)

    with alone(tmp_path, SINCE) as held:
        assert held.doubt == f"{tmp_path} has no locks (No locks available)"


def test_where_the_folder_cannot_be_made_it_is_said(tmp_path):
    (tmp_path / "file").write_text("")

    with alone(tmp_path / "file" / "cache", SINCE) as held:
        assert held.doubt == f"{tmp_path}/file/cache cannot be written (Not a directory)"
