"""`pnm watch` as a process: what it prints, how it ends, that there is one of it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from watched import PATIENCE, PNM, Watching, limited, may_limit_watches, pnm, watching

from pnm.vault import Vault

pytestmark = pytest.mark.slow
PERSON = "---\ntype: person\n---\n"


@pytest.fixture
def vault(tmp_path):
    vault = tmp_path / "vault"
    (vault / ".pnm").mkdir(parents=True)
    (vault / "Ana.md").write_text(PERSON)
    return vault


def last(vault):
    return json.loads(pnm(vault, "show", "Ana", "--json"))["last_contact"]


def test_each_way_to_save_is_seen_and_the_command_ends_cleanly(vault):
    note = vault / "Ana.md"
    with watching(vault) as watch:
        assert watch.next()["added"] == ["Ana.md"]

        note.write_text(f"{PERSON}- 2026-01-01 call\n")
        watch.until("changed", "Ana.md")

        new = vault / ".Ana.md.tmp"
        new.write_text(f"{PERSON}- 2026-01-02 call\n")
        new.replace(note)
        watch.until("changed", "Ana.md")

        (vault / "People").mkdir()
        (vault / "People" / "Bob.md").write_text(PERSON)
        watch.until("added", "People/Bob.md")

        (vault / "People").rename(vault / "Friends")
        watch.until("added", "Friends/Bob.md")

        (vault / "Friends" / "Bob.md").unlink()
        watch.until("removed", "Friends/Bob.md")

        assert last(vault)["date"] == "2026-01-02"
        assert watch.stop() == 0


def test_a_save_is_in_the_index_in_well_under_a_second(vault):
    took = []
    with watching(vault) as watch:
        watch.next()
        for number in range(10):
            start = time.monotonic()
            (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-{number + 1:02} call\n")
            watch.until("changed", "Ana.md")
            took.append(time.monotonic() - start)

    assert sorted(took)[len(took) // 2] < 0.8, took


def test_the_lines_for_programs_say_all_that_there_is(vault):
    with watching(vault) as watch:
        first = watch.next()
        (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-01 call\n")
        (vault / "Bob.md").write_text(PERSON)
        second = watch.until("added", "Bob.md")

    assert first | {"seconds": 0} == {
        "reason": "start",
        "added": ["Ana.md"],
        "changed": [],
        "removed": [],
        "notes": 1,
        "seconds": 0,
        "status": "watching 1 folder",
        "stale": None,
    }
    assert (second["reason"], second["notes"]) == ("saved", 2)


def test_the_first_line_tells_the_state_even_where_nothing_is_new(vault):
    pnm(vault, "index")
    with watching(vault) as watch:
        first = watch.next()

    assert (first["added"], first["notes"], first["reason"]) == ([], 1, "start")


def test_the_lines_for_people_are_short(vault):
    with watching(vault, "--no-plugins") as watch:
        lines = [watch.next()]
        for number in range(8):
            (vault / f"{number}.md").write_text(PERSON)
        lines.append(watch.next())

    assert re.fullmatch(r"start: \+Ana\.md \(\d+ ms\)\n", lines[0])
    assert re.match(r"saved: \+0\.md ", lines[1])


def test_what_another_command_found_first_is_told_all_the_same(vault):
    with watching(vault) as watch:
        watch.next()
        os.kill(watch.process.pid, signal.SIGSTOP)
        (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-01 call\n")
        (vault / "Bob.md").write_text(PERSON)
        pnm(vault, "index")
        os.kill(watch.process.pid, signal.SIGCONT)
        row = watch.next()

    assert (row["added"], row["changed"]) == (["Bob.md"], ["Ana.md"])


def test_another_configuration_is_followed_and_the_index_shared_with_other_commands(vault):
    (vault / "Bob.md").write_text("---\nkind: human\n---\n")
    with watching(vault) as watch:
        watch.next()
        (vault / ".pnm" / "config.toml").write_text('[profile]\nperson_keys = ["kind: human"]\n')
        assert "Bob" in pnm(vault, "list")
        (vault / "Bob.md").write_text("---\nkind: human\n---\n- 2026-01-01 call\n")
        watch.until("changed", "Bob.md")
        answers = json.loads(pnm(vault, "index", "--json"))

    assert (answers["added"], answers["changed"]) == (0, 0) or not answers["changed"], answers


def test_a_configuration_that_is_half_written_does_not_end_the_watch(vault):
    config = vault / ".pnm" / "config.toml"
    (vault / "Bob.md").write_text("---\nkind: human\n---\n")
    with watching(vault) as watch:
        watch.next()
        config.write_text("[profile]\nperson_keys = [")
        (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-01 call\n")
        watch.until("changed", "Ana.md")
        config.write_text('[profile]\nperson_keys = ["kind: human"]\n')
        (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-02 call\n")
        watch.until("changed", "Ana.md")
        assert "Bob" in pnm(vault, "list")
        assert watch.stop() == 0

    assert sum(".pnm/config.toml: cannot be read" in word for word in watch.words) == 1


def test_when_pnm_itself_is_changed_it_ends_and_says_so(vault, root, tmp_path, monkeypatch):
    shutil.copytree(root / "pnm", tmp_path / "code" / "pnm")
    monkeypatch.chdir(tmp_path / "code")
    with watching(vault, "--json", "--no-plugins") as watch:
        watch.next()
        with (tmp_path / "code" / "pnm" / "notes" / "body.py").open("a") as file:
            file.write("# newer\n")
        pnm(vault, "list", "--no-plugins")
        (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-01 call\n")
        code = watch.process.wait(PATIENCE)

    assert code == 1
    assert watch.words[-1] == "    mend: run `pnm watch` again\n"


READER = """
from pnm.api import Fact, hookimpl

