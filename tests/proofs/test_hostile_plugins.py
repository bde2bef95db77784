"""No plugin costs more than its own answer, whatever it does; each is named with its fault.

`hostile_plugins/` has the plugins, one a file; `expected.toml` beside them says what pnm says of
each. Every one is put alone into the user's folder of plugins, and real commands are run on a small
vault: what the other plugins answer must be what they answer without it.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from proofs.counts import count

HERE = Path(__file__).parent / "hostile_plugins"
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))
AT_ONCE = 3
LONGEST_SECONDS = {False: 60, True: 150}
NOTES = {
    "People/Ada.md": """---
name: Ada
birthday: 1990-12-05
contact_every: 2 weeks
tags: [friend]
---
# Log
- 2026-09-01 call: hello
- [ ] send her the book 📅 2026-11-25
""",
    "People/Bob.md": """---
name: Bob
birthday: 1980-11-25
contact_every: 1 month
---
# Log
- 2026-10-01 mail: hello [[Ada]]
""",
    "People/Cleo.md": """---
name: Cleo
contact_every: 1 week
spouse: "[[Bob]]"
---
# Log
- 2026-10-20 call: hello
""",
    "Daily/2026-11-01.md": "Met [[Ada]] and [[Cleo]]\n",
}


class Ground:
    """One user with one vault, and what they type."""

    def __init__(self, folder, vault):
        self.folder, self.vault = folder, vault
        self.plugins = folder / "config" / "plugins"
        self.plugins.mkdir(parents=True, exist_ok=True)

    @classmethod
    def like(cls, other, folder):
        shutil.copytree(other.folder, folder)
        return cls(folder, other.vault)

    def start(self, *words):
        there = {k: os.environ[k] for k in ("PATH", "PYTHONPATH", "TMPDIR") if k in os.environ}
        own = {f"PNM_{n.upper()}_DIR": str(self.folder / n) for n in ("cache", "config", "data")}
        more = {"COLUMNS": "200", "NO_COLOR": "1", "PYTHONUTF8": "1", "HOME": str(self.folder)}
        return subprocess.Popen(
            [sys.executable, "-m", "pnm", "--vault", str(self.vault), "--as-of=2026-11-20", *words],
            env={**there, **own, **more},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def pnm(self, *words, seconds=60):
        with self.start(*words) as process:
            try:
                out, err = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return process.returncode, out.decode(), err.decode()


def vault_in(folder):
    for path, text in NOTES.items():
        note = folder / path
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(text, "utf-8")
    return folder


def texts(vault):
    return {str(p.relative_to(vault)): p.read_bytes() for p in vault.rglob("*") if p.is_file()}


def fits(said, expected):
    """Tell whether a text is as expected, where `…` stands for anything."""
    begin, *rest = expected.split("…")
    if not said.startswith(begin) or (rest and not said.endswith(rest[-1])):
        return False
    return bool(rest) or said == expected


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A user without hostile plugins, and what commands say to them."""
    folder = tmp_path_factory.mktemp("alone")
    ground = Ground(folder, vault_in(tmp_path_factory.mktemp("vault")))
    for words in (["due", "--json"], ["plugins"]):
        ground.pnm(*words)
    words = ("due --json", "--help", "plugins --json")
    return ground, {each: ground.pnm(*each.split()) for each in words}


@pytest.fixture(scope="module")
def told(alone, tmp_path_factory, request):
    """For each plugin that is asked for a promise of what commands say with it."""
    folder = tmp_path_factory.mktemp("hostile")
    asked = [item.callspec.params["name"] for item in request.session.items if is_told(item)]
    asked.sort(key=lambda name: not EXPECTED[name].get("slow"))  # some of these only wait
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {name: pool.submit(tell, alone[0], folder / name, name) for name in asked}


def is_told(item):
    return getattr(item, "originalname", "") == "test_it_costs_its_own_answer_only"


def tell(alone, folder, name):
    expected, ground = EXPECTED[name], Ground.like(alone, folder)
    shutil.copy(HERE / f"{name}.py", ground.plugins)
    slow = expected.get("slow", False)
    words = ["due --json"] * expected.get("ends", 0)
    words += ["--help", "due --json", "plugins --json", "doctor"]
    words += [expected["typed"]] if "typed" in expected else []
    said = []
    for each in words:
        begun = time.monotonic()
        answer = ground.pnm(*each.split(), seconds=LONGEST_SECONDS[slow])
        said.append((each, *answer, time.monotonic() - begun))
    return said


EACH = count("PNM_HOSTILE_EACH", 3)
"""Every so many plugins one is asked; 1 for all of them, which takes some minutes."""
CASES = [
    pytest.param(name, marks=[pytest.mark.slow] if row.get("slow") else [], id=name)
    for name, row in list(EXPECTED.items())[::EACH]
]


def test_each_plugin_is_in_the_table_and_the_other_way_round():
    assert sorted(path.stem for path in HERE.glob("*.py")) == sorted(EXPECTED)
    assert len(EXPECTED) >= 80


