"""Reminders and the days around people as an iCalendar file, for where people look anyway.

In: the network, the day, what all plugins remind of, `[plugins.calendar]`. Out: the command
`pnm calendar`, the format `ics` of `pnm export`.
Not known here: any calendar program, and where the file goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from pnm.api import Command, Exporter, Network, hookimpl
from pnm_calendar.options import Options


@hookimpl
def pnm_settings() -> Iterator[type]:
    """Declare the settings of `[plugins.calendar]`."""
    yield Options


@hookimpl
def pnm_commands() -> Iterator[Command]:
    """Name `pnm calendar`."""
    about = "Print what is due and the days around people as an iCalendar file."
    yield Command("calendar", about, "pnm_calendar.command:command")


@hookimpl
def pnm_exporters() -> Iterator[Exporter]:
    """Name the format `ics`."""
    yield Exporter("ics", "The days around people, for any calendar.", _write)


def _write(network: Network, options: Options) -> bytes:
    from pnm_calendar.days import days_around
    from pnm_calendar.ics import calendar

    return calendar(days_around(network, network.today, options), network.today, options)
