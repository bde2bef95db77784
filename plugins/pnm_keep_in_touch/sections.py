"""The two sections of the weekly review: whom to reach out to, and who is quiet but dear.

In: chosen reminders, the network, the day. Out: sections. Not known here: who is chosen, how
a section is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import (
    Contact,
    Discretion,
    Interaction,
    Line,
    Network,
    Reminder,
    Section,
    counted,
    shortened,
)
from pnm_keep_in_touch.words import first_of, talk

_TOPICS: Final = 2
_MINUTES: Final = 2


def reach_out(
    network: Network, today: date, chosen: tuple[Reminder, ...], more: int, discretion: Discretion
) -> Section:
    """Return the people to reach out to.

    Args:
        network: The whole vault.
        today: The day of the review.
        chosen: Who is asked for, in order.
        more: How many others are quiet, too.
        discretion: Who and what is private.

    Returns:
        A section with a box for each; ticking it is logging a contact.
    """
    lines = tuple(
        _line(
            network,
            row,
            _details(network, today, row, discretion),
            discretion,
            key=row.key,
            ask=True,
        )
        for row in chosen
    )
    return Section(
        id="reach_out",
        title="Reach out",
        order=40,
        lines=lines,
        intro=first_of(len(lines), more) if lines and more else "",
        tally=counted(len(lines), "person", "people") if lines else "",
        minutes=_MINUTES * len(lines),
    )


def quiet_but_dear(
    network: Network, today: date, chosen: tuple[Reminder, ...], discretion: Discretion
) -> Section:
    """Return a few dear people, without asking for anything.

    Args:
        network: The whole vault.
        today: The day of the review.
        chosen: Who is shown, in order.
        discretion: Who and what is private.

    Returns:
        A section without boxes.
    """
    lines = tuple(
        _line(
            network,
            row,
            tuple(_last(network, today, row.contact_id, discretion)),
            discretion,
            key=f"quiet_but_dear:{row.contact_id}",
            ask=False,
        )
        for row in chosen
    )
    return Section(id="quiet_but_dear", title="Quiet, but dear", order=70, lines=lines)


def _line(
    network: Network,
    row: Reminder,
    details: tuple[str, ...],
    discretion: Discretion,
    *,
    key: str,
    ask: bool,
) -> Line:
    city = network[row.contact_id].city
    return Line(
        text=row.text,
        contact_id=row.contact_id,
        box=ask,
        logs=ask,
        details=(*details, city) if city else details,
        why=row.why,
        sources=tuple(place for place in row.sources if discretion.allows(place.path)),
        key=key,
        values=MappingProxyType({"ratio": row.ratio, "due": row.due.isoformat()}),
    )


def _details(
    network: Network, today: date, row: Reminder, discretion: Discretion
) -> tuple[str, ...]:
    topics = tuple(_topics(network, network[row.contact_id], discretion))[:_TOPICS]
    return (*_last(network, today, row.contact_id, discretion), *topics)


def _last(network: Network, today: date, contact_id: str, discretion: Discretion) -> Iterator[str]:
    last = network.last_contact(contact_id)
    if last is not None:
        said = _told(discretion, last)
        yield f"last: {talk(last, today)}" + (f": {said}" if said else "")


def _topics(network: Network, contact: Contact, discretion: Discretion) -> Iterator[str]:
    """Yield what to speak about, what matters to the other first."""
    asks, offers, likes = (
        [*filter(discretion.clears, values)]
        for values in (contact.asks, contact.offers, contact.interests)
    )
    if asks:
        yield f"looks for: {shortened(asks[0])}"
    rows = network.interactions_of(contact.id)
    earlier = (row for row in reversed(rows) if row.day < rows[-1].day)
    told = next(filter(None, (_told(discretion, row) for row in earlier)), "")
    if told:
        yield f"before that: {told}"
    if likes:
        yield f"likes: {shortened(', '.join(likes[:2]))}"
    if offers:
        yield f"offers: {shortened(offers[0])}"


def _told(discretion: Discretion, row: Interaction) -> str:
    """Return what was talked about, unless somebody private was there, is named, or told of."""
    return shortened(discretion.told(row))
