"""The last times: when the user was in touch with somebody, and what was written then.

In: a view, a contact, their times. Out: the section `last`, or None.
Not known here: what is left open by them (see `asking.py`).
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Final

from pnm.api import Contact, Line, Section, counted, listed, spoken_ago, spoken_days, written_day
from pnm_brief.times import Time
from pnm_brief.view import View
from pnm_brief.words import NAMES

_RHYTHM: Final = 4
"""Days of contact from which on there is a usual gap."""


def section(view: View, contact: Contact, times: tuple[Time, ...]) -> Section | None:
    """Return the last times, newest first, below how many there were in all.

    Args:
        view: The vault.
        contact: Whom the user meets.
        times: All times with them, newest first.

    Returns:
        The section, or None where there was none yet.
    """
    if not times:
        return None
    lines = tuple(_line(view, contact, time) for time in times[: view.options.talks])
    return Section("last", "Last times", 20, lines, intro=_intro(view, contact, times))


def _intro(view: View, contact: Contact, times: tuple[Time, ...]) -> str:
    days = sorted({time.day for time in times})
    if len(days) <= view.options.talks:
        return ""
    text = f"{counted(len(days), 'day')} of contact since {written_day(days[0], view.today)}"
    if len(days) < _RHYTHM or contact.dead:
        return f"{text}."
    gap = round(median((later - earlier).days for earlier, later in pairwise(days)))
    return f"{text}, about every {spoken_days(gap).removeprefix('1 ')}."


def _line(view: View, contact: Contact, time: Time) -> Line:
    return Line(
        told(view, time),
        details=(spoken_ago(time.day, view.today), *time.texts[1:3]),
        sources=time.sources,
        key=f"brief:last:{contact.id}:{time.day}:{time.channel}",
        values=MappingProxyType({"day": time.day.isoformat(), "channel": time.channel}),
    )


def told(view: View, time: Time) -> str:
    """Say a time of being in touch: `Sun 27 Sep, call with Bob: the divorce is through`."""
    names = listed([view.network.name_of(person) for person in time.others], NAMES)
    silent = "" if time.text or names else "in touch"
    how = " ".join(filter(None, (time.channel or silent, f"with {names}" if names else "")))
    when = ", ".join(filter(None, (written_day(time.day, view.today), how)))
    return f"{when}: {time.text}" if time.text else when
