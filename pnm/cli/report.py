"""`pnm report`: all reports that plugins can make."""

from __future__ import annotations

import click

from pnm.cli.rendering import Wanted, report_options, show_report
from pnm.cli.shared import columns, say, say_json, tell, with_session
from pnm.session import Session


@click.command("report")
@click.argument("name", required=False)
@click.argument("template", required=False)
@report_options
@with_session
def command(
    session: Session, name: str | None, template: str | None, wanted: Wanted, as_json: bool
) -> None:
    """List the reports, render the one called NAME, or copy a template to edit it.

    `pnm report` lists; `pnm report weekly-review` renders; `pnm report eject weekly-review`
    copies its template into .pnm/templates/. With --format html the page's template.
    """
    if name == "eject":
        _eject(session, template, wanted)
    elif name is None:
        _list(session, as_json=as_json)
    elif template is not None:
        raise click.UsageError(f"{template!r} is too much; did you mean: pnm report eject {name}?")
    else:
        show_report(session, name, wanted, as_json=as_json)


def _list(session: Session, *, as_json: bool) -> None:
    if as_json:
        say_json(
            [
                {"name": row.name, "title": row.title, "about": row.about, "path": row.path or None}
                for row in session.reports
            ]
        )
        return
    for line in columns([(row.name, row.about or row.title) for row in session.reports]):
        say(line)


def _eject(session: Session, template: str | None, wanted: Wanted) -> None:
    if template is None:
        raise click.UsageError("name a report: pnm report eject weekly-review")
    path = session.eject(template, wanted.format or "markdown")
    tell(f"copied to {path}; edit it there, delete it to have the original back")
