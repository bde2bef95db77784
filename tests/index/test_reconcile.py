"""The index after any changes equals the index of a fresh scan."""

import os
import sqlite3
import stat

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pnm.contacts.profile import Profile
from pnm.index import open_index, reconcile
from pnm.index.schema import fingerprint
from pnm.vault import Vault

PERSON = "---\ntype: person\n---\n- 2026-02-03 call: {}\n"


@pytest.fixture
def vault(tmp_path):
    root = tmp_path / "vault"
    root.mkdir()
    return Vault(root)


@pytest.fixture
def index(tmp_path):
    index = open_index(tmp_path / "cache", fingerprint(Profile()))
    yield index
    index.close()


def dump(index):
    files = index.db.execute("SELECT path, facts FROM files ORDER BY path").fetchall()
    words = index.db.execute(
        "SELECT f.path, title, body, folded FROM text JOIN files f ON f.id = text.rowid"
        " ORDER BY f.path"
    ).fetchall()
    return files, words


def fresh(vault):
    index = open_index_in_memory()
    reconcile(index, vault, Profile())
    return dump(index)


def open_index_in_memory():
    from pnm.index.store import Index, create

    db = sqlite3.connect(":memory:", isolation_level=None)
    create(db, "x")
    return Index(db, fresh=True)


def test_added_changed_removed_and_unchanged_are_counted(vault, index):
    for name in ("a", "b", "c"):
        (vault.root / f"{name}.md").write_text(PERSON.format(name))
    first = reconcile(index, vault, Profile())
    (vault.root / "a.md").write_text(PERSON.format("other"))
    (vault.root / "b.md").unlink()
    (vault.root / "d.md").write_text(PERSON.format("d"))
    second = reconcile(index, vault, Profile())

    assert (first.added, first.changed, first.removed) == (("a.md", "b.md", "c.md"), (), ())
    assert (second.added, second.changed, second.removed) == (("d.md",), ("a.md",), ("b.md",))
    assert second.unchanged == 1


def test_named_paths_are_treated_as_a_walk_treats_them(vault, index):
    (vault.root / "a.md").write_text(PERSON.format("a"))
    (vault.root / "b.md").write_text(PERSON.format("b"))

    delta = reconcile(index, vault, Profile(), ["a.md", ".obsidian/x.md", "gone.md"])

    assert delta.added == ("a.md",)
    assert index.count() == 1


def test_a_change_that_keeps_size_and_mtime_is_seen(vault, index):
    file = vault.root / "a.md"
    file.write_text(PERSON.format("one"))
    os.utime(file, ns=(10**18, 10**18))
    reconcile(index, vault, Profile())
    file.write_text(PERSON.format("two"))
    os.utime(file, ns=(10**18, 10**18))

    assert reconcile(index, vault, Profile()).changed == ("a.md",)


def test_a_change_in_the_same_tick_as_the_read_is_seen(vault, index):
    file = vault.root / "a.md"
    file.write_text(PERSON.format("one"))
    reconcile(index, vault, Profile(), now_ns=lambda: file.stat().st_mtime_ns)
    row = file.stat()
    with file.open("r+") as out:
        out.write(PERSON.format("two"))
    index.db.execute(
        "UPDATE files SET mtime_ns=?, ctime_ns=?",
        (file.stat().st_mtime_ns, file.stat().st_ctime_ns),
    )

    assert row.st_size == file.stat().st_size
    assert reconcile(index, vault, Profile()).changed == ("a.md",)


SECOND_NS = 1_000_000_000


@pytest.fixture
def emptied(vault, index):
    """Give a note that is empty since a moment ago, and the clock of that moment."""
    file = vault.root / "a.md"
    file.write_text(PERSON.format("one"))
    os.utime(file, ns=(10**18, 10**18))
    reconcile(index, vault, Profile())
    file.write_text("")
    return file, file.stat().st_mtime_ns


@pytest.mark.parametrize("paths", [None, ["a.md"]], ids=["all", "told"])
def test_a_note_that_is_empty_just_now_is_being_saved(vault, index, emptied, paths):
    _, moment = emptied
    before = dump(index)
    delta = reconcile(index, vault, Profile(), paths, now_ns=lambda: moment + SECOND_NS)

    assert (delta.saving, delta.changed, delta.unchanged) == (("a.md",), (), 1)
    assert dump(index) == before


@pytest.mark.parametrize("paths", [None, ["a.md"]], ids=["all", "told"])
def test_a_note_that_stays_empty_is_empty(vault, index, emptied, paths):
    _, moment = emptied
    reconcile(index, vault, Profile(), paths, now_ns=lambda: moment + SECOND_NS)
    delta = reconcile(index, vault, Profile(), now_ns=lambda: moment + 3 * SECOND_NS)

    assert (delta.saving, delta.changed) == ((), ("a.md",))
    assert dump(index) == fresh(vault)


def test_a_note_that_was_being_saved_is_read_when_it_is(vault, index, emptied):
    file, moment = emptied
    reconcile(index, vault, Profile(), now_ns=lambda: moment + SECOND_NS)
    file.write_text(PERSON.format("two"))

    assert reconcile(index, vault, Profile()).changed == ("a.md",)
    assert dump(index) == fresh(vault)


def test_a_new_note_may_be_empty_and_one_of_a_far_day_is_not_being_saved(vault, index, emptied):
    file, moment = emptied
    (vault.root / "new.md").write_text("")
    os.utime(file, ns=(moment, moment + 86_400 * SECOND_NS))
    delta = reconcile(index, vault, Profile(), now_ns=lambda: moment)

    assert (delta.saving, delta.added, delta.changed) == ((), ("new.md",), ("a.md",))


