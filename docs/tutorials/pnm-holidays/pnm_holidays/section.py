"""The section of the weekly review: one line for each holiday, with those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from pnm.api import Contact, Line, Network, Section, counted, spoken_day

from pnm_holidays.options import Options
from pnm_holidays.people import around

_NAMED = 4


def section(network: Network, today: date, options: Options) -> Section:
    """Return the holidays of the next two weeks."""
    found = around(network, options, today, today + timedelta(days=13))
    lines = []
    for holiday, people in found.items():
        shown = [contact for contact in people if not contact.private]
        if shown:
            text = f"{spoken_day(holiday.day, today)}: {holiday}, {named(shown)}"
            lines.append(Line(text, key=f"holiday:{holiday.day}:{holiday}"))
    return Section(id="holidays", title="Holidays", order=25, lines=tuple(lines))


def named(people: Iterable[Contact]) -> str:
    """Return the names of people, the first few of many."""
    names = [contact.name for contact in people]
    more = len(names) - _NAMED
    told = ", ".join(names[:_NAMED])
    return f"{told} and {counted(more, 'other')}" if more > 0 else told
