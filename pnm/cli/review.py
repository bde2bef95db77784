"""`pnm review`: the weekly review."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pnm.cli.rendering import Wanted, report_options, show_report
from pnm.cli.shared import with_session

if TYPE_CHECKING:
    from pnm.session import Session


@click.command("review")
@report_options
@with_session
def command(session: Session, wanted: Wanted, as_json: bool) -> None:
    """Print the weekly review, or --write it into the vault as a note to tick.

    Ticking a line in the note is logging it: on the next run that person was in touch on that
    day, and what is typed beneath is what is remembered. Writing again keeps all of it.
    """
    show_report(session, None, wanted, as_json=as_json)
