"""`pnm forget`: whom it means, what it says, when it asks, and that nothing of theirs is left."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from pnm.cli import run

ADA = """---
type: person
name: Ada Lovelace
aliases: [Countess]
email: ada@home.example
---
- 2026-02-03 call: engines with [[Bob]]
"""
BOB = """---
type: person
friend: "[[Carol Stranger]]"
---
- 2026-02-04 call: news of Ada Lovelace
"""


@pytest.fixture
def vault(tmp_path, monkeypatch):
    monkeypatch.setenv("PNM_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "vault"
    root.mkdir()
    (root / "Ada.md").write_text(ADA)
    (root / "Bob.md").write_text(BOB)
    return root


@pytest.fixture
def forget(vault, capsys):
    def forget(*arguments):
        code = run(["--vault", str(vault), "forget", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return forget


def kept():
    files = Path(os.environ["PNM_CACHE_DIR"]).rglob("*")
    return b"".join(file.read_bytes() for file in files if file.is_file()).lower()


def test_the_words_are_those_of_the_person(forget):
    _, out, _ = forget("countess", "--dry-run")

    assert out.startswith(
        "Ada Lovelace: looked for “Ada Lovelace”, “Ada”, “Countess”, “ada@home.example”\n"
    )


def test_the_notes_that_still_speak_of_them_are_named_with_their_lines(forget):
    _, out, _ = forget("Ada Lovelace", "--dry-run")

    assert "\n  Ada.md  their own note\n  Bob.md:5\n" in out


def test_once_no_note_speaks_of_them_nothing_is_left(forget, vault):
    forget("Ada Lovelace", "--dry-run")
    (vault / "Ada.md").unlink()
    (vault / "Bob.md").write_text(BOB.replace("Ada Lovelace", "nobody"))

    code, out, _ = forget("Ada Lovelace", "--yes")

    assert code == 0
    assert "Verified: nothing is left in the" in out
    assert [word for word in (b"lovelace", b"countess", b"ada@home") if word in kept()] == []


def test_what_notes_still_say_is_said_to_be_left(forget):
    code, out, _ = forget("Ada Lovelace", "--yes")

    assert code == 0
    assert out.endswith("but what the notes above say\n")
    assert b"lovelace" in kept()


def test_somebody_known_by_links_only_is_found(forget):
    _, out, _ = forget("carol stranger", "--dry-run")

    assert out.startswith("Carol Stranger: looked for “Carol Stranger”\n")
    assert "Bob.md:3" in out


def test_any_text_can_be_forgotten(forget):
    _, out, _ = forget("engines", "--dry-run")

    assert out.startswith("nobody is called 'engines'; looked for the text “engines”\n")
    assert "Ada.md:7" in out


def test_nobody_alike_is_guessed(forget):
    _, out, _ = forget("Ada Lovelase", "--dry-run")

    assert out.startswith("nobody is called")


def test_a_name_of_two_people_is_not_guessed(forget, vault):
    (vault / "Eva.md").write_text(ADA.replace("Ada Lovelace", "Eva"))

    code, _, err = forget("Countess", "--yes")

    assert code == 4
    assert "Ada.md" in err
    assert "Eva.md" in err


def test_a_path_names_one_of_two(forget, vault):
    (vault / "Eva.md").write_text(ADA.replace("Ada Lovelace", "Eva"))

    assert forget("Eva.md", "--dry-run")[1].startswith("Eva: looked for")


def test_without_a_terminal_and_without_a_yes_nothing_is_erased(forget):
    code, _, err = forget("Ada Lovelace")

    assert code == 1
    assert "add --yes to erase" in err


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1)], ids=["yes", "no"])
def test_on_a_terminal_it_asks(forget, monkeypatch, answer, code):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(answer))

    found, out, _ = forget("Ada Lovelace")

    assert found == code
    assert ("Erased: " in out) == (code == 0)


def test_a_dry_run_leaves_every_byte(forget):
    forget("Ada Lovelace", "--dry-run")
    before = kept()

    code, out, _ = forget("Ada Lovelace", "--dry-run")

    assert (code, kept()) == (0, before)
    assert out.endswith("Nothing was erased\n")


def test_no_note_is_touched(forget, vault):
    forget("Ada Lovelace", "--yes")

    assert (vault / "Ada.md").read_text() == ADA


def test_what_pnm_cannot_erase_is_told(forget, vault):
    (vault / ".trash").mkdir()
    (vault / ".trash" / "Ada.md").write_text(ADA)
    (vault / ".git").mkdir()

    _, out, _ = forget("Ada Lovelace", "--dry-run")

    assert f"  {vault / '.git'}  what was ever committed there\n" in out
    assert "  .trash/Ada.md:3, 4, 5  Obsidian's trash\n" in out
    assert "backups, sync services, other devices" in out


def test_a_file_of_pnm_that_still_has_it_is_a_fault(forget, vault):
    (vault / "Ada.md").unlink()
    forget("nobody", "--dry-run")
    (folder,) = (
        path
        for path in Path(os.environ["PNM_CACHE_DIR"]).iterdir()
        if path.name != "asking" and path.is_dir()
    )
    (folder / "more").write_text("Lovelace")

    code, out, _ = forget("Ada Lovelace", "--yes")

    assert code == 1
    assert f"left: {folder / 'more'}: it still has “Lovelace”\n" in out
    assert "Verified" not in out


def test_a_vault_that_looks_broken_is_left_alone(forget, vault):
    for number in range(40):
        (vault / f"{number}.md").write_text("note")
    forget("Ada Lovelace", "--dry-run")
    for note in vault.glob("*.md"):
        note.unlink()

    code, _, err = forget("Ada Lovelace", "--yes")

    assert code == 1
    assert "nothing was erased" in err


def test_programs_are_told_the_same(forget, vault):
    (vault / "Ada.md").unlink()

    code, out, _ = forget("Ada Lovelace", "--yes", "--json")

    assert code == 0
    found = json.loads(out)
    assert (found["erased"], found["verified"], found["left"]) == (True, True, [])
    assert found["notes"] == [{"path": "Bob.md", "lines": [5], "why": None}]


def test_nothing_is_no_name(forget):
    code, _, err = forget(" ", "--yes")

    assert code == 2
    assert "there is no word to look for" in err
