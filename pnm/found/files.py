"""Plugins in single files: those of the user, and those of a vault, which must be trusted first.

In: folders. Out: `Plugin` values. Not known here: what the files say; they are read, never run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from pnm.found.plugin import NAME, Origin, Plugin
from pnm.found.trust import Trust
from pnm.vault import read_small

FOLDER: Final = ".pnm/plugins"
"""Where a vault's own plugins lie."""
MOST_BYTES: Final = 1_000_000


def user_files(folder: Path) -> Iterator[Plugin]:
    """Yield the plugins in the user's own folder, by name; nobody but the user writes there.

    Args:
        folder: It may be missing.
    """
    yield from _files(folder, "user", lambda plugin: "")


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
    yield from _files(folder, "vault", lambda plugin: trust.why_not(vault, plugin))


def _files(folder: Path, origin: Origin, off: Callable[[Plugin], str]) -> Iterator[Plugin]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - every command asks
    except OSError:
        return
    for file in names:
        if not file.endswith(".py") or file.startswith((".", "_")):
            continue
        name, path = file.removesuffix(".py"), str(folder / file)
        if not NAME.fullmatch(name):
            why = "its name is none for a plugin: small letters, digits and _, a letter first"
            yield Plugin(name, path, origin, off=why)
            continue
        try:
            plugin = Plugin.file(name, path, origin, read_small(path, MOST_BYTES))
        except OSError as exc:
            yield Plugin(name, path, origin, off=f"it cannot be read: {exc.strerror or exc}")
            continue
        why = off(plugin)
        yield Plugin.file(name, path, origin, plugin.code, why) if why else plugin
