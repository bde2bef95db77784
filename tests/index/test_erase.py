"""After somebody is erased no byte of theirs is left in what pnm keeps."""

import contextlib
import os
import sqlite3

import pytest

from pnm.contacts.profile import Profile
from pnm.errors import CacheError
from pnm.index import KeptIndex, erase, store
from pnm.index.traces import traces_of
from pnm.index.words import Words, words_of
from pnm.model import Contact, Labelled
from pnm.vault import Vault

NOTE = """---
type: person
name: {name}
aliases: [{nick}]
email: {nick}@home.example
---
- 2026-02-03 call: {name} at the lighthouse, of {nick}
"""
SYLLABLES = ["ba", "ko", "li", "mu", "ne", "po", "ra", "si", "tu", "ve"]


def named(number):
    """Return a name and a nickname that no other number has, and no other text."""
    digits = [SYLLABLES[int(digit)] for digit in f"{number:03}"]
    return f"Zq{''.join(digits)} Xw{''.join(reversed(digits))}", f"jk{''.join(digits)}qq"


def write_person(root, number):
    name, nick = named(number)
    file = root / "People" / f"{name}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(NOTE.format(name=name, nick=nick))
    return file


@pytest.fixture
def vault(tmp_path):
    root = tmp_path / "vault"
    root.mkdir()
    (root / "other.md").write_text("---\ntype: person\n---\nnobody else\n")
    return Vault(root)


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def index(vault, cache):
    """Bring the index up to date, with an answer kept in it, as commands do."""
    kept = KeptIndex(vault, Profile(), cache)
    rows = [b"%r" % (facts.path,) for facts in kept.facts()]
    kept.keep_answer("due", b"\n".join(rows), kept.generation)
    kept.close()


def bytes_kept(cache):
    return b"".join(path.read_bytes() for path in cache.rglob("*") if path.is_file())


def erased(vault, cache, *words, **rest):
    return erase.erase(cache, vault, Profile(), Words(words), **rest)


def test_of_200_people_no_byte_is_left(vault, cache):
    files = [write_person(vault.root, number) for number in range(200)]
    index(vault, cache)
    words = [word for number in range(200) for word in named(number)]
    tokens = [part.encode() for word in words for part in word.split()]
    spellings = [*tokens, *(token.lower() for token in tokens)]
    kept = bytes_kept(cache)
    assert all(token in kept for token in tokens)
    for file in files:
        file.unlink()
    index(vault, cache)

    found = erased(vault, cache, *words)

    kept = bytes_kept(cache)
    assert [token for token in spellings if token in kept] == []
    assert (found.left, found.notes) == ((), 1)


def test_one_by_one_each_is_gone_and_the_others_are_there(vault, cache):
    files = {number: write_person(vault.root, number) for number in range(6)}
    for number, file in files.items():
        index(vault, cache)
        file.unlink()

        assert erased(vault, cache, *named(number)).left == ()

        kept = bytes_kept(cache).lower()
        there = [n for n in files if named(n)[1].encode() in kept]
        assert there == [n for n in files if n > number]


def test_what_sqlite_leaves_in_its_free_pages_is_gone(vault, cache):
    file = write_person(vault.root, 1)
    index(vault, cache)
    file.unlink()
    index(vault, cache)

    erased(vault, cache, *named(1))

    assert named(1)[1].encode() not in bytes_kept(cache)


def test_what_a_note_still_says_is_no_remainder(vault, cache):
    write_person(vault.root, 1)
    index(vault, cache)

    assert erased(vault, cache, *named(1)).left == ()
    assert named(1)[1].encode() in bytes_kept(cache)


def test_a_file_of_pnm_that_has_the_word_is_named(vault, cache):
    index(vault, cache)
    forgotten = cache / vault.id / "something.else"
    forgotten.write_text(named(1)[0])

    (place,) = erased(vault, cache, *named(1)).left

    assert place.path == str(forgotten)
    assert named(1)[0] in place.why


def test_the_index_of_another_vault_goes_too(vault, cache, tmp_path):
    write_person(vault.root, 1)
    index(vault, cache)
    moved = vault.root.rename(tmp_path / "moved")
    (moved / "People" / f"{named(1)[0]}.md").unlink()

    found = erased(Vault(moved), cache, *named(1))

    assert (found.elsewhere, found.left) == (1, ())
    assert named(1)[1].encode() not in bytes_kept(cache)


def test_files_that_are_not_of_pnm_stay(vault, cache):
    index(vault, cache)
    (cache / "thesis").mkdir()
    (cache / "thesis" / "notes.txt").write_text(named(1)[0])
    (cache / "own.txt").write_text(named(1)[0])

    assert erased(vault, cache, *named(1)).left == ()
    assert (cache / "own.txt").exists()


@pytest.mark.parametrize(
    "path", ["mail/index.sqlite3", "mail/old-index.sqlite3.backup", "vim-plugins.json.bak"]
)
def test_files_of_other_programs_with_names_like_pnm_s_stay(vault, cache, path):
    file = cache / path
    file.parent.mkdir(parents=True)
    file.write_text("theirs")

    assert erased(vault, cache, *named(1)).elsewhere == 0
    assert file.read_text() == "theirs"
    assert not (file.parent / store.LOCK).exists()


def test_a_person_whose_note_is_named_in_pnmignore_is_forgotten(vault, cache):
    write_person(vault.root, 1)
    index(vault, cache)
    (vault.root / ".pnmignore").write_text(f"People/{named(1)[0]}.md\n")

    assert erased(vault, cache, *named(1)).left == ()
    assert named(1)[1].encode() not in bytes_kept(cache)


