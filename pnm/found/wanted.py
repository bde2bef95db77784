"""Which of the plugins are wanted: what the user said of them, and where.

In: `-p`, `PNM_PLUGINS`, what the vault's configuration and the user's leave out. Out: for each
plugin why it is left out, or nothing.
Not known here: what plugins do. What is not trusted is never wanted into being asked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pnm.diagnostics import Source
from pnm.errors import ConfigError
from pnm.found.plugin import Plugin
from pnm.tables import read_tables
from pnm.vault import read_small
from pnm.wording import known_are

FILE: Final = "config.toml"
"""The user's own settings, in the folder of settings."""
DISABLED: Final = "disabled"
"""The list in `[plugins]`; all else in it are tables of settings."""
_MOST_BYTES: Final = 1_000_000
_NOT: Final = "no:"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a configuration leaves out, `[plugins] disabled`.

    Attributes:
        names: The plugins.
        place: The file, for messages.
    """

    names: frozenset[str] = frozenset()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user said of plugins outside of the vault.

    Attributes:
        asked: What `-p` says, in its order: `NAME` or `no:NAME`.
        environ: What `PNM_PLUGINS` says; None where it is not set.
        user: What is left out in all vaults.
    """

    asked: tuple[str, ...] = ()
    environ: str | None = None
    user: LeftOut = LeftOut()

    def why_not(self, name: str, vault: LeftOut) -> str:
        """Say why a plugin is left out.

        Args:
            name: The plugin's.
            vault: What the vault's configuration leaves out.

        Returns:
            The reason, or nothing where it is asked. `-p` wins over `PNM_PLUGINS`, and that over
            the configurations. No vault brings back what its owner leaves out everywhere: others
            may write into a vault.
        """
        for word in reversed(self.asked):
            if word.removeprefix(_NOT) == name:
                return "left out by -p" if word.startswith(_NOT) else ""
        if self.environ is not None:
            return _by_environ(name, self.environ)
        for left_out in (vault, self.user):
            if name in left_out.names:
                return f"switched off in {left_out.place}"
        return ""


def _by_environ(name: str, environ: str) -> str:
    words = environ.replace(",", " ").split()
    only = {word for word in words if not word.startswith(_NOT)}
    if f"{_NOT}{name}" in words:
        return "left out by PNM_PLUGINS"
    if (only or not words) and name not in only:
        return "not named by PNM_PLUGINS"
    return ""


def chosen(plugins: Iterable[Plugin], wanted: Wanted, vault: LeftOut) -> tuple[Plugin, ...]:
    """Say of each plugin whether it is asked.

    Args:
        plugins: As found.
        wanted: What the user said outside of the vault.
        vault: What the vault's configuration leaves out.

    Returns:
        The plugins, those that are left out with the reason in `off`. Of two with one name the
        first one stays.
    """
    rows: dict[str, Plugin] = {}
    others: list[Plugin] = []
    for plugin in plugins:
        why = plugin.off or wanted.why_not(plugin.name, vault)
        first = rows.get(plugin.name)
        if first is not None:
            why = f"{first.where} is called {plugin.name}, too, and comes first"
            others.append(replace(plugin, off=why))
        else:
            rows[plugin.name] = replace(plugin, off=why) if why else plugin
    return (*rows.values(), *others)


def unknown_names(asked: Iterable[str], plugins: Iterable[Plugin]) -> str:
    """Say which name after `-p` is no plugin's, and what may be meant; nothing where all are."""
    known = sorted({plugin.name for plugin in plugins})
    for word in asked:
        name = word.removeprefix(_NOT)
        if name not in known:
            return f"there is no plugin {name!r}; {known_are(name, known)}"
    return ""


def left_out_in(tables: Mapping[str, Any], place: str) -> LeftOut:
    """Return what a configuration leaves out.

    Args:
        tables: As TOML gives them.
        place: The file, for messages.

    Raises:
        ConfigError: It is something else than a list of names.
    """
    table = tables.get("plugins", {})
    if not isinstance(table, dict):
        raise ConfigError(
            "plugins is not a table", mend="write [plugins.NAME]", source=Source(place)
        )
    return LeftOut(frozenset(names_in(table, place)), place)


def names_in(table: Mapping[str, Any], place: str) -> list[str]:
    """Return the names of the plugins that are left out; a text is a list of one.

    Args:
        table: `[plugins]` of a configuration.
        place: The file, for messages.

    Raises:
        ConfigError: It is no list of texts.
    """
    names = table.get(DISABLED, [])
    names = [names] if isinstance(names, str) else names
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ConfigError(
            f"plugins.{DISABLED} is not a list of texts",
            mend=f'write {DISABLED} = ["NAME"]',
            source=Source(place),
        )
    return names


def users_left_out(config: Path | None) -> LeftOut:
    """Read what the user leaves out in all vaults.

    Args:
        config: The user's folder of settings; None for none.

    Returns:
        The plugins; none where there is no file.

    Raises:
        ConfigError: The file cannot be read or understood.
    """
    if config is None or not os.access(config, os.X_OK):  # nobody's, or another user's
        return LeftOut()
    file = config / FILE
    try:
        text = read_small(file, _MOST_BYTES).decode("utf-8")
        tables = read_tables(text)
    except (FileNotFoundError, NotADirectoryError):
        return LeftOut()
    except (OSError, ValueError) as exc:
        raise ConfigError(
            f"cannot be read: {exc}",
            mend="mend that line, or take the file away",
            source=Source(str(file)),
        ) from exc
    return _left_out(tables, file)


def _left_out(tables: Mapping[str, Any], file: Path) -> LeftOut:
    table = tables.get("plugins", {})
    wrong = next((key for key in tables if key != "plugins"), None)
    if wrong is None and isinstance(table, dict):
        wrong = next((key for key in table if key != DISABLED), None)
    if wrong is not None or not isinstance(table, dict):
        raise ConfigError(
            f"unknown key {wrong or 'plugins'!r}",
            mend='for all vaults there is: [plugins] with disabled = ["NAME"]',
            source=Source(str(file)),
        )
    return left_out_in(tables, str(file))
