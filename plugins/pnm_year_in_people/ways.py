"""How and where: the channels, and the towns that the lines name.

In: a view. Out: the section `ways`, or None. Which towns is a guess: those in which contacts live,
where a line names one. Not known here: the other sections.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import Line, Section, Source, counted, fold, listed, month_name
from pnm_year_in_people.view import View

SHORTEST: Final = 4
"""Letters of a town's name; shorter ones are words, too."""
MOST_SOURCES: Final = 20

_BY: Final = {"in person": "in person", "call": "by call", "video": "by video", "mail": "by mail"}


def section(view: View) -> Section | None:
    """Return how one was in touch, and which towns the lines name."""
    lines = (*_channels(view), *_towns(view))
    return Section("ways", "How and where", 65, lines) if lines else None


def _channels(view: View) -> Iterator[Line]:
    days: defaultdict[str, set[date]] = defaultdict(set)
    for row in view.rows:
        if row.channel:
            days[row.channel].add(row.day)
    if not days:
        return
    ordered = sorted(days, key=lambda channel: (-len(days[channel]), channel))
    said = [f"{_BY.get(c, f'by {c}')} on {counted(len(days[c]), 'day')}" for c in ordered]
    yield Line(
        f"You were in touch {listed(said)}.",
        why="the days of each channel, where a line names it",
        key=f"ways:{view.period.year}:channels",
        values=MappingProxyType({channel: len(days[channel]) for channel in ordered}),
    )


def _towns(view: View) -> Iterator[Line]:
    names = _names(view)
    if not names:
        return
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)")
    months: defaultdict[str, dict[int, None]] = defaultdict(dict)
    sources: dict[Source, None] = {}
    for row in view.rows:
        for found in pattern.findall(fold(row.text)) if row.channel == "in person" else ():
            months[names[found]][row.day.month] = None
            sources[row.source] = None
    if months:
        said = [f"{town} ({listed([month_name(m) for m in months[town]])})" for town in months]
        yield Line(
            f"Your lines name {listed(said)}.",
            details=("a guess: towns of your contacts, named where you met somebody",),
            why="a town of a contact, named in a line about meeting in person",
            sources=tuple(sources)[:MOST_SOURCES],
            key=f"ways:{view.period.year}:towns",
        )


def _names(view: View) -> dict[str, str]:
    """Return the towns of contacts but one's own, by folded name."""
    ego = view.network.ego
    own = fold(ego.city) if ego is not None else ""
    names = {
        fold(contact.city): contact.city
        for contact in view.network
        if view.discretion.shows(contact.id)
    }
    return {key: town for key, town in names.items() if len(key) >= SHORTEST and key != own}
