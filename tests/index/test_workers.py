"""Many notes are read by several processes, with the same result as by one."""

import os
import signal
import sqlite3
import threading

import pytest

from pnm.contacts.profile import Profile
from pnm.index import open_index, reconcile, rows, store, workers
from pnm.vault import Vault

PERSON = "---\ntype: person\nname: Ana {0}\n---\n- 2026-02-03 call: Łódź {0}\n"
NOTES = 700

pytestmark = pytest.mark.skipif(
    workers._processes(NOTES) < 2, reason="notes are read by one process here"
)


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    root = tmp_path_factory.mktemp("vault")
    for number in range(NOTES):
        file = root / f"{number % 7}" / f"{number}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(PERSON.format(number), "utf-8")
        os.utime(file, (1_700_000_000, 1_700_000_000))
    (root / "binary.md").write_bytes(b"\x00" * 100)
    return Vault(root)


def built(vault, folder):
    """Return all that an index holds that does not hang on the moment it was built at."""
    index = open_index(folder, "m")
    delta = reconcile(index, vault, Profile(), now_ns=lambda: 2_000_000_000_000_000_000)
    with_segments = [
        index.db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
        for table in ("files", "seen", "late", "text_content", "text_data", "text_idx")
    ]
    index.close()
    assert len(delta.added) == NOTES + 1
    return with_segments


@pytest.fixture(scope="module")
def alone(vault, tmp_path_factory):
    """Return what one process makes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "_processes", lambda files: 1)
        return built(vault, tmp_path_factory.mktemp("cache"))


def test_several_processes_make_what_one_makes_byte_for_byte(vault, alone, tmp_path):
    assert built(vault, tmp_path) == alone


def killed(self, path, before):
    os.kill(os.getpid(), signal.SIGKILL)


def failing(self, path, before):
    raise RuntimeError(path)


def ending(self, path, before):
    os._exit(0)


@pytest.mark.parametrize("fault", [killed, failing, ending])
@pytest.mark.parametrize("when", [0, 150, 600], ids=["at once", "later", "at the end"])
def test_a_process_that_ends_early_loses_no_note(
    vault, alone, tmp_path, monkeypatch, capfd, fault, when
):
    parent, read, done = os.getpid(), rows.Reader.read, []

    def at_last(self, path, before):
        if os.getpid() != parent:
            done.append(path)
            if len(done) > when / 2:
                return fault(self, path, before)
        return read(self, path, before)

    monkeypatch.setattr(rows.Reader, "read", at_last)

    assert built(vault, tmp_path) == alone
    assert capfd.readouterr() == ("", "")


def test_where_no_process_can_be_begun_this_one_reads(vault, alone, tmp_path, monkeypatch):
    def refuse():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)

    assert built(vault, tmp_path) == alone


def test_what_no_process_can_read_is_told_as_without_them(vault, tmp_path, monkeypatch):
    monkeypatch.setattr(rows.Reader, "read", failing)

    with pytest.raises(RuntimeError):
        built(vault, tmp_path)
    with sqlite3.connect(tmp_path / store.FILE) as db:
        assert db.execute("SELECT count(*) FROM files").fetchone() == (0,)
    db.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == [store.FILE, store.LOCK]


def test_beside_other_threads_nothing_is_forked(monkeypatch):
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert workers._processes(NOTES) == 1
    finally:
        ended.set()
        thread.join()


def test_progress_is_told_and_ends_with_all(vault, tmp_path):
    told = []
    index = open_index(tmp_path, "m")
    reconcile(index, vault, Profile(), progress=lambda done, of: told.append((done, of)))
    index.close()

    assert told == sorted(told)
    assert told[-1] == (NOTES + 1, NOTES + 1)


def test_whoever_is_told_of_progress_may_begin_threads(vault, alone, tmp_path, monkeypatch):
    begun, fork, ended = [], os.fork, threading.Event()

    def fork_alone():
        assert threading.active_count() == 1
        return fork()

    def tell(done, of):
        if not begun:
            begun.append(threading.Thread(target=ended.wait))
            begun[0].start()

    monkeypatch.setattr(os, "fork", fork_alone)
    index = open_index(tmp_path, "m")
    try:
        assert len(reconcile(index, vault, Profile(), progress=tell).added) == NOTES + 1
    finally:
        ended.set()
        begun[0].join()
        index.close()
