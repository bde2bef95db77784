"""`pnm calendar`: what is due and the days around people, as an iCalendar file.

In: the command line. Out: the file on stdout. Not known here: how it is made.
"""

from __future__ import annotations

from dataclasses import replace

import click

from pnm.api import Asked, vault_command
from pnm_calendar.days import days_around
from pnm_calendar.due import due_events, in_order
from pnm_calendar.event import Event
from pnm_calendar.options import Options


@click.command("calendar")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind: birthday, promise …"
)
@click.option(
    "--days",
    type=click.IntRange(0, 366),
    metavar="DAYS",
    help="How many days ahead reminders stand in it; else 30.",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    help="Write into this file: a new one, or one that this command wrote.",
)
@vault_command
def command(asked: Asked, kinds: tuple[str, ...], days: int | None, output: str | None) -> None:
    """Print what is due and the days around people as an iCalendar file.

    Birthdays and their like repeat each year. Import the file, or let a calendar program fetch it
    again and again: an event is known again by its identity.
    """
    events = _events(asked, _options(asked.settings, kinds, days))
    if asked.as_json:
        asked.say_json([_json(event) for event in events])
        return
    from pnm_calendar.ics import MARK, calendar

    data = calendar(events, asked.today, asked.settings)
    if output is None:
        asked.say_file(data)
        return
    asked.put_file(output, data, MARK)
    asked.tell(f"written: {output}")


def _options(options: Options, kinds: tuple[str, ...], days: int | None) -> Options:
    return replace(
        options, kinds=kinds or options.kinds, days=options.days if days is None else days
    )


def _events(asked: Asked, options: Options) -> tuple[Event, ...]:
    around = days_around(asked.network, asked.today, options)
    due = due_events(asked.gathered.reminders, asked.network, asked.today, options)
    return in_order([*around, *due])


def _json(event: Event) -> dict[str, object]:
    return {
        "uid": event.uid,
        "day": event.day.isoformat(),
        "kind": event.kind,
        "contacts": list(event.contact_ids),
        "summary": event.summary,
        "description": event.description or None,
        "repeats": event.repeats or None,
        "alarms": [before.total_seconds() / 3600 for before in event.alarms],
    }
