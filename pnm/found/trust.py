"""Which files of which vault the user trusts, by content.

In: a folder outside of all vaults, a plugin. Out: whether it is trusted, and the word that it is.
Not known here: who asks the user.

A vault is synchronised: other devices and people write into it. So trust is given to the bytes of
a file in a vault on this machine, and is gone when either is another.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pnm.errors import CacheError
from pnm.found.keeping import change_own, read_own
from pnm.found.plugin import Plugin

FILE: Final = "trusted-plugins.json"


class Trust:
    """What the user trusts."""

    def __init__(self, folder: Path) -> None:
        """Know where that is kept.

        Args:
            folder: Of pnm's own data; it may be missing.
        """
        self._file = folder / FILE

    def has(self, vault: Path, plugin: Plugin) -> bool:
        """Tell whether a file of this name was trusted, whatever it says now."""
        return _key(vault, plugin) in self._rows()

    def why_not(self, vault: Path, plugin: Plugin) -> str:
        """Say why a plugin of a vault is not trusted; empty where it is."""
        trusted = self._rows().get(_key(vault, plugin))
        if trusted == plugin.digest:
            return ""
        if trusted is None:
            return f"not trusted yet; read it with: pnm plugins trust {plugin.name}"
        return f"changed since it was trusted; read it with: pnm plugins trust {plugin.name}"

    def give(self, vault: Path, plugin: Plugin) -> None:
        """Trust the bytes of a plugin in a vault.

        Raises:
            CacheError: That cannot be kept.
        """
        key = _key(vault, plugin)
        self._change(lambda rows: {**rows, key: plugin.digest})

    def take(self, vault: Path, plugin: Plugin) -> bool:
        """Trust a plugin no more.

        Returns:
            Whether it was trusted.

        Raises:
            CacheError: That cannot be kept.
        """
        key = _key(vault, plugin)
        if key not in self._rows():
            return False
        self._change(lambda rows: {each: digest for each, digest in rows.items() if each != key})
        return True

    def _rows(self) -> dict[str, str]:
        try:
            return _trusted(json.loads(read_own(self._file)))
        except (OSError, ValueError):
            return {}

    def _change(self, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
        if not change_own(self._file, lambda kept: {"trusted": change(_trusted(kept))}):
            raise CacheError(
                f"{self._file} cannot be written",
                mend="give yourself the right to write there, or set PNM_DATA_DIR",
            )


def _trusted(kept: object) -> dict[str, str]:
    rows = kept.get("trusted") if isinstance(kept, dict) else None
    return {str(key): str(digest) for key, digest in rows.items()} if isinstance(rows, dict) else {}


def _key(vault: Path, plugin: Plugin) -> str:
    return f"{vault}\n{plugin.name}"
