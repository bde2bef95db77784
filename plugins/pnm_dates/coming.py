"""The next day of each kind for each contact.

In: the network, the day, the options. Out: reminders. Not known here: which of them a report shows.

Nobody is congratulated on behalf of the dead: their day of death is remembered, and their
birthday only where the settings say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from pnm.api import Contact, Network, PartialDate, Reminder, Source, counted, on_day, written_day
from pnm_dates.options import Options

BIRTHDAY: Final = "birthday"
ANNIVERSARY: Final = "anniversary"
REMEMBRANCE: Final = "remembrance"

_COUPLE: Final = frozenset({"spouse", "partner"})


def coming(network: Network, today: date, options: Options) -> Iterator[Reminder]:
    """Yield the next birthday, anniversary and remembrance of each contact.

    Args:
        network: The whole vault.
        today: The day to look from.
        options: What the user set.

    Yields:
        Reminders for days of which month and day are known. A contact that is paused, and the
        vault's owner, have none.
    """
    for contact in network.in_notes():
        dated = contact.birthday or contact.anniversary or contact.died
        if dated is None or contact.me or contact.paused:
            continue
        days = _Days(network, contact, today, options)
        yield from days.remembered() if contact.dead else days.celebrated()


class _Days:
    """The days of one contact."""

    def __init__(self, network: Network, contact: Contact, today: date, options: Options) -> None:
        self._network = network
        self._contact = contact
        self._today = today
        self._options = options

    def celebrated(self) -> Iterator[Reminder]:
        """Yield birthday and anniversary of the living."""
        found = self._next(self._contact.birthday)
        if found is not None:
            due, years = found
            turns = f"turns {years}" if years else "birthday"
            why = f"born {_written(self._contact.birthday)}"
            yield self._reminder(BIRTHDAY, due, f"{turns} {on_day(due, self._today)}", why)
        found = self._next(self._contact.anniversary)
        if found is not None:
            yield self._anniversary(*found)

    def _anniversary(self, due: date, years: int) -> Reminder:
        day = on_day(due, self._today)
        why = f"anniversary {_written(self._contact.anniversary)}"
        lost = self._lost()
        if lost is not None:
            text = f"anniversary {day}, remembering {lost.name}"
            sources = (self._contact.source("anniversary"), lost.source("died"))
            return self._reminder(REMEMBRANCE, due, text, why, "anniversary", sources)
        text = f"anniversary, {counted(years, 'year')} {day}" if years else f"anniversary {day}"
        return self._reminder(ANNIVERSARY, due, text, why)

    def _lost(self) -> Contact | None:
        """Return the spouse or partner who died, where none is alive."""
        relations = self._network.relations_of(self._contact.id)
        ids = dict.fromkeys(row.to for row in relations if row.kind in _COUPLE)
        couple = [self._network[other] for other in ids if other in self._network]
        dead = [other for other in couple if other.dead]
        return dead[0] if dead and len(dead) == len(couple) else None

    def remembered(self) -> Iterator[Reminder]:
        """Yield the day of death and, by the settings, the birthday of the dead."""
        died = self._contact.died
        found = self._next(died)
        if found is not None and not (died and died.year == found[0].year):
            due, years = found
            text = f"remembered {on_day(due, self._today)}"
            if died and died.full:
                ago, day = counted(years, "year"), written_day(died.full, due)
                text = f"died {ago} ago, on {day}; {text}"
            yield self._reminder(REMEMBRANCE, due, text, f"died {_written(died)}", "died")
        found = self._next(self._contact.birthday)
        if found is not None and self._options.remember_birthdays:
            due, years = found
            turned = f"would have turned {years}" if years else "birthday remembered"
            why = f"born {_written(self._contact.birthday)}"
            text = f"{turned} {on_day(due, self._today)}"
            yield self._reminder(REMEMBRANCE, due, text, why, "birthday")

    def _next(self, day: PartialDate | None) -> tuple[date, int] | None:
        """Return when a day comes next, and how many years it is then; 0 where not known."""
        if day is None:
            return None
        due = day.next_after(self._today, leap_day=self._network.leap_day)
        return None if due is None else (due, due.year - day.year if day.year else 0)

    def _reminder(
        self,
        kind: str,
        due: date,
        text: str,
        why: str,
        field: str = "",
        sources: tuple[Source, ...] = (),
    ) -> Reminder:
        field = field or kind
        return Reminder(
            due=due,
            contact_id=self._contact.id,
            text=text,
            kind=kind,
            why=why,
            sources=sources or (self._contact.source(field),),
            lead_days=self._network.lead_days_of(self._contact.id, self._options.lead_days),
            key=f"{field}:{self._contact.id}:{due.isoformat()}",
        )


def _written(day: PartialDate | None) -> str:
    return "" if day is None else str(day)
