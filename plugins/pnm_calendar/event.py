"""One event of a calendar: a whole day, and what stands on it.

In: nothing; these are types, and how they are named. Out: `Event`, texts and identities.
Not known here: iCalendar, and where an event comes from.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias
from uuid import UUID, uuid5

from pnm.api import Contact, Network
from pnm_calendar.options import Options

Repeats: TypeAlias = Literal["", "yearly", "last day of February"]

_EVENTS: Final = UUID("5e2e0d6e-6c3b-5a0c-9b0b-3a1f0a5d7c11")
_NO_TEXT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_HALVES: Final = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day in a calendar.

    Attributes:
        uid: Stable identity: the same from day to day and on every machine.
        day: The day, or the first of those on which it repeats.
        kind: `birthday`, `reach_out` …
        contact_ids: Whom it concerns.
        summary: Its title, on one line.
        description: What else there is to say, on one line; may be empty.
        repeats: When it comes again; empty for never.
        alarms: When it rings, counted from the beginning of the day.
    """

    uid: str
    day: date
    kind: str
    contact_ids: tuple[str, ...]
    summary: str
    description: str = ""
    repeats: Repeats = ""
    alarms: tuple[timedelta, ...] = ()


def plain(text: str) -> str:
    """Return text on one line, without controls, halves of characters, turns of direction."""
    return _HALVES.sub("\ufffd", _NO_TEXT.sub("", " ".join(text.split())))


def alarms(options: Options, lead_days: int = 0) -> tuple[timedelta, ...]:
    """Return when an event rings: so many days before, and on the day."""
    if not options.alarms:
        return ()
    days = dict.fromkeys((lead_days, 0))
    return tuple(timedelta(days=-day, hours=options.alarm_hour) for day in days)


class Identities:
    """Names events so that nobody names two alike, and each always the same."""

    def __init__(self, network: Network, options: Options) -> None:
        """Know whose `uid` tells them from all others."""
        counts = Counter(contact.uid for contact in network if contact.uid)
        self._alone = frozenset(uid for uid, count in counts.items() if count == 1)
        self._calendar = options.name

    def of_contact(self, contact: Contact) -> str:
        """Return a contact's identity: its `uid`, which outlives a renamed note, else its id."""
        return contact.uid if contact.uid in self._alone else contact.id

    def of_event(self, *parts: str) -> str:
        """Return the identity of an event by what it is about."""
        text = "\0".join([self._calendar, *parts])
        return str(uuid5(_EVENTS, _HALVES.sub("\ufffd", text)))
