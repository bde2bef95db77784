"""From what was typed and the environment to the setting of a session.

In: options of the command line, environment variables, the clock. Out: `Setting`.
Not known here: what a command does with it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pnm.cli.shared import here, tell
from pnm.errors import ConfigError, VaultError
from pnm.found import Plugin, find_plugins
from pnm.found.wanted import LeftOut, Wanted, unknown_names, users_left_out
from pnm.vault import Vault, cache_folder, config_folder, data_folder, find_vault

if TYPE_CHECKING:
    from pnm.index import Progress
    from pnm.session import Setting


def setting_of(
    vault: str | None,
    as_of: date,
    words: Sequence[str],
    *,
    plugins: bool,
    strict: bool,
    progress: Progress | None,
) -> tuple[Setting, ConfigError | None]:
    """Return the setting that a command line means.

    Args:
        vault: What `--vault` says.
        as_of: The day.
        words: What `-p` says.
        plugins: Whether plugins are asked at all.
        strict: Whether a wrong configuration stops the command.
        progress: Called while the index is brought up to date.

    Returns:
        The setting, and what is wrong with the user's own configuration where that may be.

    Raises:
        VaultError: There is no vault.
        ConfigError: The user's own configuration is wrong.
        click.BadParameter: `-p` names no plugin.
    """
    from pnm.session import Setting

    cache, config = cache_folder(os.environ.get("PNM_CACHE_DIR")), config_folder(os.environ)
    place = find_vault(vault, os.environ.get("PNM_VAULT"), here())
    found = _found(cache, config, place) if plugins else ()
    fault = None
    try:
        left_out = users_left_out(config)
    except ConfigError as exc:
        if strict:
            raise
        left_out, fault = LeftOut(), exc
    if plugins and (wrong := unknown_names(words, found)):
        raise click.BadParameter(wrong, param_hint="-p")
    environ = os.environ.get("PNM_PLUGINS")
    if environ and plugins and (wrong := unknown_names(environ.replace(",", " ").split(), found)):
        tell(f"PNM_PLUGINS: {wrong}")
    wanted = Wanted(tuple(words), environ, left_out)
    templates = config / "templates" if config else None
    return Setting(place, as_of, cache, found, wanted, (), strict, progress, templates), fault


def plugins_there(
    vault: str | None, words: Sequence[str]
) -> tuple[Path | None, Path, tuple[Plugin, ...], Wanted]:
    """Say which plugins there are, also where there is no vault.

    Args:
        vault: What `--vault` says.
        words: What `-p` says.

    Returns:
        The vault's folder; that of all caches; the plugins, and which the user wants.

    Raises:
        ConfigError: The user's own configuration is wrong: nobody knows what is switched off.
    """
    cache, config = cache_folder(os.environ.get("PNM_CACHE_DIR")), config_folder(os.environ)
    try:
        place = find_vault(vault, os.environ.get("PNM_VAULT"), here())
    except VaultError:
        place = None
    wanted = Wanted(tuple(words), os.environ.get("PNM_PLUGINS"), users_left_out(config))
    return place.root if place else None, cache, _found(cache, config, place), wanted


def found_again(setting: Setting) -> tuple[Plugin, ...]:
    """Look again which plugins there are, for a session that lasts; none where none were wanted."""
    if not setting.plugins:
        return ()
    return _found(setting.cache, config_folder(os.environ), setting.vault)


def _found(cache: Path, config: Path | None, vault: Vault | None) -> tuple[Plugin, ...]:
    return find_plugins(
        cache,
        config,
        vault.root if vault is not None else None,
        lambda: data_folder(os.environ.get("PNM_DATA_DIR")),
    )
