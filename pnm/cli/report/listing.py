"""`pnm report`: the reports that there are, and what each wants to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pnm.cli.shared import columns, say, say_json, with_session
from pnm.session import Session

if TYPE_CHECKING:
    from pnm.reporting import Known


@click.command("list")
@with_session
def command(session: Session, as_json: bool) -> None:
    """List the reports, each with what to type behind its name."""
    from pnm.reports.given import typed_as

    known = session.reporting.known
    if as_json:
        say_json([_value(row) for row in known])
        return
    rows = [(typed_as(row.report), row.report.about or row.report.title) for row in known]
    for line in columns(rows):
        say(line)


def _value(known: Known) -> dict[str, object]:
    report = known.report
    return {
        "name": report.name,
        "title": report.title,
        "about": report.about,
        "path": report.path or None,
        "origin": known.origin,
        "parameters": [
            {
                "name": parameter.name,
                "about": parameter.about,
                "kind": parameter.kind,
                "many": parameter.many,
                "default": parameter.default,
            }
            for parameter in report.parameters
        ],
    }
