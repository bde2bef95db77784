"""`pnm report NAME`: one report, printed or written into the vault as a note."""

from __future__ import annotations

import click

from pnm.cli.rendering import Wanted, report_options, show_report
from pnm.cli.shared import with_session
from pnm.session import Session


@click.command("show")
@click.argument("name")
@click.argument("values", nargs=-1, metavar="[VALUE | KEY=VALUE]...")
@report_options
@with_session
def command(
    session: Session, name: str, values: tuple[str, ...], wanted: Wanted, as_json: bool
) -> None:
    """Print the report called NAME, or --write it into the vault as a note.

    What the report wants to be told is typed behind its name: values in the order that
    `pnm report` lists, or as KEY=VALUE. A day may be said in words: "from=next monday".
    """
    show_report(session, name, wanted, values, as_json=as_json)
