"""`pnm due`: what is due, soonest first."""

from __future__ import annotations

import click

from pnm.cli.shared import columns, say, say_json, tell_note_faults, with_session
from pnm.cli.values import reminder_json
from pnm.dates import spoken_day
from pnm.model import Reminder
from pnm.session import Session

AHEAD_DAYS = 14


@click.command("due")
@click.option(
    "--within",
    "within_days",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Look this many days ahead; else 14, and for birthdays as long as their circle wishes.",
)
@click.option("--kind", metavar="KIND", help="Only this kind: reach_out, birthday, promise …")
@with_session
def command(session: Session, within_days: int | None, kind: str | None, as_json: bool) -> None:
    """List what is due: people gone quiet first by how quiet, then dates and promises."""
    rows = [
        (plugin, row)
        for plugin, row in session.opinions.reminders
        if _is_due(row, session, within_days) and (kind is None or row.kind == kind)
    ]
    rows.sort(key=_order)
    if as_json:
        say_json([reminder_json(session, plugin, row) for plugin, row in rows])
        return
    table = [
        (
            session.network[row.contact_id].name,
            row.text,
            spoken_day(row.due, session.setting.today),
            f"[{plugin}]",
        )
        for plugin, row in rows
    ]
    for line in columns(table):
        say(line)
    tell_note_faults(session.network.diagnostics)


def _is_due(row: Reminder, session: Session, within_days: int | None) -> bool:
    days = max(AHEAD_DAYS, row.lead_days) if within_days is None else within_days
    return (row.due - session.setting.today).days <= days


def _order(pair: tuple[str, Reminder]) -> tuple[bool, float, object, str]:
    _, row = pair
    return row.ratio is None, -(row.ratio or 0.0), row.due, row.contact_id
