"""Which plugins the installed packages announce, remembered between commands.

In: a cache folder. Out: names, modules, packages. Not known here: what the plugins do.

Asking `importlib.metadata` costs more than everything else a small command does, so the answer
is kept until one of the folders on `sys.path` changes.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from pnm import __version__
from pnm.code import state_of_path

GROUP: Final = "pnm.plugins"
"""The entry points by which packages announce plugins."""

FILE: Final = "plugins.json"
_MOST_BYTES: Final = 10_000_000
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe with these returns at once."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """The package that announces a plugin."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Announced:
    """A plugin that an installed package announces.

    Attributes:
        name: The plugin's.
        value: Its module.
        dist: The package.
    """

    name: str
    value: str
    dist: Distribution

    def load(self) -> object:
        """Import the module."""
        from importlib import import_module

        module, _, attribute = self.value.partition(":")
        loaded = import_module(module)
        return getattr(loaded, attribute) if attribute else loaded


def announced(cache: Path) -> tuple[Announced, ...]:
    """Return the plugins that installed packages announce.

    Args:
        cache: A folder of pnm's own; where it cannot be written nothing is remembered.

    Returns:
        Each with its package, by name.
    """
    stamp = [["pnm", __version__], *map(list, state_of_path())]
    file = cache / FILE
    try:
        kept = json.loads(_read(file))
        if kept["stamp"] == stamp:
            return tuple(
                Announced(row["name"], row["value"], Distribution(**row["dist"]))
                for row in kept["plugins"]
            )
    except (OSError, ValueError, KeyError, TypeError):
        kept = None
    found = _ask()
    _keep(file, {"stamp": stamp, "plugins": [asdict(row) for row in found]})
    return found


def _read(file: Path) -> bytes:
    """Return what a file of the user's own has; modules are imported by its word."""
    with os.fdopen(os.open(file, _FLAGS), "rb") as kept:
        st = os.fstat(kept.fileno())
        theirs = hasattr(os, "getuid") and st.st_uid != os.getuid()
        return b"" if theirs or not stat.S_ISREG(st.st_mode) else kept.read(_MOST_BYTES)


def _ask() -> tuple[Announced, ...]:
    from importlib.metadata import entry_points

    rows = []
    for entry in entry_points(group=GROUP):
        dist = entry.dist
        package = Distribution(dist.name, dist.version) if dist else Distribution("", "")
        rows.append(Announced(entry.name, entry.value, package))
    unique = dict.fromkeys(sorted(rows, key=lambda row: (row.name, row.value)))
    return tuple(unique)


def _keep(file: Path, what: dict[str, Any]) -> None:
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "w", encoding="utf-8") as out:
            json.dump(what, out)
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
