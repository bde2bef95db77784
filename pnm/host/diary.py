"""Who is asked at any moment, written down for the case that this is the end of the command.

In: the folder of all caches, plugins' names and what they are asked. Out: a file that lies there as
long as the command runs. Not known here: who reads it (see `pnm.found.ends`).

The file stays open. Foreign code may have closed it, and its number may be another file's by now;
so before each writing it is looked at which file that is.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pnm.found.ends import FOLDER, HEAD_BYTES


class Diary:
    """Says who is asked at any moment, in a file that lies there as long as the command runs."""

    def __init__(self, cache: Path, places: Mapping[str, str] | None = None) -> None:
        """Know where; nothing is written before the first plugin is asked.

        Args:
            cache: The folder of all caches; where it cannot be written nothing is said.
            places: For plugins by name where they come from, see `Plugin.place`.
        """
        self._places = places or {}
        self._folder = cache / FOLDER
        self._file: Path | None = None
        self._descriptor = -1
        self._identity = (0, 0)
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
        if self._file is not None:
            said = f"{plugin}\t{hook}\t{self._places.get(plugin, '')}".encode("utf-8", "replace")[
                : HEAD_BYTES - 1
            ]
            with suppress(OSError):
                if self._is_ours():
                    os.pwrite(self._descriptor, said.ljust(HEAD_BYTES - 1) + b"\n", 0)

    def close(self) -> None:
        """Take the file away: the command ends well."""
        if self._file is None:
            return
        if self._enabled:
            faulthandler.disable()
        faulthandler.unregister(signal.SIGVTALRM)
        with suppress(OSError):
            if self._is_ours():
                os.close(self._descriptor)
            self._file.unlink()
        self._file = None

    def _is_ours(self) -> bool:
        found = os.fstat(self._descriptor)
        return (found.st_dev, found.st_ino) == self._identity

    def _begin(self) -> None:
        if sys.platform == "win32":
            return  # there is no lock that goes with the process, and no timer
        import fcntl

        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self._folder / f"{os.getpid()}{time.monotonic_ns():020}"
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.write(self._descriptor, b"\n" * HEAD_BYTES)
        except OSError:  # no locks here, or a full disk
            os.close(self._descriptor)
            file.unlink()
            raise
        found = os.fstat(self._descriptor)
        self._file, self._identity = file, (found.st_dev, found.st_ino)
        if not faulthandler.is_enabled():  # else somebody looks for what it says elsewhere
            faulthandler.enable(self._descriptor, all_threads=False)
            self._enabled = True
        faulthandler.register(signal.SIGVTALRM, self._descriptor, all_threads=False, chain=True)
