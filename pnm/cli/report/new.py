"""`pnm report new`: a template that is a report of its own."""

from __future__ import annotations

import click

from pnm.cli.report import COMMANDS
from pnm.cli.shared import say_json, tell, with_session
from pnm.errors import VaultError
from pnm.session import Session


@click.command("new")
@click.argument("name")
@click.option("--from", "like", metavar="REPORT", help="Start with a copy of that one's template.")
@with_session
def command(session: Session, name: str, like: str | None, as_json: bool) -> None:
    """Write .pnm/templates/NAME.md.j2, which is a report from then on: `pnm report NAME`.

    What stands in it is said in its first lines: the people that match a query, or all that
    stands in the report that it started --from.
    """
    if name in COMMANDS:
        raise VaultError(
            f"{name!r} cannot be the name of a report: it is a command", mend="take another name"
        )
    path = session.reporting.new(name, like)
    if as_json:
        say_json({"path": path, "name": name})
        return
    tell(f"written: {path}")
    tell(f"    see it: pnm report {name}")
    tell(f"    while you edit it: pnm report preview {name} --watch")
