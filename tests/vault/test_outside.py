"""A file for an export: new, whole, and for its owner only."""

import stat
import sys

import pytest

from pnm.errors import VaultError
from pnm.vault import replace_own_file, write_new_file


def test_a_new_file_is_written(tmp_path):
    write_new_file(tmp_path / "a.csv", b"abc")

    assert (tmp_path / "a.csv").read_bytes() == b"abc"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_nobody_else_may_read_it(tmp_path):
    write_new_file(tmp_path / "a.csv", b"abc")

    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("make", ["file", "folder", "link that leads nowhere"])
def test_what_is_there_is_never_written_over(tmp_path, make):
    path = tmp_path / "a.csv"
    if make == "file":
        path.write_bytes(b"mine")
    elif make == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(VaultError, match="is there already; nothing was written"):
        write_new_file(path, b"abc")
    assert not path.is_file() or path.read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("name", ["no/such/folder.csv", "a\0b"], ids=["no folder", "no name"])
def test_a_file_that_cannot_be_is_said(tmp_path, name):
    with pytest.raises(VaultError, match="cannot be written"):
        write_new_file(tmp_path / name, b"abc")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full is Linux's")
def test_a_disk_that_is_full_leaves_no_half_export(tmp_path, monkeypatch):
    import os

    def full(fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(VaultError, match="No space left"):
        write_new_file(tmp_path / "a.csv", b"abc")
    assert list(tmp_path.iterdir()) == []


MARK = b"made by pnm"


def test_a_file_of_the_same_kind_is_written_again(tmp_path):
    path = tmp_path / "a.ics"

    replace_own_file(path, MARK + b" one", MARK)
    path.chmod(0o640)
    replace_own_file(path, MARK + b" two", MARK)

    assert path.read_bytes() == MARK + b" two"
    assert [each.name for each in tmp_path.iterdir()] == ["a.ics"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_of_another_kind_stays(tmp_path):
    path = tmp_path / "a.ics"
    path.write_bytes(b"mine")

    with pytest.raises(VaultError, match="is another file; nothing was written"):
        replace_own_file(path, MARK, MARK)
    assert path.read_bytes() == b"mine"


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right there")
def test_a_link_to_a_file_of_the_same_kind_stays_a_link(tmp_path):
    real, path = tmp_path / "real.ics", tmp_path / "a.ics"
    real.write_bytes(MARK)
    path.symlink_to(real)

    replace_own_file(path, MARK + b" two", MARK)

    assert path.is_symlink()
    assert real.read_bytes() == MARK + b" two"


@pytest.mark.parametrize("where", ["", "nowhere/a.ics", "a\0b"])
def test_what_cannot_be_written_is_told(tmp_path, where):
    with pytest.raises(VaultError, match="cannot be written"):
        replace_own_file(tmp_path / where, MARK, MARK)
