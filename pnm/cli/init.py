"""`pnm init`: detect how a vault is written, and keep it in `.pnm/config.toml`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from pnm.cli.shared import ShownError, here, say, tell
from pnm.errors import PnmError, VaultError
from pnm.notes import Note

_OBSIDIAN = ("daily-notes.json", "templates.json")
_SETTINGS_BYTES = 100_000


@click.command("init")
@click.argument("folder", required=False)
@click.option("--vault", metavar="FOLDER", help="The folder of notes.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Only show what would be written.")
@click.pass_context
def command(
    ctx: click.Context, folder: str | None, vault: str | None, yes: bool, dry_run: bool
) -> None:
    """Detect how the notes in FOLDER are written, show it, and write only .pnm/config.toml."""
    asked = folder or vault or (ctx.obj or {}).get("vault") or os.environ.get("PNM_VAULT")
    try:
        _init(asked or ".", yes=yes, dry_run=dry_run)
    except PnmError as exc:
        raise ShownError(exc) from exc


def _init(folder: str, *, yes: bool, dry_run: bool) -> None:
    from pnm.config import PATH, read_config
    from pnm.contacts.detect import config_text, detect
    from pnm.contacts.profile import Profile
    from pnm.vault import find_vault, write_text

    vault = find_vault(folder, None, here())
    found = detect(_notes(vault.root), _settings(vault.root), Profile())
    text = config_text(found, Profile()).encode("utf-8", "replace").decode("utf-8")
    read_config(text)
    say(f"# {vault.root / PATH}")
    say(text)
    if os.path.lexists(vault.config_path):
        raise VaultError(
            f"{PATH} is there already; nothing was written",
            mend="edit it by hand with what you see above, or move it away and run pnm init again",
        )
    if dry_run:
        return
    if not yes and not _agreed():
        tell("nothing was written")
        return
    write_text(vault.root, PATH, text.encode("utf-8"), seen=None)
    tell(f"written: {vault.root / PATH}\nnext: pnm doctor, pnm due, pnm review")


def _agreed() -> bool:
    """Ask on a terminal; elsewhere a line that starts with n is a no."""
    if sys.stdin.isatty():
        return click.confirm("Write this file? No note is touched", default=True, err=True)
    answer = sys.stdin.readline() if not sys.stdin.closed else ""
    return not answer.strip().casefold().startswith("n")


def _notes(root: Path) -> Iterator[Note]:
    from pnm.notes import parse
    from pnm.vault import Walk, read_note

    for entry in Walk(str(root)):
        content = read_note(str(root), entry.path)
        if content.text is not None:
            yield parse(content.text, entry.path)


def _settings(root: Path) -> dict[str, str]:
    from pnm.vault import read_small

    found = {}
    for name in _OBSIDIAN:
        try:
            data = read_small(root / ".obsidian" / name, _SETTINGS_BYTES)
        except OSError:
            continue
        found[name] = data.decode("utf-8", "replace")
    return found
