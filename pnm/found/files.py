"""Plugins in single files: those of the user, and those of a vault, which must be trusted first.

In: folders. Out: `Plugin` values. Not known here: what the files say; they are read, never run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from pnm.found.plugin import NAME, Origin, Plugin
from pnm.found.trust import Trust
from pnm.vault import read_small

FOLDER: Final = ".pnm/plugins"
"""Where a vault's own plugins lie."""
MOST_BYTES: Final = 1_000_000
_FOR_TESTS: Final = "conftest.py"


def user_files(folder: Path) -> Iterator[Plugin]:
    """Yield the plugins in the user's own folder, by name; nobody but the user writes there.

    Args:
        folder: It may be missing.
    """
    yield from map(with_code, _files(folder, "user"))


def vault_files(vault: Path, data: Callable[[], Path]) -> Iterator[Plugin]:
    """Yield the plugins in a vault, by name; those that are not trusted are off.

    Args:
        vault: Its folder.
        data: Gives the folder in which it stands what the user trusts.
    """
    folder = vault / FOLDER
    if not folder.is_dir():
        return
    trust = Trust(data())
    for plugin in _files(folder, "vault"):
        if plugin.off or not trust.has(vault, plugin):  # what nobody trusts is not even read
            yield replace(plugin, off=plugin.off or trust.why_not(vault, plugin))
            continue
        plugin = with_code(plugin)
        yield replace(plugin, off=plugin.off or trust.why_not(vault, plugin))


def with_code(plugin: Plugin) -> Plugin:
    """Read a plugin's file.

    Args:
        plugin: One in a file; one that is off for its name is left as it is.

    Returns:
        The plugin with its bytes and its version; off where the file cannot be read.
    """
    if plugin.off and not NAME.fullmatch(plugin.name):
        return plugin
    try:
        code = read_small(plugin.value, MOST_BYTES)
    except OSError as exc:
        return replace(plugin, off=f"it cannot be read: {exc.strerror or exc}")
    return Plugin.file(plugin.name, plugin.value, plugin.origin, code, plugin.off)


def _files(folder: Path, origin: Origin) -> Iterator[Plugin]:
    """Yield the plugins of a folder by name, none of them read."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - every command asks
    except OSError:
        return
    for file in names:
        if not file.endswith(".py") or file.startswith((".", "_", "test_")) or file == _FOR_TESTS:
            continue
        name, path = file.removesuffix(".py"), str(folder / file)
        why = "its name is none for a plugin: small letters, digits and _, a letter first"
        yield Plugin(name, path, origin, off="" if NAME.fullmatch(name) else why)
