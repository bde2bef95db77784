"""`pnm why`: what counted as being in touch, what did not, by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pnm.cli.shared import say, say_json, with_session
from pnm.cli.whom import whom
from pnm.wording import counted

if TYPE_CHECKING:
    from pnm.model import Interaction
    from pnm.session import Session

_SHOWN = 20


@click.command("why")
@click.argument("name", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Every line, not only the newest 20.")
@with_session
def command(session: Session, name: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Say what counted as being in touch with NAME, and what did not, with file and line."""
    contact_id = whom(session, " ".join(name))
    told = session.answers.get(("why", contact_id), lambda: _told(session, contact_id))
    if as_json:
        plans = [(source, "in the future: it is a plan") for source, _ in told["plans"]]
        say_json(
            {
                "counted": told["counted"],
                "rejected": [
                    {"source": source, "reason": reason}
                    for source, reason in (*plans, *told["rejected"])
                ],
            }
        )
        return
    most = None if everything else _SHOWN
    say(f"{told['name']}: {counted(len(told['counted']), 'time')} counted")
    _counted(told["counted"], most)
    if told["plans"] or told["rejected"]:
        say("did not count")
    for source, day in told["plans"]:
        say(f"  {source}  in the future ({day}): it is a plan")
    _rejected(told["rejected"], most)


def _told(session: Session, contact_id: str) -> dict[str, Any]:
    network = session.network
    plans = network.plans_of(contact_id)
    return {
        "name": network[contact_id].name,
        "counted": [_talk(row) for row in network.interactions_of(contact_id)[::-1]],
        "plans": [(str(row.source), row.day.isoformat()) for row in plans],
        "rejected": [(str(row.source), row.reason) for row in network.rejected_of(contact_id)],
    }


def _talk(row: Interaction) -> dict[str, object]:
    return {
        "date": row.day.isoformat(),
        "channel": row.channel or None,
        "text": row.text,
        "source": str(row.source),
        "rule": row.rule,
    }


def _counted(rows: list[dict[str, Any]], most: int | None) -> None:
    for row in rows[:most]:
        told = ": ".join(part for part in (row["channel"], row["text"]) if part)
        more = f"\n      {told}" if told else ""
        say(f"  {row['date']}  {row['source']}  {row['rule']}{more}")
    if most and len(rows) > most:
        say(f"  … and {len(rows) - most} older; --all shows them")


def _rejected(rows: list[tuple[str, str]], most: int | None) -> None:
    for source, reason in rows[:most]:
        say(f"  {source}  {reason}")
    if most and len(rows) > most:
        say(f"  … and {len(rows) - most} more; --all shows them")
