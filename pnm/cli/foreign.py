"""The commands of plugins: which there are, and each imported when it is typed.

In: what was typed before the command, the environment. Out: click commands.
Not known here: what they do. Nothing is imported to list them (see `pnm.host.declared`), and
whatever is wrong with a plugin, a vault or a configuration only makes the list shorter.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pnm.diagnostics import Source
from pnm.errors import ConfigError, PnmError
from pnm.reports.escape import one_line, terminal

_SECONDS = 20.0
"""So long a command may take to be imported."""
_OF_THE_OUTPUT = frozenset({errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EBADF})
"""What goes wrong with stdout, and is no fault of a plugin's."""
_MOST_BYTES = 1_000_000
CONFIG = ".pnm/config.toml"

if TYPE_CHECKING:
    from pnm.found import Plugin


@dataclass(frozen=True, slots=True)
class ForeignCommand:
    """A plugin's command, before it is imported.

    Attributes:
        plugin: The plugin.
        name: As typed after `pnm`.
        about: Its line of help.
        load: Where it is; empty where only the plugin itself can give it.
        settings: The plugin's own, as written.
    """

    plugin: Plugin
    name: str
    about: str
    load: str
    settings: Mapping[str, Mapping[str, object]]

    def command(self) -> click.Command:
        """Import it.

        Raises:
            ShownError: It cannot be imported, or is no click command.
        """
        from pnm.cli.shared import ShownError
        from pnm.host import Host
        from pnm.host.guard import Stopped, fenced
        from pnm.host.said import said

        name = self.plugin.name
        host = Host(self.settings)
        try:
            with fenced(_SECONDS):
                found = self._named() if self.load else self._given(host)
        except KeyboardInterrupt:
            raise
        except Stopped as exc:
            raise ShownError(_unusable(name, self.name, f"it {exc}")) from exc
        except BaseException as exc:
            raise ShownError(_unusable(name, self.name, said(exc))) from exc
        if not isinstance(found, click.Command):
            fault = host.plugins[name].fault if name in host.plugins else ""
            given = f"it is a {type(found).__name__}, not a click command"
            raise ShownError(_unusable(name, self.name, fault or given))
        return _careful(found, name)

    def _named(self) -> object:
        from importlib import import_module

        module, _, attribute = self.load.partition(":")
        return getattr(import_module(module), attribute or "command")

    def _given(self, host: Any) -> object:  # noqa: ANN401 - it is imported late
        from pnm.model import Command

        host.load([self.plugin])
        given = (row for _, row in host.ask_one(self.plugin.name, "pnm_commands", Command).given)
        row = next((row for row in given if row.name == self.name), None)
        return row.load() if row is not None and callable(row.load) else None


class Foreign(NamedTuple):
    """The commands of plugins.

    Attributes:
        commands: By name.
        off: Those of plugins that are off, as far as is known, each with the reason.
    """

    commands: dict[str, ForeignCommand]
    off: dict[str, str]


def foreign_commands(
    typed: Mapping[str, Any], words: Sequence[str], taken: frozenset[str]
) -> Foreign:
    """Return the commands of plugins.

    Args:
        typed: The options before the command, as click has read them so far.
        words: What is typed behind them; a vault may be named there, too.
        taken: Names that are pnm's own, and never a plugin's.

    Returns:
        The commands, those of plugins earlier in the alphabet first. None where plugins are not
        wanted.

    Raises:
        PnmError: A configuration is wrong, so that nobody knows which plugins are switched off.
    """
    own = [*words[: words.index("--")]] if "--" in words else words
    if typed.get("no_plugins") or "--no-plugins" in own:
        return Foreign({}, {})
    from pnm.cli.opening import plugins_there
    from pnm.found.wanted import chosen, left_out_in

    named = (*(typed.get("plugins") or ()), *_behind("-p", own))
    vault, cache, there, wanted = plugins_there(
        typed.get("vault") or next(_behind("--vault", own), None), named
    )
    tables = _tables(vault)
    rows = chosen(there, wanted, left_out_in(tables, CONFIG))
    plugins = [plugin for plugin in rows if not plugin.off]
    settings = {k: v for k, v in tables.get("plugins", {}).items() if isinstance(v, dict)}
    found: dict[str, ForeignCommand] = {}
    for plugin, name, about, load in sorted(_declared(plugins, settings, cache), key=_by_names):
        if name not in taken:
            line = one_line(terminal(about))
            found.setdefault(name, ForeignCommand(plugin, name, line, load, settings))
    return Foreign(found, dict(_off(rows, settings, cache)))