@pytest.mark.parametrize("name", CASES)
def test_it_costs_its_own_answer_only(name, told, alone):
    expected, before = EXPECTED[name], texts(alone[0].vault)
    said = told[name].result()
    died = said[: expected.get("ends", 0)]
    for words, code, out, err, _ in died:
        assert (code < 0, out) == (True, ""), (words, err)
    for words, code, out, err, _ in said[len(died) :]:
        assert "Traceback" not in err, words
        if words != expected.get("typed"):
            assert code == 0, (words, err)
        match words:
            case "due --json":
                assert out == alone[1][words][1]
                check_what_due_says(name, expected, err)
            case "--help":
                assert set(alone[1][words][1].splitlines()) <= set(out.splitlines())
                assert "\x1b" not in out
            case "plugins --json":
                check_rows(name, expected, json.loads(out), json.loads(alone[1][words][1]))
            case "doctor":
                assert name in out
            case _:
                assert (code, bool(out)) == (expected["exit"], False), err
                lines = err.splitlines() or [""]
                assert any(fits(line, expected.get("answer", "")) for line in lines), err
    assert texts(alone[0].vault) == before


def check_what_due_says(name, expected, err):
    code = expected.get("code")
    if code is None:
        assert err == ""
        return
    says = expected.get("due", expected.get("says"))
    first, mend = [line for line in err.splitlines() if line][-2:]
    assert fits(first, f"plugin {name}: {code} {says}"), err
    assert mend.endswith(f"switch it off: pnm plugins disable {name}")


def check_rows(name, expected, rows, before):
    (own,) = [row for row in rows if row["from"] == "user"]
    assert own["name"] == name
    assert fits(own["fault"] or "", expected.get("says", "")), own["fault"]
    assert fits(own["off"] or "", expected.get("off", "")), own["off"]
    assert fared(row for row in rows if row is not own) == fared(before)
    assert len(before) >= 5


def fared(rows):
    return [(row["name"], row["fault"], row["off"]) for row in rows]


@pytest.fixture
def ground(alone, tmp_path):
    return Ground.like(alone[0], tmp_path / "user")


def test_all_together_cost_their_own_answers_only(ground, alone):
    names = [n for n, row in EXPECTED.items() if not (row.get("slow") or row.get("ends"))]
    for name in names:
        shutil.copy(HERE / f"{name}.py", ground.plugins)

    code, out, err = ground.pnm("due", "--json", seconds=150)

    assert (code, out) == (0, alone[1]["due --json"][1])
    for name in names:
        assert ("code" in EXPECTED[name]) == (f"plugin {name}: " in err), name
    assert "Traceback" not in err


def test_a_plugin_that_is_switched_off_is_not_spoken_of(ground):
    shutil.copy(HERE / "raises_at_import.py", ground.plugins)
    ground = Ground(ground.folder, vault_in(ground.folder / "vault"))

    assert "raises_at_import" in ground.pnm("due")[2]
    assert ground.pnm("-p", "no:raises_at_import", "due")[2] == ""
    assert ground.pnm("--no-plugins", "due")[2] == ""
    assert ground.pnm("plugins", "disable", "raises_at_import")[0] == 0
    assert ground.pnm("due")[2] == ""


def test_files_that_are_no_plugins_are_listed_with_the_reason(ground, alone):
    (ground.plugins / "Bad-Name.py").write_text("raise SystemExit\n")
    (ground.plugins / "folder.py").mkdir()
    (ground.plugins / "dangling.py").symlink_to("nowhere")
    (ground.plugins / "huge.py").write_bytes(b"#" * 2_000_000)
    (ground.plugins / "_helper.py").write_text("raise SystemExit\n")
    os.mkfifo(ground.plugins / "pipe.py")

    rows = json.loads(ground.pnm("plugins", "--json")[1])

    found = {row["name"]: row["off"] for row in rows if row["from"] == "user"}
    assert sorted(found) == ["Bad-Name", "dangling", "folder", "huge", "pipe"]
    assert "small letters" in found.pop("Bad-Name")
    assert all(off.startswith("it cannot be read: ") for off in found.values()), found
    assert ground.pnm("due", "--json")[1:] == (alone[1]["due --json"][1], "")


def test_of_two_files_of_one_name_the_users_comes_first(ground, alone):
    vault = vault_in(ground.folder / "vault")
    (vault / ".pnm" / "plugins").mkdir(parents=True)
    shutil.copy(HERE / "prints.py", ground.plugins / "same.py")
    shutil.copy(HERE / "loops.py", vault / ".pnm" / "plugins" / "same.py")
    ground.vault = vault

    rows = json.loads(ground.pnm("plugins", "--json")[1])

    same = [(row["from"], row["off"] or "") for row in rows if row["name"] == "same"]
    assert [origin for origin, _ in same] == ["user", "vault"]
    assert same[0][1] == ""
    assert same[1][1].endswith("is called same, too, and comes first")
    assert ground.pnm("due", "--json")[1] == alone[1]["due --json"][1]


@pytest.mark.slow
def test_the_user_can_interrupt_a_plugin(ground):
    shutil.copy(HERE / "sleeps.py", ground.plugins)
    ground.pnm("--help")
    with ground.start("due") as process:
        diaries = ground.folder / "cache" / "asking"
        while not any(b"sleeps\tpnm_reminders" in file.read_bytes() for file in diaries.glob("*")):
            time.sleep(0.01)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60)[0] == b""

    assert process.returncode == 130
    assert time.monotonic() - begun < 4
    assert list(diaries.glob("*")) == []
