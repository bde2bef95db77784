"""The people that match a query, as a section of a report that a template makes.

In: contacts, the network, what plugins said. Out: one `Section`.
Not known here: the query, and the template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from pnm.dates import spoken_days
from pnm.model import REACH_OUT, Line, Section
from pnm.network import discretion_of
from pnm.wording import counted

if TYPE_CHECKING:
    from datetime import date

    from pnm.model import Contact, Gathered
    from pnm.network import Discretion, Network

SECTION: Final = "people"


def people_section(
    contacts: Iterable[Contact], network: Network, gathered: Gathered, today: date
) -> Section:
    """Make the section of the people that a query matched.

    Args:
        contacts: Those that match; private ones are left out.
        network: Knows when the last time was.
        gathered: What plugins said of them.
        today: The day that the report is made for.

    Returns:
        A section with one line for each; its values are named in `docs/reports.md`.
    """
    due = {row.contact_id: row.due for _, row in gathered.reminders if row.kind == REACH_OUT}
    discretion = discretion_of(network)
    lines = tuple(
        _line(contact, discretion, gathered, due.get(contact.id), today)
        for contact in contacts
        if discretion.shows(contact.id)
    )
    tally = counted(len(lines), "person", "people") if lines else ""
    return Section(SECTION, "People", 10, lines, tally=tally)


def _line(
    contact: Contact, discretion: Discretion, gathered: Gathered, due: date | None, today: date
) -> Line:
    network = discretion.network
    last = network.last_contact(contact.id)
    told = last is not None and discretion.is_open(last)
    days = (today - last.day).days if last else None
    tags = gathered.tags.get(contact.id, contact.tags)
    return Line(
        "no contact noted yet" if days is None else _quiet(days),
        contact.id,
        box=not contact.dead,
        logs=not contact.dead,
        details=tuple(_details(contact, network)),
        sources=(last.source if last and told else contact.source(),),
        key=f"people:{contact.id}",
        values={
            "last": last.day if last else None,
            "days": days,
            "times": len(network.interactions_of(contact.id)),
            "channel": last.channel if last else "",
            "talk": discretion.told(last) if last else "",
            "due": due,
            "birthday": str(contact.birthday) if contact.birthday else "",
            "circles": tuple(network.circles_of(contact.id)),
            "tags": tuple(tag.name for tag in tags),
            "fields": _fields(contact, discretion),
        },
    )


def _quiet(days: int) -> str:
    return "in touch today" if days == 0 else f"last in touch {spoken_days(days)} ago"


def _details(contact: Contact, network: Network) -> Iterator[str]:
    yield contact.city
    yield ", ".join(network.circles_of(contact.id))


def _fields(contact: Contact, discretion: Discretion) -> dict[str, object]:
    """Return the keys of a note that pnm does not know itself, those of plugins with their type."""
    rows = discretion.network.fields_of(contact.id)
    known = {row.field: row.value for row in rows if discretion.clears(_text(row.value))}
    own = {key: text for key, text in contact.extra.items() if discretion.clears(text)}
    return {**own, **known}


def _text(value: object) -> str:
    return " / ".join(map(str, value)) if isinstance(value, tuple) else str(value)
