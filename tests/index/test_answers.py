"""An answer is kept until any note changes, and no longer."""

import sqlite3

import pytest

from pnm.contacts.profile import Profile
from pnm.index import KeptIndex, store
from pnm.vault import Vault

PERSON = "---\ntype: person\n---\n- 2026-02-03 call: lighthouse {}\n"


@pytest.fixture
def vault(tmp_path):
    root = tmp_path / "vault"
    root.mkdir()
    (root / "a.md").write_text(PERSON.format("a"))
    return Vault(root)


@pytest.fixture
def opened(vault, tmp_path):
    indexes = []

    def another():
        indexes.append(KeptIndex(vault, Profile(), tmp_path / "cache"))
        return indexes[-1]

    yield another
    for index in indexes:
        index.close()


@pytest.fixture
def file(vault, tmp_path):
    return tmp_path / "cache" / vault.id / store.FILE


def test_an_answer_is_there_for_the_next_command(opened):
    first = opened()
    first.keep_answer("due 2026-02-03", b"nobody", first.generation)
    second = opened()

    assert second.answer("due 2026-02-03") == b"nobody"
    assert second.answer("due 2026-02-04") is None
    assert second.generation == first.generation


def test_several_answers_are_kept_at_once_and_the_last_of_a_key_counts(opened):
    kept = opened()
    kept.keep_answer("a", b"old", kept.generation)
    kept.keep_answers([("a", b"1"), ("b", b"2")], kept.generation)

    assert (kept.answer("a"), kept.answer("b")) == (b"1", b"2")


def change(folder):
    (folder / "a.md").write_text(PERSON.format("changed"))


def add(folder):
    (folder / "b.md").write_text(PERSON.format("b"))


def remove(folder):
    (folder / "a.md").unlink()


def change_text_only(folder):
    (folder / "a.md").write_text(PERSON.format("a") + "\nlighthouse")


@pytest.mark.parametrize("act", [change, add, remove, change_text_only])
def test_any_change_begins_a_generation_and_drops_the_answers(opened, vault, act):
    kept = opened()
    before = kept.generation
    kept.keep_answer("due", b"nobody", before)
    act(vault.root)
    kept.update()

    assert kept.generation > before
    assert kept.answer("due") is None


def test_a_check_that_finds_nothing_drops_nothing(opened, vault):
    kept = opened()
    before = kept.generation
    kept.keep_answer("due", b"nobody", before)
    (vault.root / "a.md").write_text(PERSON.format("a"))
    kept.update()
    kept.update(["a.md", "not there.md"])

    assert (kept.generation, kept.answer("due")) == (before, b"nobody")


def test_an_answer_of_older_facts_is_not_kept(opened, vault):
    slow, quick = opened(), opened()
    generation = slow.generation
    change(vault.root)
    quick.update()
    slow.keep_answer("due", b"of the old facts", generation)

    assert quick.answer("due") is None


def test_no_two_indexes_share_a_generation(opened):
    kept = opened()
    before = kept.generation
    kept.rebuild()
    kept.keep_answer("due", b"of the old index", before)

    assert kept.generation != before
    assert kept.answer("due") is None


def test_an_answer_that_was_damaged_is_none(opened, file):
    kept = opened()
    kept.keep_answer("due", b"nobody", kept.generation)
    with sqlite3.connect(file) as other:
        other.execute("UPDATE answers SET value = x'00'")
    other.close()

    assert kept.answer("due") is None
    assert kept.notices == []


@pytest.mark.parametrize(
    "hindrance",
    ["BEGIN IMMEDIATE", "PRAGMA max_page_count = 1", "PRAGMA query_only = ON"],
    ids=["busy", "full", "read-only"],
)
def test_an_index_that_cannot_be_written_keeps_nothing_and_says_nothing(opened, file, hindrance):
    kept = opened()
    generation = kept.generation
    holder = sqlite3.connect(file, isolation_level=None)
    (holder if "BEGIN" in hindrance else kept._index.db).execute(hindrance)
    kept.keep_answer("due", b"nobody" * 10_000, generation)

    assert kept.answer("due") is None
    assert kept.notices == []
    holder.close()


def test_an_index_in_memory_keeps_nothing(vault, tmp_path):
    (tmp_path / "file").write_text("in the way")
    kept = KeptIndex(vault, Profile(), tmp_path / "file")
    kept.keep_answer("due", b"nobody", kept.generation)

    assert kept.answer("due") is None
    kept.close()