def test_most_notes_gone_at_once_is_not_believed(vault, index):
    for number in range(40):
        (vault.root / f"{number}.md").write_text(PERSON.format(number))
    reconcile(index, vault, Profile())
    for number in range(30):
        (vault.root / f"{number}.md").unlink()

    assert "30 of 40" in reconcile(index, vault, Profile()).stale
    assert index.count() == 40
    assert len(reconcile(index, vault, Profile(), accept_removals=True).removed) == 30


def test_most_notes_named_in_pnmignore_at_once_is_believed(vault, index):
    (vault.root / "old").mkdir()
    for number in range(40):
        (vault.root / "old" / f"{number}.md").write_text(PERSON.format(number))
    reconcile(index, vault, Profile())
    (vault.root / ".pnmignore").write_text("old/\n")

    delta = reconcile(index, vault, Profile())

    assert (delta.stale, len(delta.removed), index.count()) == ("", 40, 0)


def test_most_notes_gone_at_once_is_not_believed_beside_a_new_pnmignore(vault, index):
    for number in range(40):
        (vault.root / f"{number}.md").write_text(PERSON.format(number))
    reconcile(index, vault, Profile())
    for number in range(30):
        (vault.root / f"{number}.md").unlink()
    (vault.root / ".pnmignore").write_text("39.md\n")

    assert "30 of 40" in reconcile(index, vault, Profile()).stale


def test_two_processes_may_index_the_same_notes_at_once(tmp_path, vault, index):
    (vault.root / "a.md").write_text(PERSON.format("a"))
    (vault.root / "b.md").write_text(PERSON.format("b"))
    other = open_index(tmp_path / "cache", fingerprint(Profile()))

    def while_the_other_is_quicker():
        reconcile(other, vault, Profile())
        yield from ("a.md", "b.md")

    reconcile(index, vault, Profile(), while_the_other_is_quicker())

    assert dump(index) == dump(other) == fresh(vault)
    other.close()


def test_one_bad_note_costs_itself_only(vault, index):
    (vault.root / "bad.md").write_bytes(b"\x00" * 100)
    (vault.root / "worse.md").write_text("---\n" + "[" * 30_000 + "\n---\n")
    (vault.root / "good.md").write_text(PERSON.format("good"))

    assert reconcile(index, vault, Profile()).added == ("bad.md", "good.md", "worse.md")
    by_path = {facts.path: facts for facts in index.facts()}
    assert by_path["good.md"].person is not None
    assert [fault.code for fault in by_path["bad.md"].faults]
    assert [fault.code for fault in by_path["worse.md"].faults]


def test_the_cache_is_private(tmp_path, vault):
    folder = tmp_path / "c" / "deep"
    before = os.umask(0)
    try:
        index = open_index(folder, "m")
        (vault.root / "a.md").write_text("x")
        reconcile(index, vault, Profile())
    finally:
        os.umask(before)

    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()}
    index.close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}, modes


@pytest.mark.parametrize(
    "damage", [b"", b"not a database at all" * 100, b"SQLite format 3\0garbage"]
)
def test_a_damaged_cache_is_built_anew(tmp_path, damage):
    open_index(tmp_path, "m").close()
    for file in tmp_path.iterdir():
        file.write_bytes(damage)

    index = open_index(tmp_path, "m")

    assert index.fresh
    assert index.count() == 0
    index.close()


def test_facts_of_other_rules_are_thrown_away(tmp_path, vault):
    (vault.root / "a.md").write_text("x")
    index = open_index(tmp_path, "one")
    reconcile(index, vault, Profile())
    index.close()

    other = open_index(tmp_path, "two")

    assert (other.fresh, other.count()) == (True, 0)
    other.close()


def test_a_cache_that_cannot_be_written_is_kept_in_memory_and_said(tmp_path):
    file = tmp_path / "file"
    file.write_text("in the way")

    index = open_index(file / "cache", "m")

    assert index.fresh
    assert "PNM_CACHE_DIR" in index.notice


class Changes(RuleBasedStateMachine):
    """Random changes to files, some of them behind the clock's back."""

    def __init__(self):
        super().__init__()
        import tempfile
        from pathlib import Path

        self.folder = tempfile.TemporaryDirectory()
        self.vault = Vault(Path(self.folder.name))
        self.index = open_index_in_memory()

    def teardown(self):
        self.index.close()
        self.folder.cleanup()

    names = st.sampled_from(["a.md", "b.md", "d/a.md", "d/e/c.md", "People/x.md"])

    @rule(name=names, text=st.sampled_from(["one", "two", "six"]), keep=st.booleans())
    def save(self, name, text, keep):
        file = self.vault.root / name
        old = file.stat() if file.exists() else None
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PERSON.format(text))
        if keep and old:
            os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))

    @rule(name=names)
    def remove(self, name):
        (self.vault.root / name).unlink(missing_ok=True)

    @rule(a=names, b=names)
    def swap(self, a, b):
        one, two = self.vault.root / a, self.vault.root / b
        if one.exists() and two.exists() and a != b:
            spare = self.vault.root / "spare.tmp"
            one.rename(spare)
            two.rename(one)
            spare.rename(two)

    @rule(name=names)
    def replace(self, name):
        file = self.vault.root / name
        if file.exists():
            new = file.with_name("new.tmp")
            new.write_text(PERSON.format("new"))
            new.replace(file)

    @invariant()
    def the_index_equals_a_rebuild(self):
        reconcile(self.index, self.vault, Profile())
        assert dump(self.index) == fresh(self.vault)


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=30, stateful_step_count=12, deadline=None)
