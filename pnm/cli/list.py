"""`pnm list`: the contacts that match a query."""

from __future__ import annotations

import click

from pnm.cli.shared import columns, say, say_json, tell_note_faults, with_session
from pnm.cli.values import contact_json
from pnm.session import Session


@click.command("list")
@click.argument("query", nargs=-1)
@with_session
def command(session: Session, query: tuple[str, ...], as_json: bool) -> None:
    """List contacts that match QUERY; all of them without one.

    Examples: pnm list tag:friend and city:lisbon / pnm list 'quiet:>60d not circle:family'
    """
    found = session.select(" ".join(query))
    if as_json:
        say_json([contact_json(session, contact) for contact in found])
        return
    from pnm.dates import spoken_day

    rows = []
    for contact in found:
        last = session.network.last_contact(contact.id)
        day = spoken_day(last.day, session.setting.today) if last else "–"
        circles = ", ".join(session.network.circles_of(contact.id))
        where = " · ".join(part for part in (contact.organization, contact.city) if part)
        rows.append((contact.name, day, circles, where))
    for line in columns(rows):
        say(line)
    tell_note_faults(session.network.diagnostics)
