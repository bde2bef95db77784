"""`pnm plugins`: what there is, from where, and how it fares."""

from __future__ import annotations

import os

import click

from pnm.cli.shared import drawn, say, say_json, tell, with_session
from pnm.contacts.further import LOST
from pnm.found.before import gone
from pnm.found.ends import forget_kills
from pnm.found.remembered import Remembered
from pnm.host import Loaded
from pnm.reports.escape import one_line
from pnm.session import Session
from pnm.vault import data_folder


@click.command("list")
@click.option("--retry", is_flag=True, help="Try plugins again that could not be used before.")
@with_session(strict=False)
def command(session: Session, retry: bool, as_json: bool) -> None:
    """List the plugins: version, the time they take, their hooks, where they come from.

    Each is asked every question once, in a process of its own, so that one that crashes or never
    comes back is named, and left out from then on until its code changes.
    """
    from pnm.cli.plugins.apart import rows_of

    if retry:
        _retry(session)
    rows = sorted(rows_of(session).values(), key=lambda row: (row.name, row.where))
    lost = gone(data_folder(os.environ.get("PNM_DATA_DIR")), session.setting.plugins)
    if as_json:
        say_json([_values(row) for row in rows])
        return
    say(drawn([_cells(row) for row in rows]), nl=False)
    for row in rows:
        if row.fault:
            say(one_line(f"{row.name}: {row.fault}"))
        elif row.off:
            say(one_line(f"{row.name}: off: {row.off}"))
    if not rows:
        tell("no plugin is asked, and so none is listed")
    for name in sorted(lost):
        tell(f"{name} was here and is gone; pnm plugins sync says how to get it back")


def _retry(session: Session) -> None:
    """Let plugins be tried again, and notes be read again out of which one could not read."""
    Remembered(session.setting.cache, {}).forget_faults()
    forget_kills(session.setting.cache)
    if any(problem.code == LOST for problem in session.network.diagnostics):
        session.index.rebuild()
        session.outdate()


def _values(row: Loaded) -> dict[str, object]:
    return {
        "name": row.name,
        "version": row.version or None,
        "from": row.origin,
        "origin": row.where,
        "hooks": list(row.hooks),
        "seconds": round(row.seconds, 4),
        "enabled": not row.off,
        "off": row.off or None,
        "fault": row.fault or None,
    }


def _cells(row: Loaded) -> tuple[str, ...]:
    return (
        row.name,
        row.version,
        "off" if row.off else f"{row.seconds * 1000:.0f} ms",
        ", ".join(hook.removeprefix("pnm_") for hook in row.hooks),
        row.where,
    )
