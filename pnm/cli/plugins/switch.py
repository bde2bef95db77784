"""`pnm plugins enable` and `disable`: which plugins are asked, in this vault or in all.

In: a plugin's name. Out: one list in a configuration changed, every other byte as it was.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from pnm.cli.plugins.named import plugin_named
from pnm.cli.shared import say, say_json, tell, with_session
from pnm.diagnostics import Source
from pnm.errors import ConfigError
from pnm.found import Plugin
from pnm.found.left_out import with_plugin
from pnm.found.wanted import FILE, LeftOut, left_out_in
from pnm.session import Session
from pnm.tables import read_tables
from pnm.vault import config_folder, read_small, write_text

_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class _File:
    """A configuration that may be changed.

    Attributes:
        root: The folder in which it is written.
        path: In that folder.
        shown: What to call it.
    """

    root: Path
    path: str
    shown: str

    def read(self) -> bytes | None:
        """Return its bytes; None where there is none.

        Raises:
            ConfigError: It cannot be read.
        """
        try:
            return read_small(self.root / self.path, _MOST_BYTES)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as exc:
            raise ConfigError(
                f"cannot be read: {exc.strerror or exc}",
                mend="make it a file that you may read",
                source=Source(self.shown),
            ) from exc


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--dry-run", is_flag=True, help="Show what would be written."),
        click.option("--everywhere", is_flag=True, help="In all vaults, not in this one only."),
        click.argument("name"),
    ):
        function = option(function)
    return function


@click.command("enable")
@_options
@with_session(strict=False)
def enable(session: Session, name: str, everywhere: bool, dry_run: bool, as_json: bool) -> None:
    """Ask a plugin again, in this vault; with --everywhere in all vaults."""
    _switch(session, name, everywhere, dry_run=dry_run, as_json=as_json, wanted=True)


@click.command("disable")
@_options
@with_session(strict=False)
def disable(session: Session, name: str, everywhere: bool, dry_run: bool, as_json: bool) -> None:
    """Leave a plugin out, in this vault; with --everywhere in all vaults.

    It is then not even imported.
    """
    _switch(session, name, everywhere, dry_run=dry_run, as_json=as_json, wanted=False)


def _switch(
    session: Session, name: str, everywhere: bool, *, dry_run: bool, as_json: bool, wanted: bool
) -> None:
    plugin = plugin_named(session, name)
    file = _file(session, everywhere=everywhere)
    seen = file.read()
    text = (seen or b"").decode("utf-8", "surrogateescape")
    try:
        after = with_plugin(text, plugin.name, wanted=wanted)
    except ValueError as exc:
        raise ConfigError(
            f"cannot be read: {exc}", mend="mend that line first", source=Source(file.shown)
        ) from exc
    if dry_run:
        diff = "".join(_diff(text, after, file.shown))
        if as_json:
            say_json({"name": plugin.name, "path": file.shown, "diff": diff})
        else:
            say(diff, nl=False)
        return
    changed = False
    if after != text:
        data = after.encode("utf-8", "surrogateescape")
        changed = write_text(file.root, file.path, data, seen=seen).changed
    if as_json:
        say_json({"name": plugin.name, "enabled": wanted, "path": file.shown, "changed": changed})
    word = "asked" if wanted else "left out"
    still = _still_off(session, plugin, left_out_in(read_tables(after), file.shown), everywhere)
    if wanted and still:
        word = f"off still: {still}"
    tell(f"{plugin.name} is {word}" + (f"; written: {file.shown}" if changed else ""))


def _still_off(session: Session, plugin: Plugin, left_out: LeftOut, everywhere: bool) -> str:
    """Say why a plugin is left out after a change; empty where it is asked."""
    wanted, config = session.setting.wanted, session.written
    found = next(one for one in session.setting.plugins if one.value == plugin.value)
    if everywhere:
        vault = LeftOut(config.disabled, ".pnm/config.toml")
        return found.off or replace(wanted, user=left_out).why_not(plugin.name, vault)
    return found.off or wanted.why_not(plugin.name, left_out)


def _file(session: Session, *, everywhere: bool) -> _File:
    if not everywhere:
        return _File(session.setting.vault.root, ".pnm/config.toml", ".pnm/config.toml")
    folder = config_folder(os.environ)
    if folder is None:
        raise ConfigError(
            "there is no folder for your settings: the home folder is not known",
            mend="set PNM_CONFIG_DIR to a folder that you may write to",
        )
    return _File(folder, FILE, str(folder / FILE))


def _diff(before: str, after: str, path: str) -> list[str]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return list(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}"))
