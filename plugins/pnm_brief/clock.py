"""The time where somebody lives, as far from the user's own as on the day of the brief.

In: a view, a contact with a time zone. Out: a line, or nothing. Not known here: the hour, and where
a zone is not written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pnm.api import Contact, Line, counted
from pnm_brief.view import View


def time_there(view: View, contact: Contact) -> Iterator[Line]:
    """Yield the time there, where the note names a zone that is known.

    Args:
        view: The vault, on the day of the brief.
        contact: Whom the user meets.

    Yields:
        A line, unless the clocks show the same.
    """
    there = _offset(contact.timezone, view.today)
    if there is None or contact.dead:
        return
    ego = view.network.ego
    here = _offset(ego.timezone, view.today) if ego is not None else None
    if here is None:
        text = f"time there: {_utc(there)}"
    elif here == there:
        return
    else:
        side = "ahead of" if there > here else "behind"
        text = f"time there: {_hours(abs(there - here))} {side} yours"
    yield Line(text, details=(contact.timezone,), sources=(contact.source("timezone"),))


def _offset(zone: str, day: date) -> timedelta | None:
    """Return what a zone adds to universal time at noon of a day; None where nobody knows."""
    if not zone:
        return None
    try:
        return datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _hours(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    parts = (counted(hours, "hour") if hours else "", counted(rest, "minute") if rest else "")
    return " and ".join(filter(None, parts))


def _utc(offset: timedelta) -> str:
    sign = "-" if offset < timedelta(0) else "+"
    minutes = round(abs(offset).total_seconds() / 60)
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")
