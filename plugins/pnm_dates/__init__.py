"""The days around people: birthdays, anniversaries, and the remembrance of the dead.

In: the network, the day, `[plugins.dates]`. Out: reminders of the kinds `birthday`,
`anniversary` and `remembrance`, the section `dates`.
Not known here: how a date is read from a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pnm.api import (
    Gathered,
    Network,
    Reminder,
    Report,
    Section,
    hookimpl,
)
from pnm_dates.coming import coming
from pnm_dates.options import Options
from pnm_dates.section import section


@hookimpl
def pnm_settings() -> Iterator[type]:
    """Declare what may be set."""
    yield Options


@hookimpl
def pnm_reminders(network: Network, today: date, settings: Options) -> Iterator[Reminder]:
    """Yield the next day of each kind for each contact."""
    yield from coming(network, today, settings)


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, gathered: Gathered, settings: Options
) -> Iterator[Section]:
    """Yield the days of the next two weeks, and those further on that need time to prepare."""
    if report.name == "weekly-review":
        yield section(network, today, gathered, settings)
