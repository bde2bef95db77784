"""Who is asked at any moment, written down for the case that this is the end of the command.

In: the folder of all caches, plugins' names and what they are asked. Out: a file that lies there as
long as the command runs. Not known here: who reads it (see `pnm.found.ends`).

The file is shared with memory: to write in it costs less than a call of the system.
"""

from __future__ import annotations

import faulthandler
import mmap
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from pnm.found.ends import FOLDER, HEAD_BYTES


class Diary:
    """Says who is asked at any moment, in a file that lies there as long as the command runs."""

    def __init__(self, cache: Path) -> None:
        """Know where; nothing is written before the first plugin is asked.

        Args:
            cache: The folder of all caches; where it cannot be written nothing is said.
        """
        self._file = cache / FOLDER / str(os.getpid())
        self._head: mmap.mmap | None = None
        self._descriptor = -1
        self._enabled = False
        self._begun = False

    def note(self, plugin: str, hook: str) -> None:
        """Say who is asked now.

        Args:
            plugin: Its name; empty for nobody any more.
            hook: What it is asked.
        """
        if not self._begun:
            self._begun = True
            with suppress(OSError, ValueError):
                self._begin()
        if self._head is not None:
            said = f"{plugin}\t{hook}".encode("utf-8", "replace")[: HEAD_BYTES - 1]
            self._head[:] = said.ljust(HEAD_BYTES - 1) + b"\n"

    def close(self) -> None:
        """Take the file away: the command ends well."""
        if self._head is None:
            return
        if self._enabled:
            faulthandler.disable()
        faulthandler.unregister(signal.SIGVTALRM)
        self._head.close()
        self._head = None
        os.close(self._descriptor)
        with suppress(OSError):
            self._file.unlink()

    def _begin(self) -> None:
        if sys.platform == "win32":
            return  # there is no lock that goes with the process, and no timer
        import fcntl

        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:  # written, not only made longer: on a full disk its memory would kill the command
            os.write(self._descriptor, b"\n" * HEAD_BYTES)
        except OSError:
            self._file.unlink()
            raise
        self._head = mmap.mmap(self._descriptor, HEAD_BYTES)
        if not faulthandler.is_enabled():  # else somebody looks for what it says elsewhere
            faulthandler.enable(self._descriptor, all_threads=False)
            self._enabled = True
        faulthandler.register(signal.SIGVTALRM, self._descriptor, all_threads=False, chain=True)
