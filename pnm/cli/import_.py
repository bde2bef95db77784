"""`pnm import`: contacts out of another format, as new notes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from pnm.cli.shared import columns, say, say_json, tell, with_session
from pnm.errors import VaultError
from pnm.wording import counted

if TYPE_CHECKING:
    from pnm.exchange import Formats, Left, Plan, Planned
    from pnm.session import Session

_IN_PARTS: Final = "import it in parts"


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
) -> int:
    """List the formats, or make a new note for each contact in FILE; `-` is stdin.

    No note that is there is touched. A contact who seems to be there already, by uid, e-mail
    address or name, is named and left alone. What in FILE cannot be read is named with its line,
    and pnm exits with 1; the rest is imported.
    """
    from pnm.exchange import Formats, plan_import

    formats = Formats(session.host)
    if fmt is None:
        _list(formats, as_json=as_json)
        return 0
    if file is None:
        raise click.UsageError(f"name a file: pnm import {fmt} FILE")
    plan = plan_import(
        formats.read(fmt, _bytes(file)), session.network, session.setting.vault, into
    )
    if not dry_run:
        _write(session, plan)
    if as_json:
        say_json(_shown(plan, dry_run=dry_run))
    else:
        _say(plan, dry_run=dry_run)
    return int(any(row.faulty for row in plan.left))


def _write(session: Session, plan: Plan) -> None:
    """Write the notes; where that comes to an early end, tell how far it came."""
    from pnm.exchange import write_notes

    done = 0
    try:
        for _ in write_notes(session.setting.vault, plan.notes):
            done += 1
    except (KeyboardInterrupt, VaultError):
        tell(f"{done} of {counted(len(plan.notes), 'note')} written before the end")
        raise
    finally:
        session.index.outdate()
        session.answers.outdate()


def _bytes(file: str) -> bytes:
    from pnm.exchange import LARGEST_BYTES
    from pnm.vault import read_small

    if file == "-":
        data = sys.stdin.buffer.read(LARGEST_BYTES + 1)
        if len(data) > LARGEST_BYTES:
            raise VaultError(f"stdin has more than {LARGEST_BYTES:,} bytes", mend=_IN_PARTS)
        return data
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
    out = sum(row.faulty for row in plan.left)
    alone = len(plan.left) - out
    more = [f"{alone} left alone"] * (alone > 0) + [f"{out} left out for faults"] * (out > 0)
    tell(", ".join([said, *more]))


def _planned(note: Planned) -> str:
    return f"{note.path}  ({note.made_of})" if note.made_of else note.path


def _left(row: Left) -> str:
    if row.faulty:
        who = f" ({row.name})" if row.name and row.made_of else row.name
        return f"left out: {row.made_of}{who} {row.why}"
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
