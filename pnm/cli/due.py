"""`pnm due`: what is due, soonest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pnm.cli.shared import drawn, say_drawn, say_json, tell_faults, with_session

if TYPE_CHECKING:
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
    if as_json:
        question = ("due as json", within_days, kind)
        say_json(session.answers.get(question, lambda: _values(session, within_days, kind)))
        return
    question = ("due", within_days, kind)
    # What is asked each day may be of any length.
    place = "due" if within_days is None and kind is None else ""
    text = session.answers.get(
        question, lambda: drawn(_table(session, within_days, kind)), place=place
    )
    say_drawn(text)
    tell_faults(session)


def _values(session: Session, within_days: int | None, kind: str | None) -> list[dict[str, Any]]:
    from pnm.cli.values import reminder_json

    return [reminder_json(session, plugin, row) for plugin, row in _due(session, within_days, kind)]


def _table(session: Session, within_days: int | None, kind: str | None) -> list[tuple[str, ...]]:
    from pnm.dates import spoken_day

    return [
        (
            session.network[row.contact_id].name,
            row.text,
            spoken_day(row.due, session.setting.today),
            f"[{plugin}]",
        )
        for plugin, row in _due(session, within_days, kind)
    ]


def _due(session: Session, within_days: int | None, kind: str | None) -> list[tuple[str, Reminder]]:
    rows = [
        (plugin, row)
        for plugin, row in session.opinions.reminders
        if _is_due(row, session, within_days) and (kind is None or row.kind == kind)
    ]
    return sorted(rows, key=_order)


def _is_due(row: Reminder, session: Session, within_days: int | None) -> bool:
    days = max(AHEAD_DAYS, row.lead_days) if within_days is None else within_days
    return (row.due - session.setting.today).days <= days


def _order(pair: tuple[str, Reminder]) -> tuple[bool, float, object, str]:
    _, row = pair
    return row.ratio is None, -(row.ratio or 0.0), row.due, row.contact_id
