"""`pnm watch` as a process: a save is in the index in well under a second."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time

import pytest

pytestmark = pytest.mark.slow
PATIENCE = 20


@pytest.fixture
def vault(tmp_path):
    (tmp_path / ".pnm").mkdir()
    (tmp_path / "Ana.md").write_text("---\ntype: person\n---\n")
    return tmp_path


class Watching:
    """A running `pnm watch --json`, its lines in a queue."""

    def __init__(self, vault):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pnm", "--vault", str(vault), "watch", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def next(self):
        return self.lines.get(timeout=PATIENCE)

    def until(self, kind, path):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if path in self.next()[kind]:
                return
        raise AssertionError(f"{path} was never {kind}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=PATIENCE)
        self.reader.join(timeout=PATIENCE)
        self.process.stdout.close()
        return code


@pytest.fixture
def watching(vault):
    watching = Watching(vault)
    yield watching
    if watching.process.poll() is None:
        watching.process.kill()
        watching.process.wait()
    watching.reader.join(timeout=PATIENCE)
    watching.process.stdout.close()


def last(vault):
    done = subprocess.run(
        [sys.executable, "-m", "pnm", "--vault", str(vault), "show", "Ana", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)["last_contact"]


def test_each_way_to_save_is_seen_and_the_command_ends_cleanly(vault, watching):
    assert watching.next()["added"] == ["Ana.md"]
    note = vault / "Ana.md"

    note.write_text("---\ntype: person\n---\n- 2026-01-01 call\n")
    watching.until("changed", "Ana.md")

    new = vault / ".Ana.md.tmp"
    new.write_text("---\ntype: person\n---\n- 2026-01-02 call\n")
    new.replace(note)
    watching.until("changed", "Ana.md")

    (vault / "People").mkdir()
    (vault / "People" / "Bob.md").write_text("---\ntype: person\n---\n")
    watching.until("added", "People/Bob.md")

    (vault / "People").rename(vault / "Friends")
    watching.until("added", "Friends/Bob.md")

    (vault / "Friends" / "Bob.md").unlink()
    watching.until("removed", "Friends/Bob.md")

    assert last(vault)["date"] == "2026-01-02"
    assert watching.stop() == 0


def test_a_save_is_in_the_index_in_well_under_a_second(vault, watching):
    watching.next()
    took = []
    for number in range(10):
        start = time.monotonic()
        (vault / "Ana.md").write_text(f"---\ntype: person\n---\n- 2026-01-{number + 1:02} call\n")
        watching.until("changed", "Ana.md")
        took.append(time.monotonic() - start)

    assert sorted(took)[len(took) // 2] < 0.8, took


def test_killed_in_the_middle_the_next_command_is_right(vault, watching):
    watching.next()
    (vault / "Ana.md").write_text("---\ntype: person\n---\n- 2026-02-03 call\n")
    watching.process.kill()
    watching.process.wait()

    assert last(vault)["date"] == "2026-02-03"
