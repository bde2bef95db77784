"""`pnm plugins`: what is loaded, from where, and how it fares."""

from __future__ import annotations

import click

from pnm.cli.shared import columns, say, say_json, with_session
from pnm.session import Session


@click.command("plugins")
@with_session(strict=False)
def command(session: Session, as_json: bool) -> None:
    """List the plugins: origin, hooks, the time they take, their last fault."""
    session.ask_everything()
    rows = sorted(session.host.plugins.values(), key=lambda row: row.name)
    if as_json:
        say_json(
            [
                {
                    "name": row.name,
                    "version": row.version or None,
                    "origin": row.origin,
                    "hooks": list(row.hooks),
                    "seconds": round(row.seconds, 4),
                    "fault": row.fault or (None if row.enabled else "switched off"),
                }
                for row in rows
            ]
        )
        return
    table = [
        (
            row.name,
            row.version,
            f"{row.seconds * 1000:.0f} ms" if row.enabled else "off",
            ", ".join(hook.removeprefix("pnm_") for hook in row.hooks),
            row.origin,
        )
        for row in rows
    ]
    for line in columns(table):
        say(line)
    for row in rows:
        if row.fault:
            say(f"{row.name}: {row.fault}")