def _off(
    plugins: Iterable[Plugin], settings: Mapping[str, Mapping[str, object]], cache: Path
) -> Iterator[tuple[str, str]]:
    """Yield the commands of plugins that are off, as far as they are remembered, and why."""
    from pnm.found.remembered import Remembered

    remembered = Remembered(cache, settings)
    for plugin in plugins:
        row = remembered.row(plugin) if plugin.off else None
        for one in row["commands"] if row else ():
            yield str(one["name"]), f"a command of the plugin {plugin.name}: {plugin.off}"


def _by_names(row: tuple[Plugin, str, str, str]) -> tuple[str, str]:
    return row[0].name, row[1]


def _declared(
    plugins: Sequence[Plugin], settings: Mapping[str, Mapping[str, object]], cache: Path
) -> Iterator[tuple[Plugin, str, str, str]]:
    """Yield the commands of plugins: each with its plugin, its line of help, and where it is."""
    from pnm.found.remembered import Remembered

    remembered = Remembered(cache, settings)
    rows = {plugin.name: remembered.row(plugin) for plugin in plugins}
    if None in rows.values():
        from pnm.host.declared import declared

        rows = {name: row.values() for name, row in declared(plugins, settings, cache).items()}
    for plugin in plugins:
        row = rows[plugin.name]
        for one in row["commands"] if row else ():
            yield plugin, str(one["name"]), str(one["about"]), str(one["load"])


def _tables(vault: Path | None) -> Mapping[str, Any]:
    """Return the vault's configuration as TOML gives it.

    Raises:
        ConfigError: It cannot be read.
    """
    from pnm.tables import read_tables
    from pnm.vault import read_small

    if vault is None:
        return {}
    try:
        return read_tables(read_small(vault / CONFIG, _MOST_BYTES).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as exc:
        raise ConfigError(
            f"cannot be read: {exc}", mend="mend that line first", source=Source(CONFIG)
        ) from exc


def _behind(option: str, words: Sequence[str]) -> Iterator[str]:
    """Yield the values of an option among what is typed behind a command."""
    for at, word in enumerate(words):
        if word == option and at + 1 < len(words):
            yield words[at + 1]
        elif word.startswith(f"{option}="):
            yield word.partition("=")[2]


def clashes(
    declared: Mapping[str, Sequence[str]], taken: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield which plugins name commands that are another's.

    Args:
        declared: For plugins by name their commands.
        taken: Names that are pnm's own.

    Yields:
        Plugins, each with what is wrong.
    """
    owners: dict[str, str] = {}
    for plugin in sorted(declared):
        for name in declared[plugin]:
            if name in taken:
                yield plugin, f"its command {name} is called like one of pnm's, which comes first"
            elif owners.setdefault(name, plugin) != plugin:
                yield plugin, f"its command {name} is called like one of {owners[name]}'s"


def _careful(command: click.Command, plugin: str) -> click.Command:
    """Return a command whose failure is a message that names its plugin."""
    make_context, invoke = command.make_context, command.invoke

    def made(*values: Any, **named: Any) -> click.Context:
        with _named_where_it_fails(plugin, command):
            return make_context(*values, **named)

    def invoked(ctx: click.Context) -> object:
        ctx.find_root().ensure_object(dict)["plugin"] = plugin
        with _named_where_it_fails(plugin, command):
            return invoke(ctx)

    command.make_context = made  # type: ignore[method-assign]
    command.invoke = invoked  # type: ignore[method-assign]
    return command


@contextmanager
def _named_where_it_fails(plugin: str, command: click.Command) -> Iterator[None]:
    from pnm.cli.shared import ShownError, tell
    from pnm.host.said import said

    try:
        yield
    except PnmError as exc:
        raise ShownError(exc) from exc
    except SystemExit as exc:
        code = exc.code if isinstance(exc.code, int) else int(exc.code is not None)
        if isinstance(exc.code, str):
            tell(exc.code)
        raise click.exceptions.Exit(code) from exc
    except (click.ClickException, click.exceptions.Exit, click.Abort, KeyboardInterrupt):
        raise
    except BaseException as exc:
        if isinstance(exc, OSError) and exc.errno in _OF_THE_OUTPUT:
            raise
        raise ShownError(_unusable(plugin, command.name or "", said(exc), "failed")) from exc


def _unusable(plugin: str, name: str, fault: str, what: str = "cannot be used") -> PnmError:
    return PnmError(
        f"plugin {plugin}: its command {name} {what}: {fault}",
        mend=f"mend or update the plugin, or switch it off: pnm plugins disable {plugin}",
    )
