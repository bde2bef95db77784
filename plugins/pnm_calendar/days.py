"""The days around people: birthdays, anniversaries, and the remembrance of the dead.

In: the network, the day, the options. Out: events, most of which repeat each year.
Not known here: iCalendar, and what other plugins remind of.

A birthday without a year claims none: no event tells an age in its title unless it stands on one
day of one year (`ages`). A repeating event begins in the year of the calendar, never in a birth's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeGuard

from pnm.api import Contact, Discretion, Network, PartialDate, counted, discretion_of
from pnm_calendar.event import Event, Identities, Repeats, alarms, plain
from pnm_calendar.options import Options

BIRTHDAY: Final = "birthday"
ANNIVERSARY: Final = "anniversary"
REMEMBRANCE: Final = "remembrance"

_COUPLE: Final = frozenset({"spouse", "partner"})
_LEAP_DAY: Final = (2, 29)
_VERBS: Final = {"birthday": "born", "anniversary": "since", "died": "died"}

LeapDay = Literal["feb28", "mar1"]


@dataclass(frozen=True, slots=True)
class DayAround:
    """A day that comes round each year for a contact.

    Attributes:
        contact: Whose it is.
        kind: `birthday`, `anniversary` or `remembrance`.
        field: The key it is written under: `birthday`, `anniversary` or `died`.
        day: As written; month and day are known.
        lost: Of an anniversary, the name of the one who died; empty for none.
    """

    contact: Contact
    kind: str
    field: str
    day: PartialDate
    lost: str = ""

    def falls_on(self, day: date, leap_day: LeapDay) -> bool:
        """Return whether it comes round on a day."""
        return self.day.in_year(day.year, leap_day=leap_day) == day


def days_of(network: Network, options: Options) -> Iterator[DayAround]:
    """Yield the days that come round each year for each contact.

    Args:
        network: The whole vault.
        options: What the user set.

    Yields:
        Birthday and anniversary of the living, the day of death of the dead. A contact that is
        paused or private, and the vault's owner, have none.
    """
    discretion = discretion_of(network, everybody=options.include_private)
    for contact in network.in_notes():
        if contact.me or contact.paused or not discretion.shows(contact.id):
            continue
        yield from _of_dead(contact) if contact.dead else _of_living(network, contact, discretion)


def days_around(network: Network, today: date, options: Options) -> Iterator[Event]:
    """Yield the events of the days around people.

    Args:
        network: The whole vault.
        today: The day the calendar is made for.
        options: What the user set.

    Yields:
        For each day one event that repeats; or one for each coming year, where the title
        says an age or no calendar program would find the day.
    """
    identities = Identities(network, options)
    for row in days_of(network, options):
        if options.kinds and row.kind not in options.kinds:
            continue
        lead = network.lead_days_of(row.contact.id, options.lead_days)
        made = _Made(
            row, identities, options, network.leap_day, 0 if row.kind == REMEMBRANCE else lead
        )
        yield from made.events(today)


@dataclass(frozen=True, slots=True)
class _Made:
    """The events of one day around somebody."""

    row: DayAround
    identities: Identities
    options: Options
    leap_day: LeapDay
    lead_days: int

    def events(self, today: date) -> Iterator[Event]:
        """Yield one that repeats, or one a year."""
        own = self.row.day.year
        first = today.year if own is None else max(today.year, own + 1)
        repeats = self._repeats()
        if repeats:
            yield from self._event(first, repeats)
            return
        for year in range(first, first + self.options.years):
            yield from self._event(year, "")

    def _repeats(self) -> Repeats:
        """Say how it repeats; not at all where each year has an event of its own.

        A plain yearly event on 29 February is shown in leap years only. The last day of February
        is a rule that calendar programs know; the day after 28 February is not.
        """
        day = self.row.day
        if self.options.ages and day.year is not None:
            return ""
        if (day.month, day.day) != _LEAP_DAY:
            return "yearly"
        return "last day of February" if self.leap_day == "feb28" else ""

    def _event(self, year: int, repeats: Repeats) -> Iterator[Event]:
        row = self.row
        day = row.day.in_year(year, leap_day=self.leap_day)
        if day is None:
            return
        years = year - row.day.year if self.options.ages and row.day.year is not None else None
        parts = (row.field, self.identities.of_contact(row.contact))
        yield Event(
            uid=self.identities.of_event(*parts, *(() if repeats else (str(year),))),
            day=day,
            kind=row.kind,
            contact_ids=(row.contact.id,),
            summary=_title(row, years),
            description=self._description(),
            repeats=repeats,
            alarms=alarms(self.options, self.lead_days),
        )

    def _description(self) -> str:
        if not self.options.details or self.row.day.year is None:
            return ""
        return f"{_VERBS[self.row.field]} {self.row.day}"


def _title(row: DayAround, years: int | None) -> str:
    """Return what a day is called; in one year with how many it is then."""
    name = plain(row.contact.name)
    match row.field:
        case "birthday":
            return f"{name}'s birthday" if years is None else f"{name} turns {years}"
        case "died":
            title = f"Remembering {name}"
        case _:
            title = f"{name}'s anniversary"
    if row.lost:
        return f"{title}, remembering {row.lost}"
    return title if years is None else f"{title}, {counted(years, 'year')}"


def _of_living(network: Network, contact: Contact, discretion: Discretion) -> Iterator[DayAround]:
    if _is_known(contact.birthday):
        yield DayAround(contact, BIRTHDAY, "birthday", contact.birthday)
    if _is_known(contact.anniversary):
        lost = _lost(network, contact, discretion)
        kind = REMEMBRANCE if lost else ANNIVERSARY
        yield DayAround(contact, kind, "anniversary", contact.anniversary, lost)


def _of_dead(contact: Contact) -> Iterator[DayAround]:
    if _is_known(contact.died):
        yield DayAround(contact, REMEMBRANCE, "died", contact.died)


def _is_known(day: PartialDate | None) -> TypeGuard[PartialDate]:
    return day is not None and day.month is not None and day.day is not None


def _lost(network: Network, contact: Contact, discretion: Discretion) -> str:
    """Return the name of the spouse or partner who died, where none is alive.

    The name of somebody private is not told; that there is somebody is.
    """
    relations = network.relations_of(contact.id)
    ids = dict.fromkeys(row.to for row in relations if row.kind in _COUPLE)
    couple = [network[other] for other in ids if other in network]
    if not couple or not all(other.dead for other in couple):
        return ""
    return plain(couple[0].name) if discretion.shows(couple[0].id) else "somebody dear"