@pytest.mark.parametrize("word", ["fingerprint", "generation", "SQLite format", "crisismerge"])
def test_a_word_of_the_tables_is_nobody(vault, cache, word):
    index(vault, cache)

    assert erased(vault, cache, word).left == ()


def test_damaged_indexes_are_erased_as_well(vault, cache):
    folder = cache / vault.id
    folder.mkdir(parents=True)
    (folder / store.FILE).write_bytes(b"no database " * 99 + named(1)[0].encode())

    assert erased(vault, cache, *named(1)).left == ()
    assert named(1)[0].encode() not in bytes_kept(cache)


def test_nothing_is_erased_while_another_has_the_index_open(vault, cache, monkeypatch):
    monkeypatch.setattr(erase, "PAUSE_SECONDS", 0)
    write_person(vault.root, 1)
    index(vault, cache)
    file = cache / vault.id / store.FILE
    with contextlib.closing(sqlite3.connect(file)) as other:
        other.execute("SELECT count(*) FROM files").fetchall()

        with pytest.raises(CacheError, match="nothing was erased"):
            erased(vault, cache, *named(1))

    assert erased(vault, cache, *named(1)).left == ()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077], ids=oct)
@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise there")
def test_nobody_else_may_read_what_is_built_anew(vault, cache, umask):
    before = os.umask(umask)
    try:
        for number in range(3):
            write_person(vault.root, number)
        index(vault, cache)
        erased(vault, cache, *named(1))
        folder = cache / vault.id
        modes = {path.name: path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())}
    finally:
        os.umask(before)

    assert set(modes.values()) == {0}


def leftover(vault, text):
    file = vault.root / ".Ada.md.pnm-0123456789ab.tmp"
    file.write_text(text)
    return file


def test_a_temporary_file_with_the_word_is_deleted(vault, cache):
    file = leftover(vault, named(1)[0])
    (place,) = traces_of(vault, Words(named(1))).leftovers

    erased(vault, cache, *named(1), leftovers=(place.path,))

    assert not file.exists()


def test_a_temporary_file_without_the_word_stays(vault):
    leftover(vault, "somebody else")

    assert traces_of(vault, Words(named(1))).leftovers == ()


# -- where the vault still says it -----------------------------------------------------------------


def places(found):
    return [(place.path, place.lines) for place in found]


@pytest.mark.parametrize(
    ("word", "text", "lines"),
    [
        ("Ada Lovelace", "with ADA  LOVELACE\nand Ada Lovelace's dog\nAda Lovelacey", (1, 2)),
        ("Łukasz", "called Lukasz\nand ŁUKASZ", (1, 2)),
        ("Lukasz", "Łukasz", (1,)),
        ("Zoë", "Zoe\u0308 and Zoey", (1,)),
        ("李伟", "我和李伟吃饭", (1,)),
        ("ada@home.example", "mail ada@home.example, bada@home.example", (1,)),
        ("+49 170 12", "call +49 170 12", (1,)),
    ],
    ids=["case", "folded", "unfolded", "decomposed", "without spaces", "mail", "phone"],
)
def test_lines_that_speak_of_somebody(vault, word, text, lines):
    (vault.root / "a.md").write_text(text)

    assert places(traces_of(vault, Words((word,))).notes) == [("a.md", lines)]


def test_a_name_over_two_lines_is_told_without_a_line(vault):
    (vault.root / "a.md").write_text("by Ada\nLovelace")

    assert places(traces_of(vault, Words(("Ada Lovelace",))).notes) == [("a.md", ())]


def test_a_name_in_a_path_is_told(vault):
    (vault.root / "Ada Lovelace.md").write_text("")

    assert places(traces_of(vault, Words(("Ada Lovelace",))).notes) == [("Ada Lovelace.md", ())]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (".trash/a.md", "Obsidian's trash"),
        (".stversions/a~20260203.md", "Syncthing's old versions"),
        (".obsidian/workspace.json", "Obsidian's own"),
        (".pnm/templates/a.md", "your configuration"),
        ("a (conflicted copy 2026-11-14).md", "no note that pnm reads"),
        ("Ada Lovelace.jpg", "no note that pnm reads"),
        ("contacts.vcf", "no note that pnm reads"),
    ],
    ids=["trash", "old versions", "workspace", "template", "conflict", "picture", "vCards"],
)
def test_other_files_that_speak_of_somebody(vault, path, why):
    file = vault.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\0\1" if path.endswith("jpg") else b"\nAda Lovelace\n")

    (place,) = traces_of(vault, Words(("Ada Lovelace",))).others

    assert (place.path, place.why) == (path, why)


def test_the_history_of_git_is_named_wherever_it_lies(vault, tmp_path):
    (tmp_path / ".git").mkdir()

    assert str(tmp_path / ".git") in traces_of(vault, Words(("Ada",))).histories


# -- the words -------------------------------------------------------------------------------------


def test_the_words_of_a_person_are_their_names_and_codes():
    contact = Contact(
        "People/@Ada King",
        "Ada Lovelace",
        given_name="Ada",
        family_name="King",
        aliases=("Countess", "ada lovelace"),
        emails=(Labelled("ada@home.example"),),
        phones=(Labelled("+44 1"),),
        uid="urn:uuid:1",
        organizations=("Acme",),
        city="London",
    )

    assert words_of(contact) == (
        "Ada Lovelace",
        "Ada King",
        "Countess",
        "ada@home.example",
        "+44 1",
        "urn:uuid:1",
    )


def test_what_is_too_short_for_files_is_said():
    words = Words(("Bo", "Bo Lindh", "李伟"))

    assert words.too_short == ("Bo",)
    assert set(words.forms) == {b"Bo Lindh", b"bo lindh", b"BO LINDH", "李伟".encode()}
