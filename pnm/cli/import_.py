"""`pnm import`: contacts out of another format, as new notes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pnm.cli.shared import columns, say, say_json, tell, with_session
from pnm.errors import VaultError
from pnm.wording import counted

if TYPE_CHECKING:
    from pnm.exchange import Formats, Left, Plan, Planned
    from pnm.session import Session


@click.command("import")
@click.argument("fmt", metavar="[FORMAT]", required=False)
@click.argument("file", required=False)
@click.option(
    "--into", metavar="FOLDER", help="Put the notes here; default: where most contacts are."
)
@click.option("--dry-run", is_flag=True, help="Show the notes without writing them.")
@with_session
def command(
    session: Session,
    fmt: str | None,
    file: str | None,
    into: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """List the formats, or make a new note for each contact in FILE; `-` is stdin.

    No note that is there is touched. A contact who seems to be there already, by uid, e-mail
    address or name, is named and left alone.
    """
    from pnm.exchange import Formats, plan_import, write_notes

    formats = Formats(session.host)
    if fmt is None:
        _list(formats, as_json=as_json)
        return
    if file is None:
        raise click.UsageError(f"name a file: pnm import {fmt} FILE")
    plan = plan_import(
        formats.read(fmt, _bytes(file)), session.network, session.setting.vault, into
    )
    if not dry_run:
        for _ in write_notes(session.setting.vault, plan.notes):
            pass
        session.index.outdate()
        session.answers.outdate()
    if as_json:
        say_json(_shown(plan, dry_run=dry_run))
        return
    _say(plan, dry_run=dry_run)


def _bytes(file: str) -> bytes:
    from pnm.exchange import LARGEST_BYTES
    from pnm.vault import read_small

    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return read_small(file, LARGEST_BYTES)
    except (OSError, ValueError) as exc:
        said = getattr(exc, "strerror", None) or exc
        raise VaultError(
            f"{file} cannot be read: {said}", mend="name the file that was exported"
        ) from exc


def _list(formats: Formats, *, as_json: bool) -> None:
    rows = [
        (name, row.about, row.suffixes, plugin) for name, (plugin, row) in formats.importers.items()
    ]
    if as_json:
        say_json(
            [
                {"name": name, "about": about, "suffixes": list(suffixes), "plugin": plugin}
                for name, about, suffixes, plugin in rows
            ]
        )
        return
    shown = [(name, " ".join(ends), about, f"[{plugin}]") for name, about, ends, plugin in rows]
    for line in columns(shown):
        say(line)


def _say(plan: Plan, *, dry_run: bool) -> None:
    for note in plan.notes:
        say(_planned(note))
        if dry_run:
            for line in note.text.splitlines():
                say(f"    {line}".rstrip())
    for row in plan.left:
        tell(_left(row))
    done = "would be written" if dry_run else "written"
    said = f"{counted(len(plan.notes), 'note')} {done}"
    tell(f"{said}, {len(plan.left)} left alone" if plan.left else said)


def _planned(note: Planned) -> str:
    return f"{note.path}  ({note.made_of})" if note.made_of else note.path


def _left(row: Left) -> str:
    of = f" ({row.made_of})" if row.made_of else ""
    there = f": {row.path}" if row.path else ""
    return f"left alone: {row.name}{of} {row.why}{there}"


def _shown(plan: Plan, *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "notes": [
            {"path": note.path, "name": note.name, "made_of": note.made_of or None}
            for note in plan.notes
        ],
        "left_alone": [
            {
                "name": row.name,
                "why": row.why,
                "path": row.path or None,
                "made_of": row.made_of or None,
            }
            for row in plan.left
        ],
    }
