"""Killed at any moment, a command leaves a cache from which the next one answers rightly.

`PNM_KILLS=500 pytest tests/proofs/test_kills.py` repeats the full count.
"""

import shutil
import signal
import subprocess

import pytest
from proofs.counts import count
from proofs.vaults import answers, chance_of, edit, make_vault, right_answers, start

from pnm.vault import Vault

KILLS = count("PNM_KILLS", 16)
NOTES = 300
COMMANDS = (["index"], ["due"], ["index", "--rebuild"], ["list"])
LONGEST_SECONDS = 20
KEPT = {"index.sqlite3", "index.sqlite3-wal", "index.sqlite3-shm", "index.sqlite3.new", "open.lock"}
CALLS_OF_A_COMMAND = 260
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,openat,fcntl,flock,mmap"


def after_a_while(vault, cache, command, chance):
    """Kill a command some time after its start; tell whether it was still running."""
    with start(vault, cache, command) as process:
        try:
            process.communicate(timeout=chance.uniform(0.05, 0.6))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    return process.returncode == -signal.SIGKILL


def at_a_call(vault, cache, command, chance):
    """Kill a command at one of its calls of the system that concern the index."""
    folder = cache / Vault(vault).id
    paths = [f"-P{folder / name}" for name in sorted(KEPT)]
    number = chance.randrange(1, CALLS_OF_A_COMMAND)
    inject = f"inject={CALLS}:signal=KILL:when={number}"
    prefix = ["strace", "-f", "-qq", "-o", "/dev/null", *paths, f"-etrace={CALLS}", f"-e{inject}"]
    with start(vault, cache, command, prefix) as process:
        process.communicate(timeout=LONGEST_SECONDS)
    return process.returncode == -signal.SIGKILL


def may_trace():
    """Tell whether this machine lets a process trace another."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False).returncode == 0


WAYS = [
    pytest.param(after_a_while, id="after a while"),
    pytest.param(
        at_a_call,
        id="at a call",
        marks=pytest.mark.skipif(not may_trace(), reason="needs strace, and the right to trace"),
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize("kill", WAYS)
def test_killed_at_any_moment_the_next_answer_is_right(tmp_path, kill):
    chance = chance_of(kill.__name__)
    vault, cache = make_vault(tmp_path / "vault", NOTES, chance), tmp_path / "cache"
    kills = 0
    while kills < KILLS // 2:
        edit(vault, chance)
        if not kill(vault, cache, chance.choice(COMMANDS), chance):
            continue
        kills += 1
        given, told = answers(vault, cache)
        assert given == right_answers(vault), f"after {kills} kills"
        assert "mend:" not in told, told
        left = {file.name for file in (cache / Vault(vault).id).iterdir()}
        assert left <= KEPT, f"left behind: {left - KEPT}"
