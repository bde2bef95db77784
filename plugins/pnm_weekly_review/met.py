"""You met: the past week's times of being in touch, and whom the week's notes only name.

In: a view. Out: the section `you_met`, or None. Not known here: the other sections.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from pnm.api import Contact, Line, Section, Source, counted, full_day
from pnm_weekly_review.times import Time, times
from pnm_weekly_review.view import View

DAYS = 7
"""The week before today, and today itself: what was done since the last review is not lost."""
MOST = 20
"""Times that are listed; a diary that links everybody has more."""

_NAMED = "under the heading"
"""How the reasons begin for which a link in a dated note's text may still have been a contact.

A task, a quote and an index say that it was none; there is nothing to ask.
"""


def section(view: View) -> Section | None:
    """Return whom the user met, newest first, then whom the notes of the week name."""
    met = times(view.interactions(view.day_ago(DAYS), view.today))
    asked = tuple(_asked(view))
    lines = (*(_line(view, time) for time in met[:MOST]), *asked)
    if not lines:
        return None
    return Section(
        "you_met",
        "You met",
        50,
        lines,
        intro=f"The latest {MOST} of {len(met)}." if len(met) > MOST else "",
        tally=counted(len(asked), "mention to confirm", "mentions to confirm") if asked else "",
        minutes=len(asked),
    )


def _line(view: View, time: Time) -> Line:
    parts = (time.how(view.name), *time.texts[:1])
    return Line(
        ": ".join(part for part in parts if part) or "in touch",
        time.people[0],
        details=(full_day(time.day, view.today), *time.texts[1:3]),
        sources=time.sources,
        key=f"you_met:{time.key}",
        values=MappingProxyType(
            {"day": time.day.isoformat(), "channel": time.channel, "people": time.people}
        ),
    )


def _asked(view: View) -> Iterator[Line]:
    """Yield a line for each contact whom a note of the week names in a way that does not count."""
    week = view.day_ago(DAYS), view.today
    met = {person for row in view.network.interactions_between(*week) for person in row.people}
    days: defaultdict[str, dict[str, date]] = defaultdict(dict)
    for mention in view.network.mentions_between(*week):
        asks = mention.contact_id not in met and view.discretion.is_open(mention)
        if mention.day is not None and asks:
            days[mention.contact_id][mention.source.path] = mention.day
    found: list[tuple[date, Contact, Source, str]] = []
    for contact in view.network:
        if contact.id in days and not contact.dead and view.discretion.shows(contact.id):
            found += _named(view, contact, days[contact.id])
    for day, contact, source, reason in sorted(found, key=lambda row: -row[0].toordinal()):
        yield Line(
            f"mentioned on {full_day(day, view.today)}; were you in touch?",
            contact.id,
            box=True,
            logs=True,
            why=f"the link stands {reason}, which does not count by itself",
            sources=(source,),
            key=f"you_met:mentioned:{contact.id}:{source.path}:{day}",
        )


def _named(
    view: View, contact: Contact, days: Mapping[str, date]
) -> list[tuple[date, Contact, Source, str]]:
    """Return the latest mention of a contact in these notes that may have been more, or nothing."""
    rows = [
        (days[row.source.path], contact, row.source, row.reason)
        for row in view.network.rejected_of(contact.id)
        if row.source.path in days and row.reason.startswith(_NAMED)
    ]
    return sorted(rows, key=lambda row: (-row[0].toordinal(), row[2]))[:1]
