"""`pnm plugins trust` and `distrust`: what of a vault may be run.

In: a plugin's name, an answer. Out: its text, shown; the word that it is trusted, kept.
"""

from __future__ import annotations

import os
import sys

import click

from pnm.cli.plugins.named import plugin_named
from pnm.cli.shared import say, say_json, tell, with_session
from pnm.errors import RefusedError
from pnm.found.files import with_code
from pnm.found.trust import Trust
from pnm.session import Session
from pnm.vault import data_folder


def _trust() -> Trust:
    return Trust(data_folder(os.environ.get("PNM_DATA_DIR")))


@click.command("trust")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Trust it without being asked.")
@with_session(strict=False)
def trust(session: Session, name: str, yes: bool, as_json: bool) -> None:
    """Show a plugin that lies in the vault, and let it be asked if you trust it.

    A plugin can do whatever you can do: read your files, send them away, delete them. Trust is
    given to its text, in this vault, on this machine; when the text changes it is off again.
    """
    plugin = plugin_named(session, name, "vault")
    vault = session.setting.vault.root
    if not plugin.code:
        plugin = with_code(plugin)
    if not plugin.code or not _may_be_trusted(plugin.off):
        why = plugin.off if plugin.off and not _may_be_trusted(plugin.off) else "it is empty"
        raise RefusedError(f"{plugin.value}: {why}", mend="look at the file, and at its name")
    lines = plugin.code.decode("utf-8", "replace").removesuffix("\n").split("\n")
    for number, line in enumerate(lines, 1):
        (tell if as_json else say)(f"{number:5}  {_visible(line)}")
    _sure(plugin.value, len(lines), yes=yes)
    _trust().give(vault, plugin)
    if as_json:
        say_json({"name": plugin.name, "path": plugin.value, "sha256": plugin.digest})
    tell(f"trusted: {plugin.name}; it is off again when its text changes")


def _may_be_trusted(off: str) -> bool:
    """Tell whether trust is all that a plugin is in want of."""
    return not off or "trusted" in off


def _visible(line: str) -> str:
    """Return a line in which nothing is hidden from its reader."""
    line = line.removesuffix("\r")
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() or c == "\t" else f"<U+{ord(c):04X}>" for c in line)


def _sure(path: str, lines: int, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise RefusedError(
            f"{path} is not trusted: nobody is there to be asked",
            mend="read it, and say: pnm plugins trust NAME --yes",
        )
    asked = f"These {lines} lines can do whatever you can do. Let pnm run them?"
    if not click.confirm(asked, default=False, err=True):
        raise RefusedError(f"{path} stays off", mend="nothing; it was not run")


@click.command("distrust")
@click.argument("name")
@with_session(strict=False)
def distrust(session: Session, name: str, as_json: bool) -> None:
    """Let a plugin of the vault be asked no more."""
    plugin = plugin_named(session, name, "vault")
    was = _trust().take(session.setting.vault.root, plugin)
    if as_json:
        say_json({"name": plugin.name, "was_trusted": was})
    tell(f"{plugin.name} is off" if was else f"{plugin.name} was not trusted")
