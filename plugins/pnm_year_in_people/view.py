"""What every section of the report is made from.

In: what the hook is given. Out: `View`. Not known here: what a section says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from pnm.api import (
    Contact,
    Discretion,
    Interaction,
    Network,
    Report,
    Source,
    discretion_of,
    shortened,
)
from pnm_year_in_people.options import Options
from pnm_year_in_people.period import Period, period_of

T = TypeVar("T")

TEXT: Final = 200
"""Characters of a line of the notes that the report quotes."""

_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class View:
    """The vault on one day, as far as the report may tell of it.

    Attributes:
        network: The whole vault; ask `discretion` before a contact is named.
        period: The year.
        options: What the user set.
        discretion: Who is private.
        rows: The times of being in touch of the year, oldest first, without private people.
        of: The same for each person.
    """

    network: Network
    period: Period
    options: Options
    discretion: Discretion
    rows: tuple[Interaction, ...]
    of: Mapping[str, tuple[Interaction, ...]]

    def name(self, contact_id: str) -> str:
        """Return what to call a contact."""
        return self.network[contact_id].name

    def earlier(self, contact_id: str) -> Iterator[Interaction]:
        """Yield the times of being in touch with a contact before the year, oldest first."""
        for row in self.network.interactions_of(contact_id):
            if row.day < self.period.first:
                cleared = self.discretion.cleared(row)
                if cleared is not None:
                    yield cleared

    def met_year(self, contact: Contact) -> int | None:
        """Return the first year that the note names for how they met."""
        years = [int(year) for year in _YEAR.findall(contact.met)]
        return min(years, default=None)


def view_of(network: Network, today: date, report: Report, options: Options) -> View:
    """Return the view of a vault.

    Args:
        network: The whole vault.
        today: The day the report is made for.
        report: With what was asked for.
        options: What the user set.

    Returns:
        A view without private contacts, unless the settings include them.
    """
    discretion = discretion_of(network, everybody=options.include_private)
    period = period_of(report, today)
    found = network.interactions_between(period.first, period.last) if period.begun else ()
    rows = tuple(row for row in map(discretion.cleared, found) if row is not None)
    of: defaultdict[str, list[Interaction]] = defaultdict(list)
    for row in rows:
        for person in row.people:
            of[person].append(row)
    people = {person: tuple(met) for person, met in of.items()}
    return View(network, period, options, discretion, rows, people)


def quoted(row: Interaction, most: int = TEXT) -> str:
    """Return how one was in touch, and what is written of it: `call: her new job`."""
    text = shortened(row.text, most)
    return ": ".join(part for part in (row.channel, text) if part) or "in touch"


def spread(rows: Sequence[T], most: int, day: Callable[[T], date]) -> tuple[T, ...]:
    """Return some of many, in their order: one of each month before a second of any.

    Args:
        rows: All of them, by day.
        most: How many to return.
        day: Gives the day of one.
    """
    turns: list[tuple[int, int, int]] = []
    seen: Counter[int] = Counter()
    for place, row in enumerate(rows):
        month = day(row).month
        turns.append((seen[month], month, place))
        seen[month] += 1
    return tuple(rows[place] for place in sorted(place for *_, place in sorted(turns)[:most]))


def places(*sources: Source) -> tuple[Source, ...]:
    """Return sources, each once, in their order."""
    return tuple(dict.fromkeys(sources))