@hookimpl
def pnm_facts(note):
    return [Fact("word", line.line, "{}") for line in note.lines]
"""


def test_when_a_plugin_that_reads_notes_is_changed_it_ends_and_says_so(
    vault, tmp_path, monkeypatch
):
    monkeypatch.setenv("PNM_CONFIG_DIR", str(tmp_path))
    plugin = tmp_path / "plugins" / "words.py"
    plugin.parent.mkdir()
    plugin.write_text(READER.format("before"))
    with watching(vault) as watch:
        watch.next()
        plugin.write_text(READER.format("after"))
        pnm(vault, "list")
        (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-01 call\n")
        code = watch.process.wait(PATIENCE)

    assert code == 1
    assert "a plugin that reads facts out of notes was changed" in watch.words[-2]


def test_a_note_that_is_emptied_for_good_is_told_in_the_end(vault):
    (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-01 call\n")
    with watching(vault) as watch:
        watch.next()
        (vault / "Ana.md").write_text("")
        watch.until("changed", "Ana.md")

    assert pnm(vault, "find", "call") == ""


def test_a_note_that_is_ignored_from_now_on_is_gone(vault):
    (vault / "Bob.md").write_text(PERSON)
    with watching(vault) as watch:
        watch.next()
        (vault / ".pnmignore").write_text("Bob.md\n")
        watch.until("removed", "Bob.md")


def test_a_vault_that_vanishes_is_said_and_no_note_is_told_as_gone(vault):
    with watching(vault) as watch:
        watch.next()
        vault.rename(vault.with_name("unmounted"))
        gone = watch.next()
        vault.with_name("unmounted").rename(vault)
        back = watch.next()

    assert (gone["reason"], gone["removed"]) == ("vault gone", [])
    assert gone["status"] == f"the vault's folder is gone: {vault}"
    assert (back["reason"], back["removed"]) == ("vault back", [])
    assert back["status"] == "watching 1 folder"


def test_when_most_notes_are_gone_at_once_the_last_index_is_served(vault):
    (vault / "People").mkdir()
    for number in range(30):
        (vault / "People" / f"{number}.md").write_text(PERSON)
    with watching(vault) as watch:
        watch.next()
        (vault / "People").rename(vault.with_name("People"))
        row = watch.next()

    assert (row["removed"], row["notes"]) == ([], 31)
    assert row["stale"] == "30 of 31 notes are gone at once"


def test_there_is_one_watch_of_a_vault(vault):
    with watching(vault) as watch:
        watch.next()
        second = subprocess.run(
            [*PNM, "--vault", str(vault), "watch"], capture_output=True, text=True, timeout=PATIENCE
        )
        pid = watch.process.pid

    assert (second.returncode, second.stdout) == (1, "")
    assert re.fullmatch(
        rf"this vault is watched already, by process {pid} since \d{{4}}-\d\d-\d\d \d\d:\d\d\n"
        rf"    mend: let it watch, or end it with `kill {pid}` and try again\n",
        second.stderr,
    )


def test_two_vaults_are_watched_at_once(vault, tmp_path):
    shutil.copytree(vault, tmp_path / "other")
    with watching(vault) as one, watching(tmp_path / "other") as other:
        assert one.next()["reason"] == other.next()["reason"] == "start"


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_cleanly(vault, name):
    with watching(vault) as watch:
        watch.next()
        code = watch.stop(getattr(signal, name))

    assert (code, watch.words) == (0, ["watching 1 folder\n"])


def test_when_nobody_reads_its_lines_any_longer_it_ends(vault):
    process = subprocess.Popen(
        [*PNM, "--vault", str(vault), "watch", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    process.stdout.readline()
    process.stdout.close()

    assert process.wait(timeout=PATIENCE) == 0
    assert process.stderr.read() == "watching 1 folder\n"
    process.stderr.close()


@pytest.mark.skipif(not may_limit_watches(), reason="the limit cannot be lowered for one process")
def test_where_folders_cannot_be_watched_it_polls_and_says_so(vault):
    with watching(vault, before=limited(0)) as watch:
        first = watch.next()
        (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-01 call\n")
        row = watch.until("changed", "Ana.md")

        assert first["status"] == row["status"]
        assert row["status"].startswith("polling 1 folder: the limit of watched folders is reached")
        assert row["reason"] == "polling"
        assert last(vault)["date"] == "2026-01-01"
        assert watch.stop() == 0


def test_where_nothing_can_be_kept_it_says_so_and_watches(vault, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PNM_CACHE_DIR", str(tmp_path / "file" / "cache"))
    with watching(vault) as watch:
        first = watch.next()
        (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-01 call\n")
        watch.until("changed", "Ana.md")
        assert watch.stop() == 0

    assert first["added"] == ["Ana.md"]
    assert "whether another `pnm watch` runs cannot be known" in watch.words[0]
    assert sum("the index cannot be kept there" in word for word in watch.words) == 1


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_the_first_look_at_a_large_vault_can_be_interrupted(vault, name):
    for number in range(3000):
        (vault / f"{number}.md").write_text(f"{PERSON}- 2026-01-01 call\n" * 20)
    with watching(vault) as watch:
        index = Path(os.environ["PNM_CACHE_DIR"], Vault(vault.resolve()).id, "index.sqlite3")
        while not index.exists() and watch.process.poll() is None:
            time.sleep(0.01)
        begun = time.monotonic()
        code = watch.stop(getattr(signal, name))

    assert (code, watch.lines.qsize(), watch.words) == (0, 0, [])
    assert time.monotonic() - begun < 5


def test_nothing_is_left_in_the_cache_that_others_may_read(vault):
    with watching(vault) as watch:
        watch.next()
        (vault / "Ana.md").write_text(f"{PERSON}- 2026-01-01 call\n")
        watch.until("changed", "Ana.md")
        folder = Path(os.environ["PNM_CACHE_DIR"], Vault(vault.resolve()).id)
        modes = {p.name: p.stat().st_mode & 0o077 for p in [folder, *folder.iterdir()]}

    assert "watch.lock" in modes
    assert set(modes.values()) == {0}


def test_killed_in_the_middle_the_next_command_is_right(vault):
    watch = Watching(vault)
    watch.next()
    (vault / "Ana.md").write_text(f"{PERSON}- 2026-02-03 call\n")
    watch.kill()

    assert last(vault)["date"] == "2026-02-03"


def test_killed_twenty_times_in_a_storm_of_saves_the_index_is_as_a_rebuild_makes_it(
    vault, tmp_path
):
    storm = subprocess.Popen([sys.executable, "-c", STORM, str(vault)])
    try:
        for number in range(20):
            watch = Watching(vault)
            for _ in range(number % 4):
                watch.next()
            time.sleep(0.02 * (number % 7))
            watch.kill()
    finally:
        storm.kill()
        storm.wait()
    for file in vault.glob("*.md"):
        if not file.stat().st_size:  # or it would be taken for one that is being saved
            os.utime(file, (0, 0))

    for command in (["list"], ["due"], ["check"], ["find", "storm"]):
        kept = pnm_with_code(vault, *command)
        built = pnm_with_code(vault, *command, PNM_CACHE_DIR=str(tmp_path / "fresh"))
        assert kept == built, command


STORM = """
import random, sys
from pathlib import Path
from time import sleep

root, dice, number = Path(sys.argv[1]), random.Random(5), 0
while True:
    number += 1
    note = root / f"{dice.randrange(300)}.md"
    text = f"---\\ntype: person\\n---\\n- 2026-01-{number % 28 + 1:02} call storm {number}\\n"
    if number % 5 == 0:
        note.unlink(missing_ok=True)
    elif number % 2:
        note.write_text(text)
    else:
        new = root / ".new.tmp"
        new.write_text(text)
        new.replace(note)
    sleep(0.0005)
"""


def pnm_with_code(vault, *arguments, **more):
    done = subprocess.run(
        [*PNM, "--vault", str(vault), *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE * 2,
        env={**os.environ, **more},
    )
    return done.returncode, done.stdout, done.stderr
