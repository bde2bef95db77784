"""The only writer: old or new, never anything between, and never somebody else's save."""

import os
import stat

import pytest

from pnm.errors import VaultError
from pnm.vault import create_tree, write_text
from pnm.vault import write as write_module
from pnm.vault.leftovers import leftovers


def test_a_new_file_is_made_with_its_folders(tmp_path):
    written = write_text(tmp_path, "Reviews/2026-W47.md", b"new\r\n", seen=None)

    assert (written.changed, written.durable) == (True, True)
    assert (tmp_path / "Reviews/2026-W47.md").read_bytes() == b"new\r\n"
    assert os.listdir(tmp_path / "Reviews") == ["2026-W47.md"]


def test_a_file_keeps_its_mode(tmp_path):
    file = tmp_path / "n.md"
    file.write_bytes(b"old")
    file.chmod(0o600)

    write_text(tmp_path, "n.md", b"new", seen=b"old")

    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_bytes_are_not_written_again(tmp_path):
    file = tmp_path / "n.md"
    file.write_bytes(b"same")
    before = file.stat().st_mtime_ns, file.stat().st_ino

    assert not write_text(tmp_path, "n.md", b"same", seen=b"same").changed
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path):
    file = tmp_path / "n.md"
    file.write_bytes(b"the editor's")

    with pytest.raises(VaultError, match="changed by somebody else"):
        write_text(tmp_path, "n.md", b"ours", seen=b"what we read")

    assert file.read_bytes() == b"the editor's"
    assert os.listdir(tmp_path) == ["n.md"]


def test_a_file_that_appeared_meanwhile_is_left_alone(tmp_path):
    (tmp_path / "n.md").write_bytes(b"theirs")

    with pytest.raises(VaultError, match="changed by somebody else"):
        write_text(tmp_path, "n.md", b"ours", seen=None)

    assert (tmp_path / "n.md").read_bytes() == b"theirs"


def test_an_editor_that_saves_in_the_last_moment_wins(tmp_path, monkeypatch):
    file = tmp_path / "n.md"
    file.write_bytes(b"old")
    fill = write_module._fill

    def slow(temporary, data, mode):
        fill(temporary, data, mode)
        file.write_bytes(b"the editor's")

    monkeypatch.setattr(write_module, "_fill", slow)

    with pytest.raises(VaultError, match="changed by somebody else"):
        write_text(tmp_path, "n.md", b"ours", seen=b"old")

    assert file.read_bytes() == b"the editor's"
    assert os.listdir(tmp_path) == ["n.md"]


@pytest.mark.parametrize(
    "path", ["../out.md", "/etc/out.md", "a/../../out.md", "", "a//b.md", "a/\0.md", "."]
)
def test_no_path_leaves_the_vault(tmp_path, path):
    vault = tmp_path / "vault"
    vault.mkdir()

    with pytest.raises(VaultError):
        write_text(vault, path, b"x", seen=None)

    assert os.listdir(tmp_path) == ["vault"]
    assert os.listdir(vault) == []


def test_a_linked_folder_that_leads_out_is_not_written_to(tmp_path):
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    vault.mkdir()
    outside.mkdir()
    (vault / "Reviews").symlink_to(outside, target_is_directory=True)

    with pytest.raises(VaultError, match="leads out"):
        write_text(vault, "Reviews/x.md", b"x", seen=None)

    assert os.listdir(outside) == []


@pytest.mark.parametrize("function", ["write", "fsync", "link"])
def test_an_interrupt_leaves_nothing_behind(tmp_path, monkeypatch, function):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, function, interrupted)

    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path, "n.md", b"new", seen=None)

    assert os.listdir(tmp_path) == []


def test_what_a_kill_left_is_found_in_every_folder(tmp_path):
    for path in (".pnm/.config.toml.pnm-0123456789ab.tmp", "People/.Ada.md.pnm-0123456789ab.tmp"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_bytes(b"half")

    assert list(leftovers(tmp_path)) == [
        ".pnm/.config.toml.pnm-0123456789ab.tmp",
        "People/.Ada.md.pnm-0123456789ab.tmp",
    ]


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    (tmp_path / "n.md").write_bytes(b"old")

    def full(fd, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write_module.os, "write", full)

    with pytest.raises(VaultError, match="No space left"):
        write_text(tmp_path, "n.md", b"new", seen=b"old")

    assert (tmp_path / "n.md").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["n.md"]


def test_without_an_exchange_the_file_is_replaced(tmp_path, monkeypatch):
    (tmp_path / "n.md").write_bytes(b"old")
    monkeypatch.setattr(write_module, "_exchanger", lambda: None)

    write_text(tmp_path, "n.md", b"new", seen=b"old")

    assert (tmp_path / "n.md").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["n.md"]


def test_a_tree_is_not_unpacked_over_anything(tmp_path):
    (tmp_path / "there.txt").write_text("mine")

    with pytest.raises(VaultError, match="not empty"):
        create_tree(tmp_path, {"a.md": b"x"})

    assert os.listdir(tmp_path) == ["there.txt"]
