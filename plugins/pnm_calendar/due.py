"""What all plugins remind of, as events: on its own day, or spread where it has none.

In: reminders, the network, the day, the options. Out: events that do not repeat.
Not known here: iCalendar, and which plugins there are.

A promise stands on the day it is due. People to reach out to have no day of their own, and what is
late has lost it: a few of each kind stand on a day, so that no day is a reproach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pnm.api import REACH_OUT, Network, Promise, Reminder, discretion_of, fold
from pnm_calendar.days import DayAround, days_of
from pnm_calendar.event import Event, Identities, alarms, plain
from pnm_calendar.options import Options

_PROMISE = "promise"

Named = tuple[str, Reminder]
"""A reminder with the plugin it is from."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that is due, with all whom it concerns."""

    plugin: str
    reminders: tuple[Reminder, ...]

    @property
    def first(self) -> Reminder:
        return self.reminders[0]


def due_events(
    rows: Iterable[Named], network: Network, today: date, options: Options
) -> Iterator[Event]:
    """Yield an event for each thing that is due until the last day of the calendar.

    Args:
        rows: What all plugins remind of.
        network: The whole vault.
        today: The day the calendar is made for.
        options: What the user set.

    Yields:
        Events by day. A day around somebody is left out, because it repeats; so is what
        concerns anybody private, and a promise without a day.
    """
    shown = _Shown(network, options)
    items = _together(row for row in rows if shown.stands(row[1]))
    until = today + timedelta(days=min(options.days, (date.max - today).days))
    placed = _Placed(today, until, options.a_day)
    named = _Named(network, options, shown.promises)
    for item, day in placed.days(item for item in items if shown.may_stand(item.reminders)):
        own_day = day == item.first.due and item.first.kind != REACH_OUT
        yield named.event(item, day, own_day=own_day)


class _Shown:
    """Tells which reminders stand in the calendar."""

    def __init__(self, network: Network, options: Options) -> None:
        self._network = network
        self._options = options
        self._around: dict[tuple[str, str], list[DayAround]] = {}
        for row in days_of(network, options):
            self._around.setdefault((row.contact.id, row.kind), []).append(row)
        self.promises = {promise.key: promise for promise in network.promises if promise.key}
        self._discretion = discretion_of(network, everybody=options.include_private)

    def stands(self, row: Reminder) -> bool:
        """Tell whether a reminder is of a wanted kind, and has a day that stands nowhere yet."""
        if row.contact_id not in self._network:
            return False
        if self._options.kinds and row.kind not in self._options.kinds:
            return False
        promise = self.promises.get(row.key) if row.kind == _PROMISE else None
        if promise is not None and promise.due is None and promise.scheduled is None:
            return False
        around = self._around.get((row.contact_id, row.kind), ())
        return not any(day.falls_on(row.due, self._network.leap_day) for day in around)

    def may_stand(self, rows: Iterable[Reminder]) -> bool:
        """Tell whether nobody, and no note, that reminders rest on is private."""
        return all(map(self._discretion.allows_reminder, rows))


def _together(rows: Iterable[Named]) -> list[_Item]:
    """Put the reminders of one thing together: those of a plugin with one kind, key and day."""
    found: dict[tuple[object, ...], list[Reminder]] = {}
    for plugin, row in rows:
        same = row.key or (row.contact_id, row.text)
        found.setdefault((plugin, row.kind, same, row.due), []).append(row)
    return [
        _Item(str(key[0]), tuple(sorted(group, key=lambda row: row.contact_id)))
        for key, group in found.items()
    ]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Finds a day for each thing."""

    today: date
    until: date
    a_day: int

    def days(self, items: Iterable[_Item]) -> list[tuple[_Item, date]]:
        """Return things with their days, up to the last day."""
        taken: Counter[tuple[str, date]] = Counter()
        placed = []
        for item in sorted(items, key=self._order):
            day: date | None = max(item.first.due, self.today)
            if item.first.kind == REACH_OUT or item.first.due < self.today:
                day = self._free(item.first, taken)
            if day is not None and day <= self.until:
                placed.append((item, day))
        return sorted(placed, key=lambda pair: (pair[1], *self._order(pair[0])))

    def _free(self, row: Reminder, taken: Counter[tuple[str, date]]) -> date | None:
        """Take the first day with room for what has no day of its own; None for none."""
        day = max(row.due, self.today)
        while taken[row.kind, day] >= self.a_day:
            if day >= self.until:
                return None
            day += timedelta(days=1)
        taken[row.kind, day] += 1
        return day

    def _order(self, item: _Item) -> tuple[object, ...]:
        """Order by day; what is due by now as `pnm due` does."""
        row = item.first
        day = max(row.due, self.today)
        return (
            day,
            row.ratio is None,
            -(row.ratio or 0.0),
            row.due,
            row.contact_id,
            row.key,
            row.text,
        )


class _Named:
    """Makes events of things: names, identities, alarms."""

    def __init__(self, network: Network, options: Options, promises: dict[str, Promise]) -> None:
        self._network = network
        self._options = options
        self._promises = promises
        self._identities = Identities(network, options)
        self._numbers: Counter[tuple[str, ...]] = Counter()

    def event(self, item: _Item, day: date, *, own_day: bool) -> Event:
        """Return the event; it rings where the day is the thing's own."""
        row = item.first
        return Event(
            uid=self._identities.of_event(*self._parts(item)),
            day=day,
            kind=row.kind,
            contact_ids=tuple(reminder.contact_id for reminder in item.reminders),
            summary=self._title(item),
            description=plain(row.why) if self._options.details else "",
            alarms=alarms(self._options, row.lead_days) if own_day else (),
        )

    def _parts(self, item: _Item) -> tuple[str, ...]:
        """Return what a thing is, without its day and words: those may be others tomorrow."""
        row = item.first
        contact = self._network[row.contact_id]
        identity = self._identities.of_contact(contact)
        if row.key:
            return item.plugin, row.kind, row.key.replace(contact.id, identity)
        parts = item.plugin, row.kind, identity
        self._numbers[parts] += 1
        return (*parts, str(self._numbers[parts]))

    def _title(self, item: _Item) -> str:
        row = item.first
        names = ", ".join(plain(self._network[r.contact_id].name) for r in item.reminders)
        if row.kind == REACH_OUT:
            return f"Get in touch with {names}"
        promise = self._promises.get(row.key) if row.kind == _PROMISE else None
        if promise is None:
            return f"{names}: {plain(row.text)}"
        text = plain(promise.text)
        told = all(fold(self._network[r.contact_id].name) in fold(text) for r in item.reminders)
        title = f"{'Promised' if promise.mine else 'Waiting'}: {text}"
        return title if told else f"{title} ({names})"


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events by day, title and identity, those of one identity once."""
    ordered = sorted(events, key=lambda row: (row.day, row.summary, row.uid))
    return tuple({row.uid: row for row in ordered}.values())
