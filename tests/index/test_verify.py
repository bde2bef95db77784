"""A verification finds whatever the index says other than the files, and mends it."""

import contextlib
import os
import random
import sqlite3
import stat
import threading
import time

import pytest

from pnm.contacts.profile import Profile
from pnm.errors import CacheError, VaultError
from pnm.index import KeptIndex, reconcile, seen, store
from pnm.index.schema import fingerprint
from pnm.index.verify import verify
from pnm.vault import Vault
from pnm.vault.walk import Listing

PERSON = "---\ntype: person\nemail: {0}@home.example\n---\n- 2026-02-03 call: lighthouse, Zoë {0}\n"
NAMES = ["ada.md", "bob.md", "carl.md", "dora.md"]
LONG_AGO = 1_700_000_000


def write(file, text, encoding="utf-8"):
    """Write a file as one that was changed long ago."""
    file.write_bytes(text.encode(encoding))
    os.utime(file, (LONG_AGO, LONG_AGO))


@pytest.fixture
def vault(tmp_path):
    root = tmp_path / "vault"
    root.mkdir()
    for name in NAMES:
        encoding = "cp1252" if name == "dora.md" else "utf-8"
        write(root / name, PERSON.format(name.removesuffix(".md")), encoding)
    return Vault(root)


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def folder(cache, vault):
    return cache / vault.id


@pytest.fixture
def file(folder):
    return folder / store.FILE


def answers(vault, cache):
    """Return what commands answer from: all facts, and what is found."""
    index = KeptIndex(vault, Profile(), cache)
    try:
        words = ("lighthouse", "zoe", "bob*")
        return index.facts(), [index.find((word,), 20) for word in words], index.notices
    finally:
        index.close()


@pytest.fixture
def truth(vault, tmp_path):
    return answers(vault, tmp_path / "another")


def build(vault, folder):
    """Bring an index up to date as one of files that are not so fresh that each is read again."""
    with contextlib.closing(store.open_index(folder, fingerprint(Profile()))) as index:
        reconcile(index, vault, Profile(), now_ns=lambda: time.time_ns() + 10**12)


@pytest.fixture
def built(vault, folder):
    build(vault, folder)


def change(file, *statements):
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def told(found):
    return [f"{row.path}: {row.what}" for row in found.differences]


def test_what_is_right_is_equal(vault, folder, built):
    found = verify(folder, vault, Profile(), read_data=True)

    assert (found.notes, found.differences, found.built, found.notice) == (4, (), "", "")
    assert found.files == found.index != ""


def test_a_sum_of_all_is_given_only_where_all_was_read(vault, folder, built):
    found = verify(folder, vault, Profile())

    assert (found.files, found.index) == ("", "")


def test_the_sum_depends_on_what_the_files_say(vault, folder, built):
    before = verify(folder, vault, Profile(), read_data=True).files
    write(vault.root / "bob.md", PERSON.format("rob"))

    assert verify(folder, vault, Profile(), read_data=True).files != before


def test_an_index_that_is_not_there_is_built(vault, folder, cache, truth):
    found = verify(folder, vault, Profile())

    assert (found.built, found.differences, found.notes) == ("there was no index yet", (), 4)
    assert answers(vault, cache) == truth


def test_an_index_of_another_configuration_is_built_anew(vault, folder, built):
    found = verify(folder, vault, Profile(person_folders=frozenset({"friends"})))

    assert "another configuration" in found.built
    assert found.differences == ()


def test_a_file_changed_since_the_last_command_is_no_difference(vault, folder, built):
    write(vault.root / "bob.md", PERSON.format("rob"))

    found = verify(folder, vault, Profile(), read_data=True)

    assert (found.delta.changed, found.differences) == (("bob.md",), ())


def test_a_file_changed_while_it_is_compared_is_no_difference(vault, folder, built):
    def step(done, total):
        if done == 0:
            write(vault.root / "carl.md", PERSON.format("karl"))

    write(vault.root / "bob.md", PERSON.format("rob"))
    found = verify(folder, vault, Profile(), read_data=True, progress=step)

    assert found.differences == ()


