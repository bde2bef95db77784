"""`pnm why`: what counted as being in touch, what did not, by which rule."""

from __future__ import annotations

import click

from pnm.cli.shared import say, say_json, with_session
from pnm.cli.whom import whom
from pnm.session import Session


@click.command("why")
@click.argument("name", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Every line, not only the newest 20.")
@with_session
def command(session: Session, name: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Say what counted as being in touch with NAME, and what did not, with file and line."""
    network = session.network
    contact = whom(network, " ".join(name))
    counted = list(reversed(network.interactions_of(contact.id)))
    plans = network.plans_of(contact.id)
    rejected = network.rejected_of(contact.id)
    if as_json:
        say_json(
            {
                "counted": [
                    {
                        "date": row.day.isoformat(),
                        "channel": row.channel or None,
                        "text": row.text,
                        "source": str(row.source),
                        "rule": row.rule,
                    }
                    for row in counted
                ],
                "rejected": [
                    *(
                        {"source": str(row.source), "reason": "in the future: it is a plan"}
                        for row in plans
                    ),
                    *({"source": str(row.source), "reason": row.reason} for row in rejected),
                ],
            }
        )
        return
    shown = len(counted) if everything else 20
    say(f"{contact.name}: {_times(len(counted))} counted")
    for row in counted[:shown]:
        told = ": ".join(part for part in (row.channel, row.text) if part)
        say(f"  {row.day}  {row.source}  {row.rule}" + (f"\n      {told}" if told else ""))
    if len(counted) > shown:
        say(f"  … and {len(counted) - shown} older; --all shows them")
    if plans or rejected:
        say("did not count")
    for row in plans:
        say(f"  {row.source}  in the future ({row.day}): it is a plan")
    for refused in rejected if everything else rejected[:shown]:
        say(f"  {refused.source}  {refused.reason}")
    if not everything and len(rejected) > shown:
        say(f"  … and {len(rejected) - shown} more; --all shows them")


def _times(number: int) -> str:
    return "1 time" if number == 1 else f"{number} times"
