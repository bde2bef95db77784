"""What the last walk saw spares the next one the rows, and never hides a change."""

import os
import random

import pytest

from pnm.contacts.profile import Profile
from pnm.index import open_index, reconcile, seen
from pnm.vault import Vault

PERSON = "---\ntype: person\n---\n- 2026-02-03 call: {}\n"
NAMES = ["a.md", "b.md", "d/c.md", "d/e/f.md"]
LONG_AGO = 1_700_000_000


@pytest.fixture
def vault(tmp_path):
    vault = Vault(tmp_path / "vault")
    for name in NAMES:
        write(vault, name, name)
    return vault


@pytest.fixture
def index(tmp_path):
    index = open_index(tmp_path / "cache", "m")
    yield index
    index.close()


def write(vault, name, text):
    """Write a note; it is not read so soon after that it would be read again."""
    file = vault.root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PERSON.format(text))


def update(index, vault, paths=None, **more):
    """Bring the index up to date, some seconds after the last change."""
    later = 10_000_000_000
    return reconcile(index, vault, Profile(), paths, now_ns=lambda: now() + later, **more)


def now():
    import time

    return time.time_ns()


def paths(index):
    return [facts.path for facts in index.facts()]


def statements(index, work):
    """Return what is asked of the database while something is done."""
    said = []
    index.db.set_trace_callback(said.append)
    work()
    index.db.set_trace_callback(None)
    return said


def test_where_nothing_changed_no_row_is_looked_at(vault, index):
    update(index, vault)

    said = statements(index, lambda: update(index, vault))

    assert [sql for sql in said if " files" in sql or "INSERT" in sql] == []
    assert update(index, vault).unchanged == len(NAMES)


def test_a_save_that_was_told_of_is_kept_with_few_rows_and_found_unchanged_later(vault, index):
    update(index, vault)
    write(vault, "a.md", "changed")

    said = statements(index, lambda: update(index, vault, ["a.md"]))
    later = update(index, vault)

    assert [sql for sql in said if " seen" in sql] == []
    assert (later.changed, later.unchanged) == ((), len(NAMES))
    assert [sql for sql in statements(index, lambda: update(index, vault)) if " files" in sql] == []


def test_what_was_told_to_be_gone_or_new_is_found_unchanged_later(vault, index):
    update(index, vault)
    (vault.root / "b.md").unlink()
    write(vault, "new/n.md", "n")

    told = update(index, vault, ["b.md", "new/n.md"])
    later = update(index, vault)

    assert (told.added, told.removed) == (("new/n.md",), ("b.md",))
    assert (later.added, later.changed, later.removed, later.unchanged) == ((), (), (), 4)


def test_a_change_after_one_that_was_told_is_seen(vault, index):
    update(index, vault)
    write(vault, "a.md", "first")
    update(index, vault, ["a.md"])
    write(vault, "a.md", "second")

    assert update(index, vault).changed == ("a.md",)


def test_a_folder_that_is_gone_takes_its_notes_along(vault, index):
    update(index, vault)
    (vault.root / "d").rename(vault.root.parent / "d")

    assert update(index, vault).removed == ("d/c.md", "d/e/f.md")
    assert update(index, vault).unchanged == 2


def test_a_folder_in_the_place_of_a_note_is_entered(vault, index):
    update(index, vault)
    (vault.root / "a.md").unlink()
    write(vault, "a.md/inner.md", "inner")
    delta = update(index, vault)

    assert (delta.added, delta.removed) == (("a.md/inner.md",), ("a.md",))


def test_a_link_in_the_place_of_a_note_is_said(vault, index):
    update(index, vault)
    (vault.root / "a.md").unlink()
    (vault.root / "a.md").symlink_to(vault.root / "b.md")
    delta = update(index, vault)

    assert delta.removed == ("a.md",)
    assert [problem.code for problem in delta.skipped] == ["PNM023"]


def test_names_of_another_encoding_are_passed_over_and_do_no_harm(vault, index):
    for name in (b"caf\xe9.md", b"caf\xe9.draft.md", b"caf\xe9/n.md"):
        file = os.path.join(os.fsencode(vault.root), name)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w") as out:
            out.write("x")
    (vault.root / ".pnmignore").write_text("*.draft.md\n")
    first, again = update(index, vault), update(index, vault)
    told = update(index, vault, [os.fsdecode(b"caf\xe9.md"), "a.md"])

    assert paths(index) == NAMES
    assert [problem.code for problem in first.skipped] == ["PNM025", "PNM025"]
    assert again.skipped == first.skipped
    assert (told.added, told.removed, told.unchanged) == ((), (), 1)


def test_a_new_pattern_is_heeded_and_a_known_one_is_not_worked_out_again(vault, index):
    update(index, vault)
    (vault.root / ".pnmignore").write_text("d/\n[\n")
    first = update(index, vault)
    again = update(index, vault)
    (vault.root / ".pnmignore").unlink()
    last = update(index, vault)

    assert first.removed == ("d/c.md", "d/e/f.md")
    assert (again.removed, again.added, again.skipped) == ((), (), first.skipped)
    assert last.added == ("d/c.md", "d/e/f.md")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_cannot_be_read_keeps_its_notes(vault, index):
    update(index, vault)
    (vault.root / "d").chmod(0)
    try:
        delta = update(index, vault)
    finally:
        (vault.root / "d").chmod(0o700)

    assert (delta.removed, len(paths(index))) == ((), len(NAMES))


