"""Favours: what was done and asked for, as occasions to give thanks or to ask how it went.

In: a view, a contact, their times. Out: the section `favours`, or None.
Not known here: any balance; nothing is added up.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from pnm.api import Contact, Line, Section, written_day
from pnm_brief.times import Time
from pnm_brief.view import View

_MOST: Final = 3


def section(view: View, contact: Contact, times: tuple[Time, ...]) -> Section | None:
    """Return the last favours that are not told among the last times, in the notes' own words.

    Args:
        view: The vault.
        contact: Whom the user meets.
        times: All times with them, newest first.

    Returns:
        The section, or None where there are none.
    """
    lines = tuple(_lines(view, contact, times[view.options.talks :]))
    return Section("favours", "Given and received", 90, lines) if lines else None


def _lines(view: View, contact: Contact, times: tuple[Time, ...]) -> Iterator[Line]:
    rows = [time for time in times if time.favour and time.text]
    for time in rows[:_MOST]:
        yield Line(
            f"{written_day(time.day, view.today)}: {time.text}",
            sources=time.sources,
            key=f"brief:favours:{contact.id}:{time.day}:{time.favour}",
            values=MappingProxyType({"favour": time.favour}),
        )