def test_files_that_come_and_go_meanwhile_are_no_differences(vault, folder, built):
    def step(done, total):
        if done == total and (vault.root / "carl.md").exists():
            (vault.root / "carl.md").rename(vault.root / "eve.md")

    write(vault.root / "bob.md", PERSON.format("rob"))
    found = verify(folder, vault, Profile(), progress=step)

    assert (vault.root / "eve.md").exists()
    assert found.differences == ()


def test_a_note_that_the_walks_of_the_index_miss_is_found(vault, folder, built, monkeypatch):
    by_folder = seen.Walk.by_folder

    def without_one(self, *known):
        for folder, names, stats in by_folder(self, *known):
            yield Listing(folder, names[1:], stats[4:])

    class Walk(seen.Walk):
        by_folder = without_one

    (missed,) = os.listdir(vault.root)[:1]
    monkeypatch.setattr(seen, "Walk", Walk)
    found = verify(folder, vault, Profile())

    assert [(row.path, row.what) for row in found.differences] == [
        (missed, "the note is missing in the index")
    ]


SAME_LENGTH = "UPDATE text SET body = replace(body, 'lighthouse,', 'lighthouse;') WHERE rowid = 1"


@pytest.mark.parametrize(
    ("statements", "what"),
    [
        (["UPDATE files SET facts = zeroblob(50) WHERE path = 'ada.md'"], "ada.md: its facts"),
        (["UPDATE files SET checksum = 1 WHERE path = 'bob.md'"], "bob.md: its facts"),
        ([SAME_LENGTH], "ada.md: its text in the index"),
        (["UPDATE text SET title = 'Bob'"], "ada.md: its text in the index"),
        (["DELETE FROM text WHERE rowid = 1"], "ada.md: its text is missing"),
        (
            ["INSERT INTO text (rowid, title, body, folded) VALUES (99, '', 'x', '')"],
            "texts of no note",
        ),
        (["DELETE FROM text_data WHERE id > 10"], "words that are not"),
        (["UPDATE text_docsize SET sz = x'010101'"], "words that are not"),
        (["INSERT INTO answers VALUES ('a', 1, x'00', 1)"], "an answer"),
        (["CREATE TABLE more (x)"], "other tables"),
        (["DROP TABLE answers"], "other tables"),
        (["DELETE FROM meta WHERE key = 'generation'"], "cannot be read"),
    ],
    ids=[
        "facts",
        "a checksum",
        "a comma",
        "a title",
        "no text",
        "a text too many",
        "no words",
        "counted words",
        "an answer",
        "a table too many",
        "a table too few",
        "no generation",
    ],
)
def test_whatever_differs_is_found_and_mended(
    vault, folder, cache, file, truth, built, statements, what
):
    change(file, *statements)

    found = verify(folder, vault, Profile())

    assert what in told(found)[0]
    assert verify(folder, vault, Profile(), read_data=True).differences == ()
    assert answers(vault, cache) == truth


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"no database at all" * 100, "damaged"),
        (b"SQLite format 3\0" + b"\x07" * 4096, "damaged"),
    ],
    ids=["text", "only a header"],
)
def test_a_file_that_is_no_index_is_said_to_be_damaged(
    vault, folder, cache, file, truth, content, what
):
    folder.mkdir(parents=True)
    file.write_bytes(content)

    assert what in told(verify(folder, vault, Profile()))[0]
    assert answers(vault, cache) == truth


def test_a_database_of_somebody_else_is_replaced(vault, folder, cache, file, truth):
    folder.mkdir(parents=True)
    change(file, "CREATE TABLE meta (key, value)", "CREATE TABLE files (x)")

    found = verify(folder, vault, Profile())

    assert found.built or found.differences
    assert answers(vault, cache) == truth


def row_of(file, path):
    """Return what an index says of a note, its times left out."""
    sql = (
        "SELECT digest, facts, checksum, title, body, folded"
        " FROM files f JOIN text t ON t.rowid = f.id WHERE path = ?"
    )
    with contextlib.closing(sqlite3.connect(file)) as db:
        return db.execute(sql, (path,)).fetchone()


def put_row(file, path, row):
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as db:
        set_files = "UPDATE files SET digest = ?, facts = ?, checksum = ? WHERE path = ?"
        db.execute(set_files, (*row[:3], path))
        (number,) = db.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        set_text = "UPDATE text SET title = ?, body = ?, folded = ? WHERE rowid = ?"
        db.execute(set_text, (*row[3:], number))


