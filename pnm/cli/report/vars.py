"""`pnm report vars`: all that a report's template may use, with examples out of this vault."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

import click

from pnm.cli.shared import columns, say, say_json, with_session
from pnm.cli.whom import whom
from pnm.reports.escape import json_text
from pnm.session import Session
from pnm.wording import shortened

if TYPE_CHECKING:
    from pnm.reports.contract import Name
    from pnm.reports.folders import Format

_HEADINGS: Final = {
    "page": "The page",
    "report": "The report",
    "section": "A section: {% for section in sections %}",
    "line": "A line: {% for line in section.lines %}",
    "person": "A person: line.person",
    "source": "A source: {% for source in line.sources %}",
    "chart": "A chart: section.chart",
    "filter": "Filters: {{ value | filter }}",
    "test": "Tests: {% if value is test %}",
    "function": "Functions",
    "block": "Blocks: {% block NAME %}, in a template that extends the original",
}
_LONGEST: Final = 44


@click.command("vars")
@click.argument("name")
@click.argument("values", nargs=-1, metavar="[VALUE | KEY=VALUE]...")
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["markdown", "html"]),
    default="markdown",
    show_default=True,
    help="Which template.",
)
@with_session
def command(
    session: Session, name: str, values: tuple[str, ...], fmt: Format, as_json: bool
) -> None:
    """List all that the template of report NAME may use: name, kind, an example, what it means.

    The examples are what it would be now, in this vault.
    """
    rows = session.reporting.names(name, values, lambda text: whom(session, text), fmt)
    if as_json:
        say_json([_value(row) for row in rows])
        return
    for where, group in groupby(rows, key=lambda row: row.where):
        say(_HEADINGS[where])
        if where in {"test", "function"}:
            say(f"  {' '.join(row.name for row in group)}\n")
            continue
        for line in columns(list(_told(where, list(group)))):
            say(line)
        say()


def _told(where: str, rows: list[Name]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row; Jinja's own filters stand in one."""
    if where == "block":
        yield from (("  " + row.name, row.about) for row in rows)
        return
    if where == "filter":
        yield from (("  " + row.name, row.about) for row in rows if row.about != _OF_JINJA)
        own = " ".join(row.name for row in rows if row.about == _OF_JINJA)
        yield ("  " + "Jinja's", own)
        return
    for row in rows:
        yield ("  " + row.name, row.kind, _example(row.example), row.about)


def _example(value: object) -> str:
    if value is None:
        return ""
    return shortened(value if isinstance(value, str) else json_text(value, indent=None), _LONGEST)


_OF_JINJA: Final = "Jinja's own"


def _value(row: Name) -> dict[str, object]:
    return {
        "where": row.where,
        "name": row.name,
        "kind": row.kind or None,
        "about": row.about,
        "example": row.example,
    }
