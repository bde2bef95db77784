"""`pnm why`: what counted as being in touch, what did not, by which rule."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pnm.cli.shared import say, say_json, with_session
from pnm.cli.whom import whom
from pnm.model import Interaction, Rejected
from pnm.session import Session
from pnm.wording import counted

_SHOWN = 20


@click.command("why")
@click.argument("name", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Every line, not only the newest 20.")
@with_session
def command(session: Session, name: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Say what counted as being in touch with NAME, and what did not, with file and line."""
    network = session.network
    contact = whom(network, " ".join(name))
    talks = network.interactions_of(contact.id)[::-1]
    plans = network.plans_of(contact.id)
    rejected = network.rejected_of(contact.id)
    if as_json:
        say_json(
            {
                "counted": [_talk_json(row) for row in talks],
                "rejected": [
                    *(_rejected_json(row, "in the future: it is a plan") for row in plans),
                    *(_rejected_json(row, row.reason) for row in rejected),
                ],
            }
        )
        return
    say(f"{contact.name}: {counted(len(talks), 'time')} counted")
    _counted(talks, None if everything else _SHOWN)
    if plans or rejected:
        say("did not count")
    for row in plans:
        say(f"  {row.source}  in the future ({row.day}): it is a plan")
    _rejected(rejected, None if everything else _SHOWN)


def _talk_json(row: Interaction) -> dict[str, object]:
    return {
        "date": row.day.isoformat(),
        "channel": row.channel or None,
        "text": row.text,
        "source": str(row.source),
        "rule": row.rule,
    }


def _rejected_json(row: Interaction | Rejected, reason: str) -> dict[str, object]:
    return {"source": str(row.source), "reason": reason}


def _counted(rows: Sequence[Interaction], most: int | None) -> None:
    for row in rows[:most]:
        told = ": ".join(part for part in (row.channel, row.text) if part)
        say(f"  {row.day}  {row.source}  {row.rule}" + (f"\n      {told}" if told else ""))
    if most and len(rows) > most:
        say(f"  … and {len(rows) - most} older; --all shows them")


def _rejected(rows: Sequence[Rejected], most: int | None) -> None:
    for row in rows[:most]:
        say(f"  {row.source}  {row.reason}")
    if most and len(rows) > most:
        say(f"  … and {len(rows) - most} more; --all shows them")
