"""Bad input gives one clear message; the rest is answered, and nothing is changed."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pnm.cli import run

GOOD = "---\ntype: person\nname: Good\n---\n- 2026-02-03 call: fine\n"

BAD_NOTES = {
    "unparsable": b"---\ntype: person\nname: [a: b: c\n---\n",
    "never closed": b"---\ntype: person\nname: Ada\n",
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "not utf-8": "---\ntype: person\nname: Zoë\n---\n".encode("latin-1"),
    "utf-16": "---\ntype: person\nname: Zoë\n---\n".encode("utf-16"),
    "deep": b"---\n" + b"[" * 30_000 + b"\n---\n",
    "deep maps": b"---\n" + b"{a: " * 30_000 + b"\n---\n",
    "aliases": b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n---\n",
    "merges": b"---\na: &a {k: v}\nb: &b\n  <<: [*a, *a]\nc:\n  <<: [*b, *b]\n---\n",
    "tags": b"---\ntype: !!python/object/apply:os.system [id]\n---\n",
    "brackets": b"---\ntype: person\n---\n" + b"[[" * 50_000,
    "comments": b"---\ntype: person\n---\n" + b"<!--" * 20_000,
    "long line": b"---\ntype: person\n---\n- 2026-01-01 " + b"x" * 300_000,
    "date": b"---\ntype: person\nbirthday: 1981-02-29\ncreated: 2026-13-45\n---\n",
    "root list": b"---\n- a\n- b\n---\n",
    "json": b'{"type": "person", "name": ' + b"[" * 5_000,
    "toml": b"+++\ntype = person\n+++\n",
    "controls": b'---\ntype: person\nname: "\\e[2J\\x07<b>|*]]"\n---\n',
    "nul in name": b'---\ntype: person\nname: "a\\0b"\n---\n',
}

READING = (
    ["list"],
    ["due"],
    ["check"],
    ["doctor"],
    ["review"],
    ["review", "--format", "html"],
    ["review", "--format", "terminal"],
    ["index"],
    ["show", "Good"],
    ["why", "Good"],
    ["find", "fine"],
    ["plugins"],
    ["report"],
)


def tree(root):
    return {
        path: (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in root.rglob("*")
    }


@pytest.mark.parametrize("data", BAD_NOTES.values(), ids=BAD_NOTES)
def test_one_bad_note_never_costs_the_others(tmp_path, capsys, data):
    (tmp_path / "Bad.md").write_bytes(data)
    (tmp_path / "Good.md").write_text(GOOD)
    before = tree(tmp_path)

    for command in READING:
        code = run(["--vault", str(tmp_path), *command])
        out, err = capsys.readouterr()
        assert code == 0 or (command == ["check"] and code == 1), (command, err)
        assert "Traceback" not in out + err
        assert "\x1b[2J" not in out + err
    assert run(["--vault", str(tmp_path), "show", "Good", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["last_contact"]["date"] == "2026-02-03"
    assert tree(tmp_path) == before


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_an_empty_vault_is_no_fault(tmp_path, capsys, command):
    code = run(["--vault", str(tmp_path), *command])

    assert code == (3 if command[0] in {"show", "why"} else 0)
    assert list(tmp_path.iterdir()) == []


def test_odd_files_are_told_of_and_passed_over(tmp_path, capsys):
    (tmp_path / "Good.md").write_text(GOOD)
    (tmp_path / "x.md").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "link.md").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.md")
    with (tmp_path / "huge.md").open("wb") as file:
        file.write(b"---\ntype: person\nname: Huge\n---\n")
        file.truncate(100_000_000)

    run(["--vault", str(tmp_path), "check", "--json"])
    told = {row["path"]: row["code"] for row in json.loads(capsys.readouterr().out)}
    run(["--vault", str(tmp_path), "list", "name:good", "--json"])

    assert told["link.md"] == "PNM023"
    assert told["pipe.md"] == "PNM024"
    assert "huge.md" in told
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == ["Good"]


def test_a_cache_that_cannot_be_written_still_gives_right_answers(tmp_path, capsys, monkeypatch):
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "Good.md").write_text(GOOD)
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PNM_CACHE_DIR", str(tmp_path / "file" / "cache"))

    assert run(["--vault", str(vault), "list"]) == 0

    out, err = capsys.readouterr()
    assert "Good" in out
    assert "mend: set PNM_CACHE_DIR" in err


def test_a_flipped_bit_in_the_cache_never_ends_in_a_traceback(tmp_path, capsys, monkeypatch):
    vault, cache = tmp_path / "vault", tmp_path / "cache"
    vault.mkdir()
    for number in range(30):
        (vault / f"P{number}.md").write_text(GOOD.replace("Good", f"P{number}"))
    monkeypatch.setenv("PNM_CACHE_DIR", str(cache))
    run(["--vault", str(vault), "index"])
    (file,) = cache.glob("*/index.sqlite3")
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    whole = file.read_bytes()
    chance = random.Random(7)
    for _ in range(40):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        for stale in cache.glob("*/index.sqlite3-*"):
            stale.unlink()
        file.write_bytes(bytes(damaged))
        capsys.readouterr()
        assert run(["--vault", str(vault), "list", "--json"]) == 0
        rows = json.loads(capsys.readouterr().out)
        assert {row["last_contact"]["date"] for row in rows} == {"2026-02-03"}
    assert run(["--vault", str(vault), "index", "--rebuild"]) == 0
    capsys.readouterr()
    run(["--vault", str(vault), "list", "--json"])
    assert len(json.loads(capsys.readouterr().out)) == 30


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("# {{ report.titel }}\n", "weekly-review.md.j2:1"),
        ("# x\n{% for %}\n", "weekly-review.md.j2:2"),
        ("{% include 'nowhere.md.j2' %}\n", "nowhere.md.j2"),
    ],
    ids=["undefined", "syntax", "missing"],
)
def test_a_broken_template_names_its_line(tmp_path, capsys, template, said):
    (tmp_path / "Good.md").write_text(GOOD)
    (tmp_path / ".pnm" / "templates").mkdir(parents=True)
    (tmp_path / ".pnm" / "templates" / "weekly-review.md.j2").write_text(template)

    assert run(["--vault", str(tmp_path), "review", "--format", "markdown"]) == 1

    err = capsys.readouterr().err
    assert said in err
    assert "mend:" in err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1582-10-15"])
@pytest.mark.parametrize("command", [["due"], ["review"], ["list", "quiet:>3d"]], ids=" ".join)
def test_the_ends_of_time_are_days(tmp_path, capsys, day, command):
    (tmp_path / "Good.md").write_text(GOOD.replace("name:", "birthday: 02-29\nname:"))

    assert run(["--vault", str(tmp_path), "--as-of", day, *command]) == 0


@pytest.mark.slow
def test_killed_while_indexing_the_next_command_is_right(tmp_path):
    vault = tmp_path / "vault"
    vault.mkdir()
    for number in range(1500):
        (vault / f"P{number}.md").write_text(GOOD.replace("Good", f"P{number}"))
    env = {**os.environ, "PNM_CACHE_DIR": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "pnm", "--vault", str(vault)]
    for patience in (0.25, 0.4, 0.6):
        with subprocess.Popen([*command, "index"], env=env, stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(timeout=patience)
            except subprocess.TimeoutExpired:
                process.kill()
    done = subprocess.run(
        [*command, "list", "--json"], env=env, capture_output=True, text=True, check=True
    )

    assert len(json.loads(done.stdout)) == 1500


@pytest.mark.slow
def test_eight_processes_at_once_all_answer_rightly(tmp_path):
    vault = tmp_path / "vault"
    vault.mkdir()
    for number in range(200):
        (vault / f"P{number}.md").write_text(GOOD.replace("Good", f"P{number}"))
    env = {**os.environ, "PNM_CACHE_DIR": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "pnm", "--vault", str(vault), "list", "--json"]
    running = [
        subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(8)
    ]
    for process in running:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert err == ""
        assert len(json.loads(out)) == 200


@pytest.fixture
def as_nobody(monkeypatch):
    """A folder, and this process without the rights of root while the test uses it."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        cache = Path(folder) / "cache"
        cache.mkdir()
        os.chown(cache, 65534, 65534)
        monkeypatch.setenv("PNM_CACHE_DIR", str(cache))
        vault = Path(folder) / "vault"
        (vault / "shut").mkdir(parents=True)
        (vault / "Good.md").write_text(GOOD)
        (vault / "Secret.md").write_text(GOOD)
        (vault / "shut" / "Inner.md").write_text(GOOD)
        (vault / "Secret.md").chmod(0)
        (vault / "shut").chmod(0)
        monkeypatch.setenv("PNM_CONFIG_DIR", str(Path(folder) / "config"))
        warm = Path(folder) / "warm"
        warm.mkdir()
        for command in (["check"], ["list"], ["review", "--write"], ["init", "--yes"]):
            run(["--vault", str(warm), *command])  # imports what lies where only root may read
        for path in (cache, *cache.rglob("*")):
            os.chown(path, 65534, 65534)
        os.seteuid(65534)
        yield vault
        os.seteuid(0)


def test_what_may_not_be_read_is_told_of_and_the_rest_is_answered(as_nobody, capsys):
    run(["--vault", str(as_nobody), "check", "--json"])
    told = {(row["path"], row["code"]) for row in json.loads(capsys.readouterr().out)}
    assert run(["--vault", str(as_nobody), "list", "--json"]) == 0

    assert {("Secret.md", "PNM021"), ("shut", "PNM021")} <= told
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == ["Good"]


def test_a_vault_that_may_not_be_written_says_so_and_is_left_as_it_is(as_nobody, capsys):
    assert run(["--vault", str(as_nobody), "review", "--write"]) == 1
    assert "cannot be written: Permission denied" in capsys.readouterr().err
    assert run(["--vault", str(as_nobody), "init", "--yes"]) == 1
    assert sorted(p.name for p in as_nobody.iterdir()) == ["Good.md", "Secret.md", "shut"]
