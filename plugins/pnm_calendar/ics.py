"""Events written as iCalendar (RFC 5545, with the names of RFC 7986).

In: events, the day, the options. Out: a file. Not known here: people and reminders.

The library escapes and folds. Nothing in the file depends on the clock: it is stamped with the day
that it is made for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from pnm_calendar.event import Event, Repeats, plain
from pnm_calendar.options import Options

if TYPE_CHECKING:
    import icalendar

_PRODUCT: Final = "-//pnm//pnm calendar//EN"
MARK: Final = f"\r\nPRODID:{_PRODUCT}\r\n".encode()
"""Stands in every calendar that is written here."""
_RULES: Final[dict[Repeats, dict[str, Any]]] = {
    "yearly": {"freq": "yearly"},
    "last day of February": {"freq": "yearly", "bymonth": 2, "bymonthday": -1},
}


def calendar(events: Iterable[Event], today: date, options: Options) -> bytes:
    """Write a calendar.

    Args:
        events: What stands in it.
        today: The day it is made for.
        options: What the user set.

    Returns:
        The file, in UTF-8, with the line ends that the format asks for.
    """
    import icalendar

    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", _PRODUCT)
    made.add("calscale", "GREGORIAN")
    name = plain(options.name)
    made.add("name", icalendar.vText(name))
    made.add("x-wr-calname", icalendar.vText(name))
    day = icalendar.vDuration(timedelta(days=1))
    made.add("refresh-interval", day, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", day)
    stamp = datetime.combine(today, time(), UTC)
    for event in events:
        made.add_component(_event(event, stamp))
    data: bytes = made.to_ical()
    return data


def _event(event: Event, stamp: datetime) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", stamp)
    made.add("dtstart", event.day)
    if event.repeats:
        made.add("rrule", _RULES[event.repeats])
    made.add("summary", event.summary)
    if event.description:
        made.add("description", event.description)
    made.add("categories", [kind_in_words(event.kind)])
    made.add("transp", "TRANSPARENT")
    made.add("class", "PRIVATE")
    for before in event.alarms:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.summary)
        alarm.add("trigger", before)
        made.add_component(alarm)
    return made


def kind_in_words(kind: str) -> str:
    """Return what a kind is called among the categories: `Reach out`."""
    return plain(kind.replace("_", " ")).capitalize()
