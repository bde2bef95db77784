"""What a walk yields, and what it passes over."""

import os
import socket
from datetime import date, datetime

import pytest

from pnm.vault import Fingerprint, Walk
from pnm.vault.walk import stat_entry


def paths(root):
    walk = Walk(str(root))
    return sorted(entry.path for entry in walk), {skip.path: skip.code for skip in walk.skipped}


@pytest.mark.parametrize(
    "name",
    [
        "note.txt",
        ".hidden.md",
        "note.md~",
        "#note.md#",
        ".#note.md",
        "note.md.swp",
        "~syncthing~note.md.tmp",
        ".syncthing.note.md.tmp",
        "4913",
        ".git/note.md",
        ".obsidian/note.md",
        ".trash/note.md",
        ".pnm/note.md",
        "node_modules/readme.md",
    ],
)
def test_tools_own_files_are_no_notes(tmp_path, name):
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("x")

    assert paths(tmp_path) == ([], {})
    assert stat_entry(str(tmp_path), name) is None


def test_notes_are_found_in_folders_and_with_any_case_of_suffix(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "Zoë.md").write_text("x")
    (tmp_path / "TOP.MD").write_text("x")

    assert paths(tmp_path)[0] == ["TOP.MD", "a/b/Zoë.md"]


def test_a_folder_named_like_a_note_is_a_folder(tmp_path):
    (tmp_path / "x.md").mkdir()
    (tmp_path / "x.md" / "inner.md").write_text("x")

    assert paths(tmp_path) == (["x.md/inner.md"], {})


def test_a_loop_of_symbolic_links_is_not_walked(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "n.md").write_text("x")

    assert paths(tmp_path)[0] == ["a/n.md"]


def test_a_link_to_a_file_is_said_and_not_followed(tmp_path):
    secret = tmp_path.parent / "secret.md"
    secret.write_text("private")
    (tmp_path / "link.md").symlink_to(secret)
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere.md")

    assert paths(tmp_path) == ([], {"link.md": "PNM023", "dangling.md": "PNM023"})
    assert stat_entry(str(tmp_path), "link.md") is None


def test_a_pipe_and_a_socket_are_no_notes(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    server = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        server.bind("sock.md")
    finally:
        os.chdir(here)
        server.close()

    assert paths(tmp_path) == ([], {"pipe.md": "PNM024", "sock.md": "PNM024"})


@pytest.mark.parametrize(
    "name",
    [
        "Ana.sync-conflict-20260301-101010-ABCDEFG.md",
        "Ana (conflicted copy 2026-03-01).md",
        "Ana (Jane's conflicted copy).md",
    ],
)
def test_a_conflict_copy_is_a_diagnostic_and_not_a_second_person(tmp_path, name):
    (tmp_path / name).write_text("x")

    assert paths(tmp_path) == ([], {name: "PNM022"})


def test_pnmignore_has_the_syntax_of_gitignore(tmp_path):
    (tmp_path / ".pnmignore").write_text("# drafts\nDrafts/\n*.draft.md\n!keep.draft.md\n")
    (tmp_path / "Drafts").mkdir()
    for name in ("Drafts/a.md", "b.draft.md", "keep.draft.md", "c.md"):
        (tmp_path / name).write_text("x")

    assert paths(tmp_path)[0] == ["c.md", "keep.draft.md"]
    assert stat_entry(str(tmp_path), "Drafts/a.md") is None
    assert stat_entry(str(tmp_path), "c.md") is not None


def test_a_name_that_is_not_utf8_is_said(tmp_path):
    with open(os.fsencode(tmp_path) + b"/caf\xe9.md", "w") as file:
        file.write("x")

    found, skipped = paths(tmp_path)

    assert found == []
    assert list(skipped.values()) == ["PNM025"]


def test_one_path_gives_the_entry_that_the_walk_gives(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "n.md").write_text("x")

    assert list(Walk(str(tmp_path))) == [stat_entry(str(tmp_path), "a/n.md")]


def test_of_a_path_that_cannot_be_looked_at_nobody_says_that_it_is_gone(tmp_path):
    with pytest.raises(OSError, match="too long"):
        stat_entry(str(tmp_path), f"{'a' * 300}.md")


def test_a_fingerprint_knows_the_day_in_the_users_time_zone():
    noon = datetime(2026, 3, 2, 12).astimezone()

    assert Fingerprint(int(noon.timestamp() * 1e9), 0, 0, 0).day == date(2026, 3, 2)
    assert Fingerprint(10**40, 0, 0, 0).day is None
