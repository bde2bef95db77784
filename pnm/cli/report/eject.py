"""`pnm report eject`: a template, copied into the vault to be edited."""

from __future__ import annotations

import click

from pnm.cli.shared import say_json, tell, with_session
from pnm.session import Session


@click.command("eject")
@click.argument("name")
@click.option(
    "--format", "fmt", type=click.Choice(["markdown", "html"]), help="Which of its templates."
)
@with_session
def command(session: Session, name: str, fmt: str | None, as_json: bool) -> None:
    """Copy the template of report NAME, or a part such as line.md.j2, into .pnm/templates/."""
    path = session.reporting.eject(name, "html" if fmt == "html" else "markdown")
    if as_json:
        say_json({"path": path})
        return
    tell(f"copied to {path}; edit it there, delete it to have the original back")
