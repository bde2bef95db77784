"""What installed packages announce is remembered, and no file in the cache's place does harm."""

import json
import os
from pathlib import Path

import pytest

from pnm.found.installed import FILE, announced


def in_its_place(file, what):
    if what == "a pipe":
        os.mkfifo(file)
    elif what == "a device":
        file.symlink_to("/dev/zero")
    elif what == "a folder":
        file.mkdir()
    else:
        file.write_text(what)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are files on POSIX only")
@pytest.mark.parametrize("what", ["a pipe", "a device", "a folder", "[1, 2", '{"stamp": 5}', ""])
def test_whatever_is_in_the_place_of_the_memory_the_answer_is_right(tmp_path, what):
    expected = announced(tmp_path / "good")
    bad = tmp_path / "bad"
    bad.mkdir()
    in_its_place(bad / FILE, what)

    assert announced(bad) == expected


def test_what_cannot_be_remembered_leaves_no_file_behind(tmp_path):
    (tmp_path / FILE).mkdir()

    announced(tmp_path)

    assert [Path(path).name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.skipif(os.name != "posix", reason="files have owners on POSIX only")
def test_what_another_user_has_put_there_is_not_believed(tmp_path, monkeypatch):
    expected = announced(tmp_path)
    kept = json.loads((tmp_path / FILE).read_text())
    kept["plugins"] = [{"name": "x", "value": "x", "dist": {"name": "x", "version": "1"}}]
    (tmp_path / FILE).write_text(json.dumps(kept))
    assert [row.name for row in announced(tmp_path)] == ["x"]

    user = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: user + 1)

    assert announced(tmp_path) == expected