def test_a_note_whose_times_cannot_be_had_is_kept_until_it_is_gone(vault, index, monkeypatch):
    update(index, vault)
    monkeypatch.setattr("pnm.vault.walk.os.scandir", refusing(os.scandir, "a.md"))
    hidden = update(index, vault)
    monkeypatch.undo()
    (vault.root / "a.md").unlink()

    assert (hidden.removed, [s.code for s in hidden.skipped]) == ((), ["PNM021"])
    assert update(index, vault).removed == ("a.md",)


def refusing(scandir, name):
    class Item:
        def __init__(self, item):
            self._item = item

        def __getattr__(self, attribute):
            return getattr(self._item, attribute)

        def stat(self, **how):
            if self._item.name == name:
                raise PermissionError(13, "Permission denied")
            return self._item.stat(**how)

    class Items:
        def __init__(self, place):
            self._items = scandir(place)

        def __enter__(self):
            return map(Item, self._items)

        def __exit__(self, *exc):
            self._items.close()

    return Items


def test_the_order_in_which_a_system_lists_files_does_not_matter(vault, index, monkeypatch):
    update(index, vault)
    listing = os.scandir

    class Shuffled:
        def __init__(self, place):
            self._items = listing(place)

        def __enter__(self):
            items = sorted(self._items, key=lambda item: item.name)
            random.shuffle(items)
            return iter(items)

        def __exit__(self, *exc):
            self._items.close()

    monkeypatch.setattr("pnm.vault.walk.os.scandir", Shuffled)
    for _ in range(5):
        delta = update(index, vault)
        assert (delta.added, delta.changed, delta.removed, delta.unchanged) == ((), (), (), 4)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE seen SET names = 'x/b.md' WHERE folder = ''",
        "UPDATE seen SET stats = x'0102' WHERE folder = ''",
        "UPDATE seen SET stats = zeroblob(64) WHERE folder = ''",
        "DELETE FROM seen",
        "INSERT INTO late VALUES ('nowhere.md')",
    ],
)
def test_damage_to_it_costs_time_only(vault, index, damage):
    update(index, vault)
    index.db.execute(damage)
    delta = update(index, vault)

    assert (delta.added, delta.changed, delta.removed) == ((), (), ())
    assert paths(index) == NAMES
    (vault.root / "a.md").unlink()
    assert update(index, vault).removed == ("a.md",)


def test_without_trust_the_rows_are_compared(vault, index):
    update(index, vault)
    index.db.execute("DELETE FROM files WHERE path = 'a.md'")
    index.db.execute("UPDATE files SET size = 1, digest = x'00' WHERE path = 'b.md'")
    believed = update(index, vault)
    seen.distrust(index)
    compared = update(index, vault)

    assert (believed.added, believed.changed) == ((), ())
    assert (compared.added, compared.changed) == (("a.md",), ("b.md",))


def test_a_vault_without_its_marker_is_not_believed_to_have_lost_notes(vault, index):
    (vault.root / ".pnm").mkdir()
    update(index, vault)
    (vault.root / ".pnm").rmdir()
    nothing_gone = update(index, vault)
    (vault.root / "a.md").unlink()

    stale = update(index, vault).stale
    assert nothing_gone.stale == ""
    assert "its .pnm is gone, and 1 of 4 notes with it" in stale
    assert update(index, vault, ["a.md"]).stale == stale
    assert update(index, vault, accept_removals=True).removed == ("a.md",)
    (vault.root / "b.md").unlink()
    assert update(index, vault).removed == ("b.md",)


def test_a_vault_that_cannot_be_read_is_not_believed_to_be_empty(vault, index):
    update(index, vault)
    vault.root.rename(vault.root.with_name("moved"))

    assert update(index, vault).stale == "the vault's folder cannot be read"
    assert paths(index) == NAMES


def test_what_another_process_did_meanwhile_is_looked_at_again(tmp_path, vault, index, monkeypatch):
    update(index, vault)
    other = open_index(tmp_path / "cache", "m")
    write(vault, "a.md", "changed")
    look, looks = seen.look, []

    def slow(index, vault, paths):
        found = look(index, vault, paths)
        looks.append(paths)
        if len(looks) == 1:
            write(vault, "z.md", "new")
            with monkeypatch.context() as patch:
                patch.setattr(seen, "look", look)
                update(other, vault)
        return found

    monkeypatch.setattr(seen, "look", slow)
    delta = update(index, vault)
    monkeypatch.undo()

    assert len(looks) == 2
    assert (delta.added, delta.changed) == ((), ())
    assert paths(index) == sorted([*NAMES, "z.md"])
    assert update(other, vault).unchanged == 5
    other.close()
