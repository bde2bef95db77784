"""A visit: the place, the days, and who is there.

In: what the hook is given. Out: `Visit`. Not known here: what a section says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pnm.api import (
    Contact,
    Discretion,
    Network,
    Promise,
    Report,
    discretion_of,
    full_day,
    written_day,
)
from pnm_city_visit.options import Options
from pnm_city_visit.places import Place, place_of
from pnm_city_visit.there import There, people_there


@dataclass(frozen=True, slots=True)
class Visit:
    """The vault on one day, seen from somebody who will be in a place.

    Attributes:
        network: The whole vault; ask `discretion` before anybody is named.
        today: The day that the report is made for.
        options: What the user set.
        place: Where the visit goes.
        first, last: The days of the visit.
        is_dated: Whether a day was said.
        is_home: Whether the vault's owner lives there.
        people: Who is there.
        nearly: Who is in a place that is spelled nearly so.
        discretion: Who and what is private.
    """

    network: Network
    today: date
    options: Options
    place: Place
    first: date
    last: date
    is_dated: bool
    is_home: bool
    people: tuple[There, ...]
    nearly: tuple[There, ...]
    discretion: Discretion

    @property
    def ids(self) -> frozenset[str]:
        """Return who is there."""
        return frozenset(row.contact.id for row in self.people)

    @property
    def days(self) -> str:
        """Return the days of the visit in words; with the year where it is not the running one."""
        ends = dict.fromkeys((self.first, self.last))
        if all(day.year == self.today.year for day in ends):
            return " to ".join(written_day(day, self.today) for day in ends)
        return " to ".join(map(full_day, ends))

    def promises(self, contact: Contact) -> tuple[Promise, ...]:
        """Return what is open with somebody and may be told."""
        rows = self.network.promises_of(contact.id)
        return tuple(row for row in rows if self.discretion.quotes(row))


def visit_of(report: Report, network: Network, today: date, options: Options) -> Visit:
    """Return the visit that a report is asked about.

    Args:
        report: With the place and, where said, the days.
        network: The whole vault.
        today: The day of the report.
        options: What the user set.

    Returns:
        The visit; it begins on its last day where only that was said and is past.
    """
    place = place_of(" ".join(report.given.get("city", ())), options.same_place)
    discretion = discretion_of(network, everybody=options.include_private)
    ego = network.ego
    home = ego is not None and place.is_in(ego.city)
    people = people_there(network, place.is_in, discretion, is_home=home)
    ids = {row.contact.id for row in people}
    nearly = people_there(network, place.is_near, discretion, is_home=home)
    first, last = _days(report, today, options.stay)
    return Visit(
        network,
        today,
        options,
        place,
        first,
        last,
        bool(report.value("from") or report.value("until")),
        home,
        people,
        tuple(row for row in nearly if row.contact.id not in ids),
        discretion,
    )


def _days(report: Report, today: date, stay: int) -> tuple[date, date]:
    first, last = _day(report.value("from")), _day(report.value("until"))
    if first is None:
        first = min(today, last) if last is not None else today
    if last is None:
        last = first + timedelta(days=min(stay, (date.max - first).days))
    return min(first, last), max(first, last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
