"""No fault of the cache costs an answer."""

import sqlite3

import pytest

from pnm.contacts.profile import Profile
from pnm.index import KeptIndex, store
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
