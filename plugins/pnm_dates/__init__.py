"""The days around people: birthdays, anniversaries, and the remembrance of the dead.

In: the network, the day, `[plugins.dates]`. Out: reminders of the kinds `birthday`,
`anniversary` and `remembrance`, the section `dates`, faults of the settings.
Not known here: how a date is read from a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pnm.api import (
    Diagnostic,
    Gathered,
    Network,
    Reminder,
    Report,
    Section,
    Settings,
    check_settings,
    hookimpl,
    read_settings,
)
from pnm_dates.coming import coming
from pnm_dates.options import NAME, Options
from pnm_dates.section import section


@hookimpl
def pnm_reminders(network: Network, today: date, settings: Settings) -> Iterator[Reminder]:
    """Yield the next day of each kind for each contact."""
    yield from coming(network, today, read_settings(Options, settings))


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, gathered: Gathered, settings: Settings
) -> Iterator[Section]:
    """Yield the days of the next two weeks, and those further on that need time to prepare."""
    if report.name == "weekly-review":
        yield section(network, today, gathered, read_settings(Options, settings))


@hookimpl
def pnm_checks(network: Network, settings: Settings) -> Iterator[Diagnostic]:
    """Yield the settings that are not understood."""
    yield from check_settings(Options, NAME, settings, network.config.source)
