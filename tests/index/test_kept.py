"""No fault of the cache costs an answer."""

import sqlite3
import subprocess
import sys

import pytest

from pnm.contacts.profile import Profile
from pnm.index import KeptIndex, reconcile, store
from pnm.vault import Vault

PERSON = "---\ntype: person\n---\n- 2026-02-03 call: lighthouse {}\n"
BOTH = ["a.md", "b.md"]


@pytest.fixture
def vault(tmp_path):
    root = tmp_path / "vault"
    root.mkdir()
    for name in BOTH:
        (root / name).write_text(PERSON.format(name))
    return Vault(root)


@pytest.fixture
def kept(vault, tmp_path):
    index = KeptIndex(vault, Profile(), tmp_path / "cache")
    yield index
    index.close()


@pytest.fixture
def file(vault, tmp_path):
    return tmp_path / "cache" / vault.id / store.FILE


def paths(kept):
    return [facts.path for facts in kept.facts()]


def test_the_first_question_brings_it_up_to_date(kept):
    assert paths(kept) == BOTH
    assert kept.delta.added == ("a.md", "b.md")


def test_a_file_written_since_is_read_when_that_is_said(kept, vault):
    kept.facts()
    (vault.root / "c.md").write_text(PERSON.format("c"))
    assert paths(kept) == BOTH

    kept.outdate()

    assert paths(kept) == [*BOTH, "c.md"]


def test_building_it_anew_reads_everything_again(kept):
    kept.facts()
    kept.rebuild()

    assert kept.update().added == ("a.md", "b.md")


@pytest.mark.parametrize(
    "damage",
    ["UPDATE files SET facts = '{'", "UPDATE files SET facts = '[1]'", "DROP TABLE files"],
    ids=["no JSON", "other facts", "no table"],
)
def test_what_is_damaged_while_it_is_used_is_built_anew(kept, file, damage):
    kept.facts()
    with sqlite3.connect(file) as other:
        other.execute(damage)
    other.close()

    assert paths(kept) == BOTH
    assert len(kept.find(("lighthouse",), 10)) == 2
    assert ["damaged and is built anew" in notice for notice in kept.notices] == [True]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE meta SET value = '3 0.0.1 x y' WHERE key = 'fingerprint'", "an older pnm (0.0.1)"),
        ("UPDATE meta SET value = '99 9.9 x y' WHERE key = 'fingerprint'", "a newer pnm (9.9)"),
        ("DELETE FROM meta", "is not an index of pnm"),
        ("DROP TABLE meta", "is not an index of pnm"),
    ],
    ids=["older", "newer", "without a mark", "foreign"],
)
def test_an_index_of_another_kind_is_built_anew_with_a_word_said_once(
    kept, file, vault, tmp_path, change, said
):
    kept.facts()
    kept.close()
    with sqlite3.connect(file) as other:
        other.execute(change)
    other.close()
    second, third = (KeptIndex(vault, Profile(), tmp_path / "cache") for _ in range(2))

    assert paths(second) == paths(third) == BOTH
    assert [said in notice for notice in second.notices] == [True]
    assert third.notices == []
    second.close()
    third.close()


def test_another_configuration_is_the_users_own_doing_and_needs_no_word(kept, vault, tmp_path):
    kept.facts()
    kept.close()
    other = KeptIndex(vault, Profile(daily_folder="Journal"), tmp_path / "cache")

    assert other.update().added == ("a.md", "b.md")
    assert other.notices == []
    other.close()


WARM = """
import sys
from pathlib import Path
from pnm.contacts.profile import Profile
from pnm.index import KeptIndex
from pnm.vault import Vault
kept = KeptIndex(Vault(Path(sys.argv[1])), Profile(), Path(sys.argv[2]))
assert kept.update().unchanged == 2
kept.answer("due")
print(*sorted(m for m in sys.modules if m.startswith(tuple(sys.argv[3:]))))
"""


def test_a_check_that_finds_nothing_imports_nothing_that_reads_notes(vault, tmp_path):
    first = KeptIndex(vault, Profile(), tmp_path / "cache")
    first.update()
    reconcile_later(first, vault)
    first.close()
    heavy = ("pnm.notes", "pnm.contacts.extract", "pnm.index.rows", "pnm.index.workers")
    heavy += ("pnm.vault.read", "pnm.vault.write", "yaml", "anyascii", "rich", "pathspec")
    arguments = [vault.root, tmp_path / "cache", *heavy]
    done = subprocess.run(
        [sys.executable, "-c", WARM, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == ""


def reconcile_later(kept, vault):
    """Read the notes as if some time had passed, so that they are not read again for safety."""
    later = max((vault.root / name).stat().st_ctime_ns for name in BOTH) + 10_000_000_000
    reconcile(kept._index, vault, Profile(), now_ns=lambda: later)


def test_what_another_process_holds_gives_way_to_an_index_in_memory(kept, file, monkeypatch):
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.01)
    kept.facts()
    kept.close()
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("DELETE FROM files WHERE path = 'a.md'")
        other.execute("BEGIN IMMEDIATE")
        kept.update()

        assert paths(kept) == BOTH
    other.close()
    (notice,) = kept.notices
    assert "database is locked" in notice
    assert "PNM_CACHE_DIR" in notice
