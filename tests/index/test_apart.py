"""An index is filled in a file of its own, and is there as a whole or not at all."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys

import pytest

from pnm.contacts.profile import Profile
from pnm.index import KeptIndex, apart, open_index, reconcile, rows, store
from pnm.vault import Vault

PERSON = "---\ntype: person\n---\n- 2026-02-03 call: lighthouse {}\n"
NOTES = 400


@pytest.fixture
def vault(tmp_path):
    root = tmp_path / "vault"
    root.mkdir()
    for number in range(NOTES):
        (root / f"{number}.md").write_text(PERSON.format(number))
    return Vault(root)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def made(monkeypatch):
    """Tell whether another file was made."""
    begun = []
    begin = store.begin_apart
    monkeypatch.setattr(store, "begin_apart", lambda place: begun.append(place) or begin(place))
    return begun


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_first_index_is_filled_apart_and_private(vault, folder, made):
    before = os.umask(0)
    try:
        index = open_index(folder, "m")
        reconcile(index, vault, Profile())
    finally:
        os.umask(before)

    assert len(made) == 1
    assert index.count() == NOTES
    assert index.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    index.close()
    assert files(folder) == [store.FILE, store.LOCK]
    assert open_index(folder, "m").fresh is False


def test_the_folder_of_all_caches_is_private_too(tmp_path):
    before = os.umask(0)
    try:
        open_index(tmp_path / "caches" / "vault", "m").close()
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "caches").stat().st_mode) == 0o700


def test_while_another_has_it_open_it_is_filled_in_place(vault, folder, made):
    index, other = open_index(folder, "m"), open_index(folder, "m")
    reconcile(index, vault, Profile())

    assert made == []
    assert other.count() == index.count() == NOTES
    assert reconcile(other, vault, Profile()).added == ()
    index.close()
    other.close()


def test_what_another_has_filled_meanwhile_is_taken_over(vault, folder, made):
    index, quicker = open_index(folder, "m"), open_index(folder, "m")
    close = index.db.close
    filled = []

    class Connection:
        """The database of an index that another process fills before this one does."""

        def __getattr__(self, name):
            return getattr(db, name)

        def close(self):
            close()
            if not filled:
                filled.append(reconcile(quicker, vault, Profile()))
                quicker.close()

    db = index.db
    index.db = Connection()
    reconcile(index, vault, Profile())

    assert len(filled[0].added) == NOTES
    assert index.count() == NOTES
    index.close()


def test_an_index_made_anew_by_another_pnm_is_left_alone(vault, folder):
    index = open_index(folder, "old")
    open_index(folder, "new").close()

    with pytest.raises(sqlite3.OperationalError, match="another pnm"):
        apart.fill(index, lambda: 1)
    other = open_index(folder, "new")
    assert (other.fresh, other.count()) == (False, 0)
    other.close()


KILLED = """
import os, sys
from pathlib import Path
from pnm.contacts.profile import Profile
from pnm.index import open_index, reconcile, rows, workers
from pnm.vault import Vault

put, calls = rows.Writer.put, []
def killed(self, reads):
    calls.append(1)
    if len(calls) == 3:
        os.kill(os.getpid(), 9)
    put(self, reads)
rows.Writer.put = killed
reconcile(open_index(Path(sys.argv[2]), "m"), Vault(Path(sys.argv[1])), Profile())
"""


def test_who_is_killed_meanwhile_leaves_an_index_that_is_empty(vault, folder):
    done = subprocess.run([sys.executable, "-c", KILLED, vault.root, folder], check=False)

    assert done.returncode == -signal.SIGKILL
    assert store.NEW in files(folder)
    index = open_index(folder, "m")
    assert (index.count(), index.notice) == (0, "")
    assert store.NEW not in files(folder)
    assert len(reconcile(index, vault, Profile()).added) == NOTES
    index.close()
    assert files(folder) == [store.FILE, store.LOCK]


@pytest.mark.parametrize("fault", [OSError(28, "No space left"), sqlite3.OperationalError("full")])
def test_where_the_file_cannot_be_made_the_index_is_filled_in_place(
    vault, folder, monkeypatch, fault
):
    def refuse(place):
        raise fault

    monkeypatch.setattr(store, "begin_apart", refuse)
    index = open_index(folder, "m")

    assert len(reconcile(index, vault, Profile()).added) == NOTES
    assert index.count() == NOTES
    index.close()


def test_a_disk_that_fails_at_the_end_costs_no_answer(vault, tmp_path, monkeypatch):
    def fail(place):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(store, "end_apart", fail)
    kept = KeptIndex(vault, Profile(), tmp_path)

    assert len(kept.facts()) == NOTES
    assert ["Input/output error" in notice for notice in kept.notices] == [True]
    kept.close()


def test_few_notes_are_written_in_place(vault, folder, made):
    index = open_index(folder, "m")
    reconcile(index, vault, Profile(), [f"{number}.md" for number in range(apart.FEWEST - 1)])

    assert (made, index.count()) == ([], apart.FEWEST - 1)
    index.close()


def test_an_error_in_reading_leaves_the_index_empty_and_usable(vault, folder, monkeypatch):
    def fail(self, path, before):
        raise RuntimeError(path)

    with monkeypatch.context() as patch:
        patch.setattr(rows.Reader, "read", fail)
        index = open_index(folder, "m")
        with pytest.raises(RuntimeError):
            reconcile(index, vault, Profile())
        index.close()
    again = open_index(folder, "m")

    assert len(reconcile(again, vault, Profile()).added) == NOTES
    again.close()
