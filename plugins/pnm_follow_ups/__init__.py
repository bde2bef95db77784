"""Promises, mine and theirs: every open task that concerns somebody, wherever it was written.

In: the network, the day, `[plugins.follow_ups]`. Out: reminders of the kind `promise`, the
section `promises`.
Not known here: which tasks are promises, and how one is closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pnm.api import (
    Network,
    Reminder,
    Report,
    Section,
    hookimpl,
)
from pnm_follow_ups.options import Options
from pnm_follow_ups.reminders import promised
from pnm_follow_ups.section import section


@hookimpl
def pnm_settings() -> Iterator[type]:
    """Declare what may be set."""
    yield Options


@hookimpl
def pnm_reminders(network: Network, today: date) -> Iterator[Reminder]:
    """Yield each open promise for each person it concerns."""
    yield from promised(network, today)


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, settings: Options
) -> Iterator[Section]:
    """Yield the open promises, mine first."""
    if report.name == "weekly-review":
        yield section(network, today, settings)
