"""Which holidays concern whom, and of which to remind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pnm.api import Contact, Network, Reminder

from pnm_holidays.calendars import public_days
from pnm_holidays.options import Holiday, Options, own_days

_A_YEAR = timedelta(days=365)


def keeps(network: Network, contact: Contact) -> tuple[str, ...]:
    """Return what a contact's note says under `celebrates`."""
    value = network.field(contact.id, "celebrates")
    return value if isinstance(value, tuple) else ()


def kept_by(
    network: Network, contact: Contact, options: Options, first: date, last: date
) -> list[Holiday]:
    """Return the days that somebody keeps in a stretch of days, soonest first."""
    found = [
        holiday
        for name in keeps(network, contact)
        for holiday in own_days(options, name, first, last)
        or public_days(name, first, last, options.language)
    ]
    return sorted(set(found))


def reminders(network: Network, today: date, options: Options) -> Iterator[Reminder]:
    """Yield the next day that each contact keeps, today included."""
    for contact in network.in_notes():
        if contact.dead or contact.paused:
            continue
        for holiday in kept_by(network, contact, options, today, today + _A_YEAR)[:1]:
            yield Reminder(
                due=holiday.day,
                contact_id=contact.id,
                text=f"keeps {holiday}",
                kind="holiday",
                why="the note says so under celebrates",
                sources=(contact.source("celebrates"),),
                lead_days=options.lead,
                key=f"holiday:{contact.id}:{holiday.day}",
            )


def around(
    network: Network, options: Options, first: date, last: date
) -> dict[Holiday, list[Contact]]:
    """Return the holidays of a stretch of days with those whom they concern, soonest first.

    Whoever's note says nothing under `celebrates` has the holidays of their country.
    """
    found: dict[Holiday, list[Contact]] = {}
    for contact in network.in_notes():
        if contact.dead:
            continue
        days = kept_by(network, contact, options, first, last)
        if not keeps(network, contact):
            days = public_days(contact.country, first, last, options.language)
        for holiday in days:
            found.setdefault(holiday, []).append(contact)
    return dict(sorted(found.items()))
