"""`pnm report`: the reports that there are, and what each wants to be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from pnm.cli.shared import columns, say, say_json, with_session
from pnm.session import Session

if TYPE_CHECKING:
    from pnm.model import Report
    from pnm.reporting import Known


@click.command("list")
@with_session
def command(session: Session, as_json: bool) -> None:
    """List the reports, each with what to type behind its name."""
    known = session.reporting.known
    if as_json:
        say_json([_value(row) for row in known])
        return
    for line in columns([row for one in known for row in _rows(one.report)]):
        say(line)


def _rows(report: Report) -> Iterator[tuple[str, str]]:
    """Yield a report with what must be typed behind it, then what that and all else means."""
    from pnm.reports.given import typed_as, typed_for

    needed = tuple(row for row in report.parameters if row.default is None)
    yield typed_as(replace(report, parameters=needed)), report.about or report.title
    for parameter in report.parameters:
        yield f"    {typed_for(parameter)}", parameter.about


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
