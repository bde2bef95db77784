"""`pnm export`: the network in another format, as plugins write them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pnm.cli.shared import columns, say, say_file, say_json, tell, with_session

if TYPE_CHECKING:
    from pnm.exchange import Formats
    from pnm.session import Session


@click.command("export")
@click.argument("fmt", metavar="[FORMAT]", required=False)
@click.option(
    "--output", "-o", metavar="FILE", help="Write into this new file instead of printing."
)
@with_session
def command(session: Session, fmt: str | None, output: str | None, as_json: bool) -> None:
    """List the formats, or write the network in FORMAT to stdout.

    Private contacts stay out unless the plugin's settings say otherwise. A file that is there is
    never written over.
    """
    from pnm.exchange import Formats

    formats = Formats(session.host)
    if fmt is None:
        if output:
            raise click.UsageError("--output needs a format; `pnm export` lists them")
        _list(formats, as_json=as_json)
        return
    if as_json:
        raise click.UsageError("--json is for the list of formats; a format is what it is")
    written = formats.export(fmt, session.network)
    if output is None:
        _print(written)
        return
    from pnm.vault import write_new_file

    data = written.encode("utf-8", "replace") if isinstance(written, str) else written
    write_new_file(Path(output).expanduser(), data)
    tell(f"written: {output}")


def _print(written: str | bytes) -> None:
    """Print a format as it is; on a terminal without what a terminal takes for orders."""
    if not sys.stdout.isatty():
        say_file(written)
        return
    try:
        text = written if isinstance(written, str) else written.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise click.UsageError("this format is no text; use --output FILE, or a pipe") from exc
    say(text, nl=False)


def _list(formats: Formats, *, as_json: bool) -> None:
    rows = [(name, row.about, plugin) for name, (plugin, row) in formats.exporters.items()]
    if as_json:
        say_json([{"name": name, "about": about, "plugin": plugin} for name, about, plugin in rows])
        return
    for line in columns([(name, about, f"[{plugin}]") for name, about, plugin in rows]):
        say(line)
