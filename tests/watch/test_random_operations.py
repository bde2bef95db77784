"""Whoever looks where a change sends it knows what a scan of everything would find.

`PNM_OPERATIONS=200000 pytest tests/watch/test_random_operations.py` repeats the full count;
`PNM_LOWER_LIMITS=1`, as root, also lowers the kernel's queue of events while an observer starts.
`PNM_TALLY=FILE` keeps what was done in a file, `PNM_SEED=1001` takes other dice.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hands import Hands
from proofs.counts import count
from watchdog.observers import Observer
from watched import limited, may_limit_watches

from pnm.watch import Reason

pytestmark = pytest.mark.slow
OPERATIONS = count("PNM_OPERATIONS", 10_000)
FIRST = count("PNM_SEED", 1)
SEEDS = range(FIRST, FIRST + max(2, OPERATIONS // 2_500))
BATCHES = (1, 4, 15, 60, 150)
DEATH_EVERY = 20
"""Batches of operations between two deaths of the observer."""
PATIENCE = 10.0
QUEUE = Path("/proc/sys/fs/inotify/max_queued_events")


class Observers:
    """Makes observers, on a short queue where that is allowed, and lets the newest die."""

    def __init__(self, seed):
        self._random = random.Random(seed)
        self._queue = 64 if os.environ.get("PNM_LOWER_LIMITS") else None
        self._newest = None

    def __call__(self):
        self._newest = Observer()
        start = self._newest.start
        self._newest.start = lambda: self._started(start)
        return self._newest

    def _started(self, start):
        with short_queue(self._queue):
            start()

    def let_die(self):
        observer = self._newest
        kill = self._random.choice(["observer", "emitter", "watch"])
        with contextlib.suppress(KeyError, RuntimeError, OSError):
            if kill == "observer":
                observer.stop()
            elif kill == "emitter":
                for emitter in list(observer.emitters):
                    emitter.stop()
            else:
                observer.unschedule_all()


@contextlib.contextmanager
def short_queue(length):
    """Lower the kernel's queue for what is opened meanwhile."""
    if length is None:
        yield
        return
    before = QUEUE.read_text()
    QUEUE.write_text(str(length))
    try:
        yield
    finally:
        QUEUE.write_text(before)


def keep_tally(tally):
    if place := os.environ.get("PNM_TALLY"):
        with Path(place).open("a") as file:
            file.write(json.dumps(tally) + "\n")


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_operations_what_was_told_leads_to_what_is_there(vault, watching, view, seed):
    hands, dice, observers = Hands(vault, seed), random.Random(seed), Observers(seed)
    tally = Counter(seed=seed)
    mine = OPERATIONS // len(SEEDS)
    quick = {"settle_ms": 15, "longest_ms": 200, "observer": observers}
    with watching(view.heed, **quick) as told:
        while hands.count < mine:
            dies = tally["checkpoints"] % DEATH_EVERY == DEATH_EVERY - 1
            if dies:
                observers.let_die()
                tally["deaths"] += 1
            for _ in range(dice.choice(BATCHES)):
                hands.act()
                hands.pause()
            last = time.monotonic()
            if not told.until(view.agrees, PATIENCE):
                late = told.until(lambda _: view.agrees() or len(told.changes) < 0, PATIENCE)
                state = {"late": late, "status": told.watcher.status, "wrong": view.wrong()}
                raise AssertionError((dict(tally), state, told.changes[-8:]))
            tally["checkpoints"] += 1
            if dies:
                healed = round(1000 * (time.monotonic() - last))
                tally["slowest_heal_ms"] = max(tally["slowest_heal_ms"], healed)
        reasons = Counter(change.reason for change in told.changes)

    assert tally["slowest_heal_ms"] < 2000
    keep_tally(tally | {"operations": hands.count} | {str(k): n for k, n in reasons.items()})
    assert reasons[Reason.FOLDER] > 0


@pytest.mark.skipif(not may_limit_watches(), reason="the limit cannot be lowered for one process")
@pytest.mark.parametrize("watches", [0, 1, 10])
def test_where_the_limit_of_watches_is_reached_the_vault_is_polled_and_agrees(vault, watches):
    for number in range(20):
        (vault / f"folder {number}").mkdir()
    done = subprocess.run(
        [*limited(watches), sys.executable, "-c", POLLED, str(vault)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.startswith("polling 23 folders: ")


POLLED = """
import sys
from pathlib import Path
from time import monotonic
from pnm.watch import Watcher

vault = Path(sys.argv[1])
watcher = Watcher(vault, relevant=lambda path: True, cookie=lambda: None)
known, until = {}, monotonic() + 30
scan = lambda: {str(p): p.read_bytes() for p in vault.rglob("*.md") if p.is_file()}
for change in watcher.changes():
    for path in change.paths:
        known.pop(str(vault / path), None)
        if (vault / path).is_file():
            known[str(vault / path)] = (vault / path).read_bytes()
    if change.everything:
        known = scan()
    if watcher.status.startswith("polling") and not (vault / "last.md").exists():
        for number in range(20):
            (vault / f"folder {number}" / "ada.md").write_text(str(number))
        (vault / "folder 3").rename(vault / "renamed")
        (vault / "last.md").write_text("the last")
    if (vault / "last.md").exists() and known == scan() or monotonic() > until:
        print(watcher.status)
        watcher.stop()
sys.exit(known != scan())
"""
