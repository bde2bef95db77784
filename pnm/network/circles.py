"""The circles that a contact is in, and the cadence that follows from them.

In: a contact, the configuration. Out: names of circles, `Cadence`.
Not known here: tags that plugins derive, and what is due.
"""

from __future__ import annotations

from collections.abc import Iterator

from pnm.config import Config, circle_key
from pnm.model import Cadence, Circle, Contact


class Circles:
    """Answers from the configuration; each contact's circles are worked out once."""

    def __init__(self, config: Config) -> None:
        self._circles = config.circles
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, contact: Contact) -> tuple[str, ...]:
        """Return the names of a contact's circles: as written, and those its tags put it into."""
        known = self._known.get(contact.id)
        if known is None:
            known = self._known[contact.id] = self._of(contact)
        return known

    def _of(self, contact: Contact) -> tuple[str, ...]:
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

    def _declared(self, contact: Contact) -> Iterator[Circle]:
        for name in self.of(contact):
            circle = self._circles.get(circle_key(name))
            if circle is not None:
                yield circle

    def cadence(self, contact: Contact) -> Cadence | None:
        """Return how often to be in touch: the note's word, else the shortest of the circles."""
        if contact.cadence is not None:
            return contact.cadence
        wished = [circle for circle in self._declared(contact) if circle.every_days]
        if not wished:
            return None
        best = min(wished, key=lambda circle: (circle.every_days or 0, circle.name))
        return Cadence(
            best.every_days, best.longest_days, False, best.source, f"circle {best.name}"
        )

    def lead_days(self, contact: Contact, default: int) -> int:
        """Return how many days before a birthday to speak of it: the longest of the circles."""
        leads = (circle.lead_days for circle in self._declared(contact))
        return max((days for days in leads if days is not None), default=default)