def test_only_reading_finds_what_the_times_hide(vault, folder, file, built):
    older = row_of(file, "ada.md")
    write(vault.root / "ada.md", PERSON.format("eva"))
    build(vault, folder)
    put_row(file, "ada.md", older)

    assert told(verify(folder, vault, Profile())) == []
    assert told(verify(folder, vault, Profile(), read_data=True)) == [
        "ada.md: the index is older than the file"
    ]
    assert told(verify(folder, vault, Profile(), read_data=True)) == []


def test_a_note_under_another_name_is_found(vault, folder, cache, file, truth, built):
    change(file, "UPDATE files SET path = 'adb.md' WHERE path = 'ada.md'")

    verify(folder, vault, Profile())

    assert answers(vault, cache) == truth


def test_kept_answers_are_given_up(vault, folder, cache, built):
    index = KeptIndex(vault, Profile(), cache)
    index.keep_answer("question", b"answer", index.generation)
    assert index.answer("question") == b"answer"

    verify(folder, vault, Profile())

    assert index.answer("question") is None
    index.close()


def test_a_vault_that_looks_broken_proves_nothing(vault, folder, cache):
    for number in range(40):
        write(vault.root / f"{number}.md", PERSON.format(number))
    verify(folder, vault, Profile())
    for note in list(vault.root.iterdir())[3:]:
        note.unlink()

    with pytest.raises(VaultError, match="gone at once"):
        verify(folder, vault, Profile())


def test_an_index_that_another_process_keeps_for_itself_is_left_alone(
    vault, folder, file, built, monkeypatch
):
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.01)
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(CacheError, match="another process"):
            verify(folder, vault, Profile())

    assert verify(folder, vault, Profile()).differences == ()


def test_a_cache_that_cannot_be_written_is_told(vault, cache, folder):
    cache.write_text("a file where the folder should be")

    found = verify(folder, vault, Profile())

    assert (found.built, found.differences) == ("there is no index to verify", ())
    assert "cannot be kept" in found.notice


def test_an_interrupted_verification_harms_nothing(vault, folder, cache, file, truth, built):
    change(file, "UPDATE files SET facts = zeroblob(50) WHERE path = 'ada.md'")

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(folder, vault, Profile(), read_data=True, progress=stop)

    verify(folder, vault, Profile(), read_data=True)
    assert answers(vault, cache) == truth


def test_interrupted_mending_leaves_an_index_that_the_next_command_fills(
    vault, folder, cache, file, truth, built, monkeypatch
):
    change(file, "DROP TABLE answers")

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(folder, vault, Profile(), progress=stop)

    assert answers(vault, cache) == truth


def test_two_at_once_leave_a_right_index(vault, folder, cache, file, truth, built):
    change(file, "UPDATE files SET facts = zeroblob(50) WHERE path = 'ada.md'")

    def verified():
        with contextlib.suppress(CacheError):  # another may keep the index for itself
            verify(folder, vault, Profile())

    threads = [threading.Thread(target=verified) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert answers(vault, cache) == truth


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077], ids=oct)
def test_nobody_else_may_read_what_a_verification_leaves(vault, folder, cache, file, umask):
    before = os.umask(umask)
    try:
        verify(folder, vault, Profile())
        change(file, "DROP TABLE answers")
        verify(folder, vault, Profile())
    finally:
        os.umask(before)
    if os.name == "posix":
        modes = {path.name: path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())}
        assert set(modes.values()) == {0}
    assert stat.S_ISREG(file.stat().st_mode)


def flipped(content, bit):
    damaged = bytearray(content)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


HEADER_BITS = range(0, 800, 27)


def test_after_a_verification_no_flipped_bit_gives_a_wrong_answer(
    vault, folder, cache, file, truth, built
):
    whole = file.read_bytes()
    chosen = random.Random(3)
    bits = [*HEADER_BITS, *(chosen.randrange(len(whole) * 8) for _ in range(60))]
    differed = 0
    for bit in bits:
        for part in folder.glob(f"{store.FILE}*"):
            part.unlink()
        file.write_bytes(flipped(whole, bit))
        found = verify(folder, vault, Profile())
        differed += bool(found.differences or found.built)

        assert answers(vault, cache) == truth, f"bit {bit}: {found}"
        assert not verify(folder, vault, Profile()).differences, f"bit {bit}"
    assert differed > 10
