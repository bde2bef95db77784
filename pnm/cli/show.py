"""`pnm show`: the card of one contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pnm.cli.shared import harmless, say_drawn, say_json, with_session
from pnm.cli.whom import whom
from pnm.wording import counted, shortened

if TYPE_CHECKING:
    from pnm.model import Cadence, Contact
    from pnm.session import Session

_AHEAD_DAYS = 60
_T = TypeVar("_T")
_MENTIONS = 5
_TALKS = 3


@click.command("show")
@click.argument("name", nargs=-1, required=True)
@with_session
def command(session: Session, name: tuple[str, ...], as_json: bool) -> None:
    """Show the card of NAME: who, last talks, promises, dates ahead, relations."""
    wanted = whom(session, " ".join(name))
    if as_json:
        say_json(_about_one(session, wanted, "json card", _values))
        return
    say_drawn(_about_one(session, wanted, "card", _text))


def _about_one(
    session: Session, contact_id: str, what: str, work_out: Callable[[Session, Contact], _T]
) -> _T:
    return session.answers.about(
        contact_id, lambda: session.network, what, lambda contact: work_out(session, contact)
    )


def _values(session: Session, contact: Contact) -> dict[str, Any]:
    from pnm.cli.values import contact_json

    return contact_json(session, contact)


def _text(session: Session, contact: Contact) -> str:
    parts = (_head, _about, _own_fields, _reach, _talks, _promises, _ahead, _relations, _mentions)
    return harmless(line for part in parts for line in part(session, contact))


def _head(session: Session, contact: Contact) -> Iterator[str]:
    other = [f"“{alias}”" for alias in contact.aliases]
    yield " ".join([contact.name, *other, *([f"({contact.pronouns})"] if contact.pronouns else [])])
    work = " at ".join(part for part in (contact.title, contact.organization) if part)
    line = " · ".join(part for part in (work, contact.city, contact.country) if part)
    if line:
        yield f"  {line}"
    yield f"  {contact.path or 'no note of their own'}" + (" · private" if contact.private else "")


def _about(session: Session, contact: Contact) -> Iterator[str]:
    tags = session.opinions.tags.get(contact.id, contact.tags)
    written = " ".join(f"#{tag.name}" for tag in tags if tag.origin == "user")
    derived = " ".join(f"~{tag.name} ({tag.why})" for tag in tags if tag.origin != "user")
    rows = [
        ("circles", ", ".join(session.network.circles_of(contact.id))),
        ("tags", " ".join(part for part in (written, derived) if part)),
        ("met", contact.met),
        ("died", str(contact.died) if contact.died else ("yes" if contact.dead else "")),
        ("born", str(contact.birthday) if contact.birthday else ""),
        ("e-mail", ", ".join(row.value for row in contact.emails)),
        ("phone", ", ".join(row.value for row in contact.phones)),
        ("pages", ", ".join(row.value for row in contact.urls)),
        ("interests", ", ".join(contact.interests)),
        ("expertise", ", ".join(contact.expertise)),
        ("offers", ", ".join(contact.offers)),
        ("asks", ", ".join(contact.asks)),
        *((key, value) for key, value in contact.extra.items()),
    ]
    for label, value in rows:
        if value:
            yield f"  {label + ': ':<11}{value}"


def _own_fields(session: Session, contact: Contact) -> Iterator[str]:
    """Yield what the note says in the fields of plugins, each with its place."""
    network = session.network
    named = {own.field.name: own.field for own in network.config.profile.vocabulary.fields}
    for row in network.fields_of(contact.id):
        value = row.value
        if isinstance(value, tuple):
            people = named[row.field].kind == "contact"
            value = ", ".join(map(network.name_of, value) if people else value)
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        yield f"  {row.field + ': ':<11}{value}  [{row.source}]"


def _reach(session: Session, contact: Contact) -> Iterator[str]:
    from pnm.dates import spoken_day

    cadence = session.network.cadence_of(contact.id)
    due = session.opinions.due.get(contact.id)
    if cadence is None:
        return
    wish = ", ".join(_wish(cadence))
    when = f"; next {spoken_day(due, session.setting.today)}" if due else ""
    yield f"  {'wish:':<11}{wish} ({cadence.source}){when}"


def _wish(cadence: Cadence) -> Iterator[str]:
    from pnm.dates import spoken_interval

    if cadence.never:
        yield "never to be reminded"
        return
    if cadence.every_days:
        yield f"every {spoken_interval(cadence.every_days).removeprefix('1 ')}"
    if cadence.longest_days:
        yield f"at the longest {spoken_interval(cadence.longest_days)}"


def _talks(session: Session, contact: Contact) -> Iterator[str]:
    rows = session.network.interactions_of(contact.id)
    if not rows:
        yield "\nNo contact noted yet"
        return
    from pnm.dates import spoken_days

    quiet = (session.setting.today - rows[-1].day).days
    ago = "today" if quiet == 0 else f"{spoken_days(quiet)} ago"
    yield f"\nLast in touch {ago} ({counted(len(rows), 'time')} in all)"
    for row in reversed(rows[-_TALKS:]):
        said = ": ".join(part for part in (row.channel, row.text) if part)
        yield f"  {row.day}  {said}  [{row.source}]"
    for row in session.network.plans_of(contact.id)[:2]:
        yield f"  planned {row.day}  {row.text}  [{row.source}]"


def _promises(session: Session, contact: Contact) -> Iterator[str]:
    rows = session.network.promises_of(contact.id)
    for mine, title in ((True, "You promised"), (False, "They promised")):
        found = [row for row in rows if row.mine == mine]
        if found:
            yield f"\n{title}"
        for row in found:
            due = f" (by {row.due})" if row.due else ""
            yield f"  ☐ {row.text}{due}  [{row.source}]"


def _ahead(session: Session, contact: Contact) -> Iterator[str]:
    today = session.setting.today
    rows = [
        row
        for row in session.opinions.reminders_of(contact.id)
        if row.kind not in {"reach_out", "drift", "promise"}
        and 0 <= (row.due - today).days <= _AHEAD_DAYS
    ]
    if rows:
        yield "\nAhead"
    for row in rows:
        yield f"  {row.due}  {row.text}"


def _relations(session: Session, contact: Contact) -> Iterator[str]:
    rows = session.network.relations_of(contact.id)
    if rows:
        yield "\nRelations"
    ego = session.network.ego
    for row in rows:
        other = session.network.get(row.to)
        name = other.name if other else ("you" if ego and row.to == ego.id else row.to)
        told = f" – {row.text}" if row.text else ""
        yield f"  {(row.label or row.kind).replace('_', ' ')}: {name}{told}  [{row.source}]"


def _mentions(session: Session, contact: Contact) -> Iterator[str]:
    rows = [row for row in session.network.mentions_of(contact.id) if row.text]
    if not rows:
        return
    yield "\nIn others' notes"
    for row in rows[-_MENTIONS:]:
        yield f"  {shortened(row.text, 100)}  [{row.source}]"
