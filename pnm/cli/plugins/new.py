"""`pnm plugins new`: a plugin to start from, which works as made."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pnm import __version__
from pnm.cli.shared import ShownError, say
from pnm.errors import PnmError

if TYPE_CHECKING:
    from pnm.scaffold import Names


@click.command("new")
@click.argument("name")
@click.option("--single-file", is_flag=True, help="Make one file instead of a package.")
@click.option(
    "--into",
    metavar="FOLDER",
    default=".",
    show_default="the current folder",
    help="Where to make it.",
)
def command(name: str, single_file: bool, into: str) -> None:
    """Make a plugin called NAME to start from, with tests that pass.

    It has settings, a tag, reminders, a section of the weekly review, and a command; take away what
    you do not need. Nothing that is there is changed.
    """
    from pnm import scaffold

    try:
        names = scaffold.names_of(name, __version__, _taken())
        folder = Path(into)
        if single_file:
            files = scaffold.write_files(folder, [scaffold.single_file(names)])
        else:
            files = scaffold.write_files(folder, scaffold.package_files(names))
    except PnmError as exc:
        raise ShownError(exc) from exc
    for file in files:
        say(str(file))
    say()
    if single_file:
        _say_where_to_put(names, files[0])
    else:
        _say_what_next(names, folder / names.project)


def _taken() -> frozenset[str]:
    """Return the names of all plugins and commands that there are."""
    from pnm.cli import COMMANDS
    from pnm.cli.opening import plugins_there

    _, _, plugins, _ = plugins_there(None, ())
    return frozenset(COMMANDS) | {plugin.name for plugin in plugins}


def _say_what_next(names: Names, project: Path) -> None:
    typed = shlex.quote(str(project))
    say("next:")
    say(f"    pip install --editable {shlex.quote(f'{project}[test]')}")
    say(f"    (cd {typed} && pytest && ruff check && ruff format --check && mypy)")
    say(f"    pnm plugins check {typed}")
    _say_settings(names)


def _say_where_to_put(names: Names, file: Path) -> None:
    from pnm.vault import config_folder

    config = config_folder(os.environ)
    if config is not None:
        say(f"for all your vaults, put it into {config / 'plugins'}")
    say(f"for one vault, put it into its .pnm/plugins, then: pnm plugins trust {names.name}")
    say(f"check it with: pnm plugins check {shlex.quote(str(file))}")
    _say_settings(names)


def _say_settings(names: Names) -> None:
    say(f'its settings stand in .pnm/config.toml: [plugins.{names.name}] cities = ["Lisbon"]')
