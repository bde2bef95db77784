"""What every section of the review is made from.

In: what the hook is given. Out: `View`. Not known here: what a section says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pnm.api import Discretion, Gathered, Interaction, Network, discretion_of
from pnm_weekly_review.options import Options


class Met(NamedTuple):
    """That some people were met: when, who, and the place that tells it."""

    day: date
    people: tuple[str, ...]
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class View:
    """The vault on one day, as far as the review may tell of it.

    Attributes:
        network: The whole vault; ask `discretion` before a contact is named.
        today: The day of the review.
        gathered: What all plugins said.
        discretion: Who is private.
    """

    network: Network
    today: date
    gathered: Gathered
    discretion: Discretion

    def days_ago(self, day: date) -> int:
        """Return how many days a day lies back."""
        return (self.today - day).days

    def day_ago(self, days: int) -> date:
        """Return the day that lies so many days back."""
        return date.fromordinal(max(date.min.toordinal(), self.today.toordinal() - days))

    def interactions(self, first: date, last: date) -> Iterator[Interaction]:
        """Yield what may be counted and told of a stretch of days."""
        for row in self.network.interactions_between(first, last):
            cleared = self.discretion.cleared(row)
            if cleared is not None:
                yield cleared

    def met(self, first: date, last: date) -> Iterator[Met]:
        """Yield the same as far as it can be counted, without its words."""
        hidden, paths = self.discretion.ids, self.discretion.paths
        for day, people, path, line in self.network.met_between(first, last):
            if path in paths:
                continue
            if not hidden.isdisjoint(people):
                people = tuple(person for person in people if person not in hidden)
            if people:
                yield Met(day, people, path, line)

    def name(self, contact_id: str) -> str:
        """Return what to call a contact."""
        return self.network[contact_id].name


def view_of(network: Network, today: date, gathered: Gathered, settings: Options) -> View:
    """Return the view of a vault.

    Args:
        network: The whole vault.
        today: The day of the review.
        gathered: What all plugins said.
        settings: The plugin's own settings.

    Returns:
        A view without private contacts, unless the settings include them.
    """
    discretion = discretion_of(network, everybody=settings.include_private)
    return View(network, today, gathered, discretion)
