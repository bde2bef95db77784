"""A `pnm watch --json` that runs, and its lines."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

from watchdog import events

PATIENCE = 30
TELLS_CLOSING = sys.platform == "linux" and hasattr(events, "FileAttribEvent")
"""Whether watchdog tells when a written file is closed, apart from other changes of it."""
ALONE = ["unshare", "--user", "--map-root-user"]
PNM = [sys.executable, "-m", "pnm"]


def may_limit_watches():
    """Say whether the limit of watches can be lowered for one process alone."""
    if not shutil.which("unshare"):
        return False
    test = ["test", "-w", "/proc/sys/user/max_inotify_watches"]
    return subprocess.run(ALONE + test, capture_output=True, check=False).returncode == 0


def limited(watches):
    """Give the beginning of a command that may watch so many folders."""
    lower = f'echo {watches} > /proc/sys/user/max_inotify_watches && exec "$@"'
    return [*ALONE, "sh", "-c", lower, "sh"]


class Watching:
    """A running `pnm watch --json`, its lines in a queue."""

    def __init__(self, vault, *arguments, before=()):
        self.process = subprocess.Popen(
            [*before, *PNM, "--vault", str(vault), "watch", *(arguments or ("--json",))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines = queue.Queue()
        self.words = []
        self._threads = [
            threading.Thread(target=self._read, daemon=True),
            threading.Thread(target=self._hear, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line) if line.startswith("{") else line)

    def _hear(self):
        self.words.extend(self.process.stderr)

    def next(self):
        """Give the next line."""
        try:
            return self.lines.get(timeout=PATIENCE)
        except queue.Empty:
            raise AssertionError(f"no line came; {self.words}") from None

    def until(self, kind, path):
        """Give the line that tells of a path, passing over those before."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            row = self.next()
            if path in row[kind]:
                return row
        raise AssertionError(f"{path} was never {kind}")

    def all_until(self, met):
        """Give the lines up to the one that meets a condition."""
        rows = []
        while not (rows and met(rows[-1])):
            rows.append(self.next())
        return rows

    def kill(self):
        """End it as a power cut would."""
        self.process.kill()
        self._finish()

    def stop(self, number=signal.SIGTERM):
        """Ask it to end; give its exit code."""
        self.process.send_signal(number)
        return self._finish()

    def _finish(self):
        code = self.process.wait(timeout=PATIENCE)
        for thread in self._threads:
            thread.join(timeout=PATIENCE)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


@contextmanager
def watching(vault, *arguments, before=()):
    """Run a watcher, and see that none is left behind."""
    running = Watching(vault, *arguments, before=before)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.kill()
        elif not running.process.stdout.closed:
            running._finish()


def pnm(vault, *arguments, **more):
    """Run a command; give what it printed."""
    done = subprocess.run(
        [*PNM, "--vault", str(vault), *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE * 2,
        env={**os.environ, **more},
    )
    return done.stdout
