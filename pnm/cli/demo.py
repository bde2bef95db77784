"""`pnm demo`: a copy of the example vault, for trying."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

import click

from pnm.cli.shared import ShownError, say
from pnm.errors import PnmError, VaultError

AS_OF = "2026-11-16"
"""The day on which every section of the example's review has something in it."""


@click.command("demo")
@click.argument("path", required=False)
def command(path: str | None) -> None:
    """Unpack an invented person's vault into PATH, or into a new temporary folder."""
    from pnm.vault import create_tree

    try:
        target = Path(path) if path else Path(tempfile.mkdtemp(prefix="pnm-demo-"))
        create_tree(target, _files(_example()))
    except PnmError as exc:
        raise ShownError(exc) from exc
    except OSError as exc:
        error = VaultError(f"no folder can be made: {exc}", mend="name a folder: pnm demo PATH")
        raise ShownError(error) from exc
    say(f"The vault of Nora Ekelund, invented, lies in {target}")
    say(f"try: pnm --vault {shlex.quote(str(target))} --as-of {AS_OF} review")


def _example() -> Path:
    """Return the example inside the installed package, else the one of the checkout."""
    home = Path(__file__).parent.parent
    for place in (home / "example", home.parent / "vault-example"):
        if place.is_dir():
            return place
    raise VaultError("the example vault is not installed", mend="install pnm again")


def _files(example: Path) -> dict[str, bytes]:
    return {
        path.relative_to(example).as_posix(): path.read_bytes()
        for path in sorted(example.rglob("*"))
        if path.is_file()
    }
