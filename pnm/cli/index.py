"""`pnm index`: bring the index up to date."""

from __future__ import annotations

import sys

import click

from pnm.cli.shared import say, say_json, tell, with_session
from pnm.session import Session


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Throw the index away first.")
@click.option("--accept-removals", is_flag=True, help="Believe that most of the notes are gone.")
@with_session
def command(session: Session, rebuild: bool, accept_removals: bool, as_json: bool) -> None:
    """Bring the index up to date. Other commands do so by themselves."""
    from pnm.cli.weaker import mounts_now, weaker_promises

    for word in weaker_promises(str(session.setting.vault.root), mounts_now(), sys.platform):
        tell(word)
    if rebuild:
        session.index.rebuild()
    delta = session.update(accept_removals=accept_removals)
    if as_json:
        say_json(
            {
                "added": len(delta.added),
                "changed": len(delta.changed),
                "removed": len(delta.removed),
                "unchanged": delta.unchanged,
                "seconds": round(delta.seconds, 3),
            }
        )
        return
    say(
        f"{len(delta.added)} added, {len(delta.changed)} changed, {len(delta.removed)} removed, "
        f"{delta.unchanged} unchanged in {delta.seconds:.2f} s"
    )
