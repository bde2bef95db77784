"""`pnm check`: what is wrong or doubtful in the notes."""

from __future__ import annotations

import click

from pnm.cli.shared import say, say_json, with_session
from pnm.cli.values import diagnostic_json
from pnm.diagnostics import Severity
from pnm.session import Session
from pnm.wording import counted


@click.command("check")
@click.option("--all", "everything", is_flag=True, help="Also what could merely be better.")
@with_session(lists_problems=True)
def command(session: Session, everything: bool, as_json: bool) -> int:
    """Say what is wrong or doubtful in the notes, and how to mend it. Exits 1 on errors."""
    rows = session.checks
    errors = sum(row.severity == Severity.ERROR for row in rows)
    if as_json:
        say_json([diagnostic_json(row) for row in rows])
        return 1 if errors else 0
    shown = [row for row in rows if everything or row.severity != Severity.INFO]
    for row in shown:
        say(str(row))
    warnings = sum(row.severity == Severity.WARNING for row in rows)
    hints = counted(len(rows) - errors - warnings, "hint")
    more = f", {hints}" if everything else f"; {hints} more with --all"
    more = more if len(rows) > errors + warnings else ""
    told = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}{more}"
    say(told if rows else "nothing to mend")
    return 1 if errors else 0
