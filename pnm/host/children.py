"""Another process of this Python, which runs code that may end it or never come back.

In: what to run, what it works on, how long it may be silent. Out: the lines that it writes, and how
it ended. Not known here: what the lines say.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, Queue
from typing import IO, Final

_START: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {} import serve; serve()"
)
_ENDING_SECONDS: Final = 1.0
_MOST_BYTES: Final = 50_000_000


class Child:
    """A process that is told what to do on its stdin, and answers line by line.

    Attributes:
        end: How it ended, in words; empty before `lines` is exhausted.
    """

    def __init__(self, module: str, work: bytes, silence: float) -> None:
        """Know what to run; nothing is started yet.

        Args:
            module: Its function `serve` is run.
            work: What it gets on its stdin.
            silence: Seconds after which it is ended when no line comes.
        """
        self.end = ""
        self._command = [sys.executable, "-I", "-c", _START.format(module), json.dumps(sys.path)]
        self._work = work
        self._silence = silence

    def lines(self) -> Iterator[bytes]:
        """Start it, and yield the lines that it writes, until it ends or is silent for too long.

        Raises:
            OSError: It cannot be started.
        """
        with subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            try:
                yield from self._heard(process)
            finally:
                self.end = self._end_of(process)

    def _heard(self, process: subprocess.Popen[bytes]) -> Iterator[bytes]:
        if process.stdin is None or process.stdout is None:
            return
        try:
            process.stdin.write(self._work)
            process.stdin.close()
        except OSError:
            return
        heard: Queue[bytes] = Queue()
        reader = threading.Thread(target=hand_on, args=(process.stdout, heard), daemon=True)
        reader.start()
        while True:
            try:
                line = heard.get(timeout=self._silence)
            except Empty:
                return
            if not line:
                return
            yield line

    def _end_of(self, process: subprocess.Popen[bytes]) -> str:
        try:
            code = process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return f"did not come back within {self._silence:.0f} seconds"
        if code >= 0:
            return f"ended the process (exit code {code})"
        try:
            return f"ended the process ({signal.Signals(-code).name})"
        except ValueError:
            return f"ended the process (signal {-code})"


def hand_on(stream: IO[bytes], heard: Queue[bytes]) -> None:
    """Hand on each whole line, and an empty one at the end; a thread waits on every system.

    Args:
        stream: What a process writes to; it may be closed meanwhile.
        heard: Takes the lines.
    """
    size = 0
    with suppress(OSError, ValueError):
        for line in stream:
            size += len(line)
            if size > _MOST_BYTES or not line.endswith(b"\n"):
                break
            heard.put(line)
    heard.put(b"")


def answers_only() -> int:
    """Lead all that foreign code prints nowhere; to be called first in `serve`.

    Returns:
        A descriptor that writes to whoever started the process.
    """
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return answers
