"""What plugins declared when they were last looked at, kept until their code changes.

In: a cache folder, plugins, their settings. Out: rows as JSON has them.
Not known here: what a row means (see `pnm.host.declared`); so little is imported that the list of
all commands is there at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from pnm import __version__
from pnm.code import state_of_path
from pnm.found.keeping import keep_own, read_own
from pnm.found.plugin import Plugin

FILE: Final = "declared.json"

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

    def row(self, plugin: Plugin) -> Row | None:
        """Return what a plugin declared in the state in which it is; None for not known."""
        row = self._rows.get(_key(plugin))
        known = isinstance(row, dict) and row.get("state") == self._state(plugin)
        return row if known else None

    def keep(self, rows: Iterable[tuple[Plugin, Row]]) -> None:
        """Remember what plugins declare in the state in which they are."""
        for plugin, row in rows:
            self._rows[_key(plugin)] = {"state": self._state(plugin), **row}
        keep_own(self._file, self._rows)

    def forget_faults(self) -> None:
        """Forget which plugins could not be used, so that they are tried again."""
        well = {key: row for key, row in self._rows.items() if not _has_fault(row)}
        if len(well) < len(self._rows):
            self._rows = well
            keep_own(self._file, well)

    def _state(self, plugin: Plugin) -> str:
        """Return what a declaration rests on; what is installed beside it may mend it."""
        own = sorted(self._settings.get(plugin.name, {}).items())
        code = plugin.state()
        rests_on = (__version__, sys.version, plugin.value, code, repr(own), state_of_path())
        return blake2b(repr(rests_on).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _read(file: Path) -> dict[str, Any]:
    try:
        kept = json.loads(read_own(file))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _has_fault(row: object) -> bool:
    return not isinstance(row, dict) or bool(row.get("fault"))


def _key(plugin: Plugin) -> str:
    return f"{plugin.origin} {plugin.name} {plugin.value}"
