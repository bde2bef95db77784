"""Public holidays where people live, and the days that somebody keeps.

In: the network, the day, `[plugins.holidays]`.
Out: a field, reminders, checks, a section of the weekly review, a command.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pnm.api import (
    Command,
    Diagnostic,
    Field,
    Network,
    Reminder,
    Report,
    Section,
    hookimpl,
)

from pnm_holidays.faults import faults
from pnm_holidays.options import Options
from pnm_holidays.people import reminders
from pnm_holidays.section import section


@hookimpl
def pnm_settings() -> Iterator[type[Options]]:
    """Declare the settings."""
    yield Options


@hookimpl
def pnm_fields() -> Iterator[Field]:
    """Name the key that says which days somebody keeps."""
    yield Field(
        name="celebrates",
        about="Days that the person keeps: days of your own by name, or calendars such as DE-BY.",
        kind="list",
        synonyms=("keeps",),
    )


@hookimpl
def pnm_reminders(network: Network, today: date, settings: Options) -> Iterator[Reminder]:
    """Yield the next days that people keep."""
    yield from reminders(network, today, settings)


@hookimpl
def pnm_checks(network: Network, settings: Options) -> Iterator[Diagnostic]:
    """Yield countries and days that cannot be read, and what is not installed."""
    yield from faults(network, settings)


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, settings: Options
) -> Iterator[Section]:
    """Yield the holidays of the next two weeks for the weekly review."""
    if report.name == "weekly-review":
        yield section(network, today, settings)


@hookimpl
def pnm_commands() -> Iterator[Command]:
    """Name the command; its module is imported when it is typed."""
    yield Command(
        name="holidays",
        about="List the holidays of your people.",
        load="pnm_holidays.command:command",
    )
