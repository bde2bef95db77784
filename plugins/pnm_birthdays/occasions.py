"""The days of a stretch: birthdays, anniversaries, and those on which the dead are remembered.

In: a network, a stretch of days, the rule for 29 February. Out: `Occasion` values.
Not known here: sections, and what was said on these days in other years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pnm.api import Contact, Discretion, Network, PartialDate, Source, fold

Kind = Literal["birthday", "anniversary", "death"]

_COUPLE: Final = frozenset({"spouse", "partner"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day of somebody's.

    Attributes:
        kind: Of which kind.
        day: When it falls.
        contact: Whose it is.
        written: What the note says.
        years: How many years it is then; 0 where that is not known.
        other: For an anniversary, the other of the two; None where not told.
        yours: Whether the anniversary is the vault owner's own.
        remembered: Whether it is about somebody who has died.
        sources: The lines it rests on.
    """

    kind: Kind
    day: date
    contact: Contact
    written: PartialDate
    years: int
    sources: tuple[Source, ...]
    other: Contact | None = None
    yours: bool = False
    remembered: bool = False

    @property
    def leaps(self) -> bool:
        """Return whether it is one of 29 February in a year without."""
        return (self.written.month, self.written.day) == (2, 29) and self.day.day != 29

    @property
    def key(self) -> str:
        """Return what stays the same while the notes are reworded."""
        return f"{self.kind}:{self.contact.id}:{self.day.isoformat()}"


class Occasions:
    """The days of one network."""

    def __init__(self, network: Network, discretion: Discretion) -> None:
        self._network = network
        self._discretion = discretion

    def between(self, first: date, last: date) -> tuple[Occasion, ...]:
        """Return the days of a stretch, in order; who is paused or private has none.

        Args:
            first: Its first day.
            last: Its last day.
        """
        found: dict[str, Occasion] = {}
        for contact in self._network.in_notes():
            if self._is_told(contact):
                found |= {row.key: row for row in self._of(contact, first, last)}
        return tuple(sorted(found.values(), key=_by_day))

    def _is_told(self, contact: Contact) -> bool:
        return not contact.me and not contact.paused and self._discretion.shows(contact.id)

    def _of(self, contact: Contact, first: date, last: date) -> Iterator[Occasion]:
        for day, years in self._days(contact.birthday, first, last):
            yield self._plain("birthday", day, contact, contact.birthday, years)
        if contact.dead:
            for day, years in self._days(contact.died, first, last):
                yield self._plain("death", day, contact, contact.died, years)
        elif contact.anniversary is not None:
            for day, years in self._days(contact.anniversary, first, last):
                yield self._anniversary(contact, contact.anniversary, day, years)

    def _days(
        self, written: PartialDate | None, first: date, last: date
    ) -> Iterator[tuple[date, int]]:
        """Yield each day of a stretch on which a date comes round, and the years passed then."""
        for year in range(first.year, last.year + 1) if written is not None else ():
            day = written.in_year(year, leap_day=self._network.leap_day) if written else None
            years = year - written.year if written and written.year else 0
            come_round = years > 0 or (written is not None and written.year is None)
            if day is not None and come_round and first <= day <= last:
                yield day, years

    def _plain(
        self, kind: Kind, day: date, contact: Contact, written: PartialDate | None, years: int
    ) -> Occasion:
        field = "died" if kind == "death" else kind
        return Occasion(
            kind,
            day,
            contact,
            written or PartialDate(day.year),
            years,
            (contact.source(field),),
            remembered=contact.dead,
        )

    # -- anniversaries -----------------------------------------------------------------------

    def _anniversary(
        self, contact: Contact, written: PartialDate, day: date, years: int
    ) -> Occasion:
        couple = self._couple(contact)
        alive = [other for other in couple if not other.dead]
        other = next(iter(alive or couple), None)
        sources = [contact.source("anniversary")]
        lost = other is not None and other.dead and not other.me
        if other is not None and lost and self._discretion.shows(other.id):
            sources.append(other.source("died"))
        elif other is not None and self._same_day(contact, other):
            sources.append(other.source("anniversary"))
            contact, other = sorted((contact, other), key=_by_name)
        mine = other is not None and other.me
        told = other if other and not mine and self._discretion.shows(other.id) else None
        return Occasion(
            "anniversary",
            day,
            contact,
            written,
            years,
            tuple(sources),
            other=told,
            yours=mine,
            remembered=lost,
        )

    def _couple(self, contact: Contact) -> tuple[Contact, ...]:
        """Return spouse or partner, the vault's owner among them, by name."""
        ids = {row.to for row in self._network.relations_of(contact.id) if row.kind in _COUPLE}
        found = [self._network[other] for other in ids if other in self._network]
        ego = self._network.ego
        if ego is not None and ego.id in ids:
            found.append(ego)
        return tuple(sorted(found, key=_by_name))

    def _same_day(self, contact: Contact, other: Contact) -> bool:
        """Return whether both notes tell of the day, so that it is told once."""
        ours, theirs = contact.anniversary, other.anniversary
        if ours is None or theirs is None or other.me or not self._is_told(other):
            return False
        return (ours.month, ours.day) == (theirs.month, theirs.day)


def _by_name(contact: Contact) -> tuple[str, str]:
    return fold(contact.name), contact.id


def _by_day(row: Occasion) -> tuple[date, str, str, str]:
    return row.day, fold(row.contact.name), row.kind, row.contact.id
