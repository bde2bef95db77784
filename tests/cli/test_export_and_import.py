"""`pnm export` and `pnm import`: what is printed, what is written, and what is left as it was."""

import os
import stat
import subprocess
import sys

import pytest

import pnm_csv

ADA = "---\ntype: person\nname: Ada\nemail: ada@x.example\n---\n"
TABLE = "name,email\nAda Lovelace,ADA@x.example\nBob,bob@x.example\n"


@pytest.fixture
def vault(vault_of):
    return vault_of({"People/Ada.md": ADA, "table.csv": TABLE}, plugins=[pnm_csv])


def test_formats_are_listed(vault):
    assert vault.run("export").out.startswith("csv  One row for each contact")
    assert vault.run("import").out.startswith("csv  .csv .tsv  A table of contacts")
    vault.untouched()


def test_a_format_is_printed_and_nothing_else(vault):
    done = vault.run("export", "csv")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith('"name",')
    assert '"Ada"' in done.out
    vault.untouched()


def test_a_format_is_put_into_a_new_file(vault, tmp_path):
    done = vault.run("export", "csv", "--output", str(tmp_path / "out.csv"))

    assert (done.code, done.out, done.err) == (0, "", f"written: {tmp_path / 'out.csv'}\n")
    assert (tmp_path / "out.csv").read_bytes().startswith(b'"name",')
    assert sys.platform == "win32" or stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_written_over(vault):
    done = vault.run("export", "csv", "-o", str(vault.root / "People" / "Ada.md"))

    assert (done.code, done.out) == (1, "")
    assert "is there already; nothing was written" in done.err
    vault.untouched()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["export", "cvs"], 3, "did you mean csv?"),
        (["import", "cvs", "table.csv"], 3, "did you mean csv?"),
        (["export", "csv", "--json"], 2, "--json is for the list"),
        (["export", "--output", "x"], 2, "--output needs a format"),
        (["import", "csv"], 2, "name a file: pnm import csv FILE"),
        (["import", "csv", "nowhere.csv"], 1, "nowhere.csv cannot be read"),
        (["import", "csv", "."], 1, ". cannot be read"),
        (["import", "csv", "People/Ada.md"], 1, "no line of the file names columns"),
        (["import", "csv", "table.csv", "--into", "../x"], 1, "no notes may lie in '../x'"),
        (["import", "csv", "table.csv", "--into", ".obsidian"], 1, "no notes may lie in"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_says_why(vault, arguments, code, said):
    done = vault.run(*arguments)

    assert (done.code, done.out) == (code, "")
    assert said in done.err
    vault.untouched()


def test_a_dry_run_shows_the_notes_that_are_then_written(vault):
    shown = vault.run("import", "csv", "table.csv", "--dry-run")
    vault.untouched()
    done = vault.run("import", "csv", "table.csv")

    text = vault.read("People/Bob.md")
    assert done.out == "People/Bob.md  (line 3)\n"
    assert shown.out == done.out + "".join(f"    {line}\n" for line in text.splitlines())
    assert shown.err == (
        "left alone: Ada Lovelace (line 2) has the same e-mail address, ADA@x.example: "
        "People/Ada.md\n1 note would be written, 1 left alone\n"
    )
    vault.untouched(but=["People/Bob.md"])


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right there")
@pytest.mark.parametrize("dry", [[], ["--dry-run"]], ids=["written", "dry"])
def test_a_link_out_of_the_vault_takes_no_notes(vault, tmp_path, dry):
    (tmp_path / "outside").mkdir()
    (vault.root / "Out").symlink_to(tmp_path / "outside", target_is_directory=True)

    done = vault.run("import", "csv", "table.csv", "--into", "Out/New", *dry)

    assert (done.code, done.out) == (1, "")
    assert "Out/New leads out of the vault" in done.err
    assert os.listdir(tmp_path / "outside") == []


def test_a_second_import_writes_nothing(vault):
    vault.run("import", "csv", "table.csv")

    done = vault.run("import", "csv", "table.csv", "--json").json()

    assert done["notes"] == []
    assert [row["name"] for row in done["left_alone"]] == ["Ada Lovelace", "Bob"]


def test_imported_people_are_there_at_once(vault):
    vault.run("list")
    vault.run("import", "csv", "table.csv", "--into", "New/Ones")

    assert "bob@x.example" in vault.run("show", "Bob").out
    assert vault.read("New/Ones/Bob.md").startswith("---\ntype: person\n")


def test_a_row_with_a_fault_is_left_out_and_told(vault):
    done = vault.run("import", "csv", "-", stdin='name,email\nCarl,"oh\nDora,d@x.example\n')

    assert (done.code, done.out) == (1, "People/Dora.md  (line 3)\n")
    assert done.err == (
        "left out: line 2 cannot be read: look whether a quotation mark is missing there\n"
        "1 note written, 1 left out for faults\n"
    )
    vault.untouched(but=["People/Dora.md"])


def test_too_much_through_a_pipe_is_refused(vault, monkeypatch):
    monkeypatch.setattr("pnm.exchange.LARGEST_BYTES", 20)
    done = vault.run("import", "csv", "-", stdin="name\n" + "Carl\n" * 5)

    assert (done.code, done.out) == (1, "")
    assert "stdin has more than 20 bytes" in done.err


def test_an_interrupt_tells_how_many_notes_are_there(vault, monkeypatch):
    link, names = os.link, []

    def interrupted(temporary, target):
        names.append(target)
        if len(names) == 2:
            raise KeyboardInterrupt
        link(temporary, target)

    monkeypatch.setattr(os, "link", interrupted)
    done = vault.run("import", "csv", "-", stdin="name\nCarl\nDora\nEve\n")

    assert (done.code, done.out) == (130, "")
    assert done.err.splitlines()[0] == "1 of 3 notes written before the end"
    vault.untouched(but=["People/Carl.md"])


def test_a_file_may_come_through_a_pipe(vault):
    done = vault.run("import", "csv", "-", stdin="name\nCarl\n")

    assert done.out == "People/Carl.md  (line 2)\n"


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are others there")
@pytest.mark.parametrize(
    ("written", "code", "shown"),
    [
        ('"Ada\\x1b[2Jx"', 0, b"Ada[2Jx"),
        ('"Ada\\x1b[2Jx".encode()', 0, b"Ada[2Jx"),
        ('b"\\xff\\x1b[2J"', 2, b""),
    ],
    ids=["text", "text in bytes", "no text"],
)
def test_a_terminal_gets_no_orders_out_of_a_note(tmp_path, written, code, shown):
    (tmp_path / "vault" / ".pnm").mkdir(parents=True)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "odd.py").write_text(ODD.format(written))
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "pnm", "--vault", str(tmp_path / "vault"), "export", "odd"],
        env={**os.environ, "PNM_CONFIG_DIR": str(tmp_path), "PNM_PLUGINS": "odd"},
        stdout=theirs,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(theirs)
    got = os.read(ours, 1_000) if shown else b""
    os.close(ours)

    assert (done.returncode, got) == (code, shown), done.stderr


ODD = """
from pnm.api import Exporter, hookimpl


@hookimpl
def pnm_exporters():
    yield Exporter("odd", "Odd.", lambda network, settings: {})
"""


def test_without_plugins_there_are_no_formats(vault):
    done = vault.run("export", "csv", "--no-plugins")

    assert done.code == 3
    assert "formats come from plugins" in done.err
