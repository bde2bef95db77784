"""Names for new notes: whatever somebody is called, the file is safe and is found again."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.errors import VaultError
from pnm.vault import is_note_path
from pnm.vault.names import is_conflict_copy
from pnm.vault.naming import folder_in, new_path, safe_name, same_path, taken_in

ANY = st.text(st.characters(exclude_categories=[]), max_size=300)
_ODD = ["\0", "\n", "\u202e", "é", "e\u0301", "ﬁ", "İ", "\u200d"]
_ODD += ["(conflicted copy)", ".sync-conflict-1", "a" * 90]
NASTY = st.lists(
    st.sampled_from(
        [
            "..",
            "/",
            "\\",
            ".",
            "~",
            "#",
            "CON",
            "nul",
            "com1",
            ".md",
            " ",
            "[[",
            "]]",
            "|",
            "\0",
            *_ODD,
        ]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("Łukasz Wójtowicz", "Łukasz Wójtowicz"),
        ("李伟", "李伟"),
        ("Zoe\u0308", "Zoë"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\x", "C Windows x"),
        (".hidden", "hidden"),
        ("Dr. J. Doe.", "Dr. J. Doe"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("COM1 ", "_COM1"),
        ("Cona", "Cona"),
        ("a\nb\tc", "a b c"),
        ("\u202eadA", "adA"),
        ("[[Ada]]#x|y^z", "Ada x y z"),
        ("~Ada~", "Ada"),
        ("", "Unnamed"),
        ("...", "Unnamed"),
        ("Ada (conflicted copy)", "Ada-conflicted-copy"),
        ("می‌خواهم", "می‌خواهم"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_name_for_a_file(text, name):
    assert safe_name(text) == name


@given(text=ANY | NASTY)
def test_a_name_is_a_note_in_its_folder_on_every_system(text):
    name = safe_name(text)
    path = f"People/{name}.md"

    assert is_note_path(path)
    assert not is_conflict_copy(f"{name}.md")
    assert not set(name) & set('\\/:*?"<>|#^[]')
    assert name == name.strip(" .") != ""
    assert name.isprintable() or set(name) & set("\u200c\u200d")
    assert len(f"{name} 99.md".encode()) <= 200
    assert safe_name(name) == name


@given(text=NASTY)
def test_a_file_can_be_made_under_the_name(text, tmp_path_factory):
    folder = tmp_path_factory.mktemp("vault")
    path = folder / new_path("", text, set())
    path.write_bytes(b"")

    assert os.listdir(folder) == [path.name]
    assert same_path(path.name) in taken_in(folder, "")


def test_a_name_that_is_taken_in_another_case_gets_a_number(tmp_path):
    (tmp_path / "People").mkdir()
    (tmp_path / "People" / "ZOË.md").write_bytes(b"")

    assert new_path("People", "Zoe\u0308", taken_in(tmp_path, "People")) == "People/Zoë 2.md"


def test_a_folder_that_is_not_there_has_nothing_in_it(tmp_path):
    assert taken_in(tmp_path, "People") == frozenset()


def test_a_folder_that_is_a_file_is_said(tmp_path):
    (tmp_path / "People").write_bytes(b"")

    with pytest.raises(VaultError, match="People cannot be read"):
        taken_in(tmp_path, "People")


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("People", "People"),
        ("People/New/", "People/New"),
        (".", ""),
        ("./A b", "A b"),
        ("a\\b", "a/b"),
    ],
)
def test_a_folder_of_the_vault(text, folder):
    assert folder_in(text) == folder


@pytest.mark.parametrize(
    "text",
    ["..", "People/../..", "/etc", ".obsidian", "a/.git", "C:", "con", "a/ b", "node_modules"],
)
def test_a_folder_in_which_no_notes_may_lie(text):
    with pytest.raises(VaultError, match="no notes may lie"):
        folder_in(text)
