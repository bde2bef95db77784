"""Which files of which vault the user trusts, by content.

In: a folder outside of all vaults, a plugin. Out: whether it is trusted, and the word that it is.
Not known here: who asks the user.

A vault is synchronised: other devices and people write into it. So trust is given to the bytes of
a file in a vault on this machine, and is gone when either is another.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from pnm.errors import CacheError
from pnm.found.keeping import keep_own, read_own
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
        self._write({**self._rows(), _key(vault, plugin): plugin.digest})

    def take(self, vault: Path, plugin: Plugin) -> bool:
        """Trust a plugin no more.

        Returns:
            Whether it was trusted.

        Raises:
            CacheError: That cannot be kept.
        """
        rows = self._rows()
        if rows.pop(_key(vault, plugin), None) is None:
            return False
        self._write(rows)
        return True

    def _rows(self) -> dict[str, str]:
        try:
            rows = json.loads(read_own(self._file))["trusted"]
            return {str(key): str(digest) for key, digest in rows.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _write(self, rows: dict[str, str]) -> None:
        if not keep_own(self._file, {"trusted": dict(sorted(rows.items()))}):
            raise CacheError(
                f"{self._file} cannot be written",
                mend="give yourself the right to write there, or set PNM_DATA_DIR",
            )


def _key(vault: Path, plugin: Plugin) -> str:
    return f"{vault}\n{plugin.name}"
