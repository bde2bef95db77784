"""What plugins declared when they were last looked at, kept until their code changes.

In: a cache folder, plugins, their settings. Out: rows as JSON has them.
Not known here: what a row means (see `pnm.host.declared`); so little is imported that the list of
all commands is there at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from pnm import __version__
from pnm.code import state_of_path
from pnm.found.keeping import change_own, read_own
from pnm.found.plugin import Plugin

FILE: Final = "declared.json"
_MOST_ROWS: Final = 1_000

Row = Mapping[str, Any]
Settings = Mapping[str, Mapping[str, object]]


class Remembered:
    """The rows of all plugins, of all vaults."""

    def __init__(self, cache: Path, settings: Settings) -> None:
        """Read them.

        Args:
            cache: The folder of all caches.
            settings: For each plugin its table, as written; what it declares may hang on it.
        """
        self._file = cache / FILE
        self._settings = settings
        self._rows = _read(self._file)
        self._around = (__version__, sys.version, state_of_path())

    def row(self, plugin: Plugin) -> Row | None:
        """Return what a plugin declared in the state in which it is; None for not known."""
        row, state = self._rows.get(self._key(plugin)), self._state(plugin)
        known = isinstance(row, dict) and state is not None and row.get("state") == state
        return row if known else None

    def keep(self, rows: Iterable[tuple[Plugin, Row]]) -> None:
        """Remember what plugins declare in the state in which they are, where that can be told."""
        states = ((plugin, row, self._state(plugin)) for plugin, row in rows)
        fresh = {
            self._key(plugin): {"state": state, **row}
            for plugin, row, state in states
            if state is not None
        }
        self._change(lambda kept: {**{k: v for k, v in kept.items() if k not in fresh}, **fresh})

    def forget_faults(self) -> None:
        """Forget which plugins could not be used, so that they are tried again."""
        if any(_has_fault(row) for row in self._rows.values()):
            self._change(lambda kept: {k: row for k, row in kept.items() if not _has_fault(row)})

    def _change(self, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Change the rows; those that were made first go when they become too many."""

        def changed(kept: dict[str, Any]) -> dict[str, Any]:
            self._rows = dict(list(change(kept).items())[-_MOST_ROWS:])
            return self._rows

        change_own(self._file, changed)

    def _key(self, plugin: Plugin) -> str:
        """Return whose row it is: each vault may have settings of its own."""
        own = repr(sorted(self._settings.get(plugin.name, {}).items()))
        digest = blake2b(own.encode("utf-8", "replace"), digest_size=6).hexdigest()
        return f"{plugin.origin} {plugin.name} {digest} {plugin.value}"

    def _state(self, plugin: Plugin) -> str | None:
        """Return what a declaration rests on; what is installed beside it may mend it."""
        code = plugin.state()
        if code is None:
            return None
        rests_on = repr((*self._around, code))
        return blake2b(rests_on.encode("utf-8", "replace"), digest_size=16).hexdigest()


def faults_kept(cache: Path, plugins: Iterable[Plugin]) -> tuple[str, ...] | None:
    """Say what is remembered to be wrong with plugins, whatever their settings are.

    Args:
        cache: The folder of all caches.
        plugins: Those that are there.

    Returns:
        Texts that change when a fault comes or goes; None where one was never looked at.
    """
    rows = _read(cache / FILE)
    whose = {" ".join(key.split(" ")[:2]) for key in rows}
    if any(f"{plugin.origin} {plugin.name}" not in whose for plugin in plugins):
        return None
    return tuple(
        f"{key} {row.get('fault')} {row.get('complaints')}"
        for key, row in sorted(rows.items())
        if isinstance(row, dict) and _has_fault(row)
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        kept = json.loads(read_own(file))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _has_fault(row: object) -> bool:
    return not isinstance(row, dict) or bool(row.get("fault") or row.get("complaints"))
