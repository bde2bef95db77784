"""`pnm list`: the contacts that match a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pnm.cli.shared import drawn, say_drawn, say_json, tell_faults, with_session

if TYPE_CHECKING:
    from pnm.session import Session


@click.command("list")
@click.argument("query", nargs=-1)
@with_session
def command(session: Session, query: tuple[str, ...], as_json: bool) -> None:
    """List contacts that match QUERY; all of them without one.

    Examples: pnm list tag:friend and city:lisbon / pnm list 'quiet:>60d not circle:family'
    """
    text = " ".join(query)
    if as_json:
        say_json(session.answers.get(("list as json", text), lambda: _values(session, text)))
        return
    say_drawn(session.answers.get(("list", text), lambda: drawn(_table(session, text))))
    tell_faults(session)


def _values(session: Session, query: str) -> list[dict[str, Any]]:
    from pnm.cli.values import contact_json

    return [contact_json(session, contact) for contact in session.select(query)]


def _table(session: Session, query: str) -> list[tuple[str, ...]]:
    from pnm.dates import spoken_day

    rows: list[tuple[str, ...]] = []
    for contact in session.select(query):
        last = session.network.last_contact(contact.id)
        day = spoken_day(last.day, session.setting.today) if last else "–"
        circles = ", ".join(session.network.circles_of(contact.id))
        where = " · ".join(part for part in (contact.organization, contact.city) if part)
        rows.append((contact.name, day, circles, where))
    return rows
