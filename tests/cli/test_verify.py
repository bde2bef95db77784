"""`pnm verify`: what it says, and its exit code."""

import contextlib
import json
import os
import sqlite3
from pathlib import Path

import pytest

from pnm.cli import run

NOTE = "---\ntype: person\n---\n- 2026-02-03 call: lighthouse\n"


@pytest.fixture
def verify(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PNM_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "vault"
    root.mkdir()
    for name in ("Ada", "Bob"):
        (root / f"{name}.md").write_text(NOTE)

    def verify(*arguments):
        code = run(["--vault", str(root), "verify", *arguments])
        printed = capsys.readouterr()
        return code, printed.out

    return verify


def damage(statement):
    (file,) = Path(os.environ["PNM_CACHE_DIR"]).glob("*/index.sqlite3")
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(statement)


def test_the_first_time_there_is_nothing_to_verify(verify):
    assert verify() == (0, "there was no index yet; it is built now, of 2 notes\n")


def test_what_is_right_is_said_in_a_line(verify):
    verify()

    code, out = verify()

    assert (code, out.count("\n")) == (0, 1)
    assert out.startswith("2 notes: the index is whole")


def test_reading_gives_one_hash_of_each_side(verify):
    verify()

    code, out = verify("--read-data")

    files, index, equal = out.splitlines()
    assert (code, equal) == (0, "equal")
    assert files.split()[1] == index.split()[1]


def test_what_differs_is_told_and_mended(verify):
    verify()
    damage("UPDATE files SET checksum = 1 WHERE path = 'Bob.md'")

    assert verify("--read-data") == (
        1,
        "Bob.md: its facts in the index were damaged\n"
        "mended: the index is built anew, of 2 notes\n",
    )
    assert verify("--read-data")[0] == 0


def test_of_many_differences_the_first_are_told(verify, tmp_path):
    for number in range(40):
        (tmp_path / "vault" / f"{number:02}.md").write_text(NOTE)
    verify()
    damage("UPDATE files SET checksum = 1")

    code, out = verify()

    assert code == 1
    assert out.count("damaged") == 20
    assert "… and 22 others; --json has them all\n" in out


def test_programs_are_told_the_same(verify):
    verify()
    damage("UPDATE files SET checksum = 1 WHERE path = 'Bob.md'")

    code, out = verify("--json")

    assert code == 1
    found = json.loads(out)
    assert found["equal"] is False
    assert found["differences"] == [
        {"path": "Bob.md", "what": "its facts in the index were damaged"}
    ]
