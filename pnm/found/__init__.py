"""Which plugins there are: announced by packages, or lying in the user's or the vault's folder.

In: caches and folders. Out: `Plugin` values, each with its origin and what keeps it off.
Not known here: what plugins do. Nothing of a plugin is run here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pnm.found.files import user_files, vault_files
from pnm.found.installed import announced
from pnm.found.plugin import Plugin

__all__ = ["Plugin", "find_plugins"]


def find_plugins(
    cache: Path, config: Path | None, vault: Path | None, data: Callable[[], Path]
) -> tuple[Plugin, ...]:
    """Find all plugins, wherever they come from.

    Args:
        cache: The folder of all caches.
        config: The user's folder of settings; its `plugins/` is looked at.
        vault: The vault's folder; its `.pnm/plugins/` is looked at. None for no vault.
        data: Gives the folder in which it stands what the user trusts; asked only where a vault
            has plugins.

    Returns:
        Installed ones first, then the user's, then the vault's, each by name. Those of a vault
        that are not trusted say so in `off`.
    """
    found = [Plugin.announced(row) for row in announced(cache)]
    if config is not None:
        found += user_files(config / "plugins")
    if vault is not None:
        found += vault_files(vault, data)
    return tuple(found)
