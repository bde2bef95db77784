"""Which plugins the installed packages announce, remembered between commands.

In: a cache folder. Out: names, modules, packages. Not known here: what the plugins do.

Asking `importlib.metadata` costs more than everything else a small command does, so the answer
is kept until one of the folders on `sys.path` changes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pnm import __version__
from pnm.code import state_of_path
from pnm.found.keeping import keep_own, read_own

GROUP: Final = "pnm.plugins"
"""The entry points by which packages announce plugins."""

FILE: Final = "plugins.json"


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
        kept = json.loads(read_own(file))
        if kept["stamp"] == stamp:
            return tuple(
                Announced(row["name"], row["value"], Distribution(**row["dist"]))
                for row in kept["plugins"]
            )
    except (OSError, ValueError, KeyError, TypeError):
        kept = None
    found = _ask()
    keep_own(file, {"stamp": stamp, "plugins": [asdict(row) for row in found]})
    return found


def _ask() -> tuple[Announced, ...]:
    from importlib.metadata import entry_points

    rows = []
    for entry in entry_points(group=GROUP):
        dist = entry.dist
        package = Distribution(dist.name, dist.version) if dist else Distribution("", "")
        rows.append(Announced(entry.name, entry.value, package))
    unique = dict.fromkeys(sorted(rows, key=lambda row: (row.name, row.value)))
    return tuple(unique)
