"""The circles that a contact is in, and the cadence that follows from them.

In: a contact, the configuration. Out: names of circles, `Cadence`.
Not known here: tags that plugins derive, and what is due.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.config import Config, circle_key
from pnm.model import Cadence, Circle, Contact


@dataclass(frozen=True, slots=True)
class _Place:
    """What follows from the circles and tags of a contact; most contacts share it with others.

    Attributes:
        names: Of the circles.
        cadence: The shortest of theirs, or None.
        lead_days: The longest of theirs, or None.
    """

    names: tuple[str, ...]
    cadence: Cadence | None
    lead_days: int | None


class Circles:
    """Answers from the configuration; each mixture of circles and tags is worked out once."""

    def __init__(self, config: Config) -> None:
        self._circles = config.circles
        self._known: dict[str, _Place] = {}
        self._places: dict[tuple[tuple[str, ...], tuple[str, ...]], _Place] = {}

    def of(self, contact: Contact) -> tuple[str, ...]:
        """Return the names of a contact's circles: as written, and those its tags put it into."""
        return self._place(contact).names

    def cadence(self, contact: Contact) -> Cadence | None:
        """Return how often to be in touch: the note's word, else the shortest of the circles."""
        return self._place(contact).cadence if contact.cadence is None else contact.cadence

    def lead_days(self, contact: Contact, default: int) -> int:
        """Return how many days before a birthday to speak of it: the longest of the circles."""
        days = self._place(contact).lead_days
        return default if days is None else days

    # -- inside ------------------------------------------------------------------------------

    def _place(self, contact: Contact) -> _Place:
        place = self._known.get(contact.id)
        if place is None:
            key = contact.circles, tuple([tag.name for tag in contact.tags])
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = self._work_out(contact)
            self._known[contact.id] = place
        return place

    def _work_out(self, contact: Contact) -> _Place:
        names = self._names(contact)
        found = (self._circles.get(circle_key(name)) for name in names)
        declared = [circle for circle in found if circle is not None]
        leads = [circle.lead_days for circle in declared if circle.lead_days is not None]
        return _Place(names, _cadence(declared), max(leads, default=None))

    def _names(self, contact: Contact) -> tuple[str, ...]:
        names: dict[str, str] = {}
        for name in contact.circles:
            names.setdefault(circle_key(name), name)
        if self._circles:
            tags = {tag.name.casefold() for tag in contact.tags}
            keys = {circle_key(tag) for tag in tags}
            for key, circle in self._circles.items():
                if key in names or key in keys or circle.tags & tags:
                    names[key] = circle.name
        return tuple(sorted(names.values()))


def _cadence(declared: list[Circle]) -> Cadence | None:
    wished = [circle for circle in declared if circle.every_days]
    if not wished:
        return None
    best = min(wished, key=lambda circle: (circle.every_days or 0, circle.name))
    return Cadence(best.every_days, best.longest_days, False, best.source, f"circle {best.name}")
