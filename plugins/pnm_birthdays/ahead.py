"""Begin early: whose card has to be posted, or present made, well before the day.

In: a view. Out: the section `begin_early`, or None. A circle's `birthday_lead` says how long
before; where no circle says, nothing has to be early.
Not known here: the other sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from types import MappingProxyType

from pnm.api import Line, Section, counted, fold, short_day, spoken_interval
from pnm_birthdays.occasions import Occasion
from pnm_birthdays.saying import said
from pnm_birthdays.view import View

UNDECLARED = -1


def section(view: View) -> Section | None:
    """Return the days to begin early for, by the day to begin on."""
    rows = sorted(_early(view), key=lambda row: (max(row[0], view.today), row[1].day, row[1].key))
    if not rows:
        return None
    return Section(
        "begin_early",
        "Begin early",
        10,
        tuple(_line(view, *row) for row in rows),
        tally=f"{counted(len(rows), 'day')} to prepare for",
    )


def _early(view: View) -> Iterator[tuple[date, Occasion, int]]:
    """Yield when to begin, the day, and its lead."""
    for row in (*view.days, *view.later):
        lead = view.network.lead_days_of(row.contact.id, UNDECLARED)
        if row.remembered or row.yours or lead < view.options.early_days or row.day < view.today:
            continue
        begin = row.day - timedelta(days=min(lead, row.day.toordinal() - 1))
        if begin <= view.span.last:
            yield begin, row, lead


def _line(view: View, begin: date, row: Occasion, lead: int) -> Line:
    when = "begin now" if begin <= view.today else f"begin by {short_day(begin)}"
    city = row.contact.city
    return Line(
        f"{when} for {short_day(row.day)}: {said(row, view.today)}",
        row.contact.id,
        box=True,
        details=(f"for {city}",) if city and not _is_mine(view, city) else (),
        why=f"{spoken_interval(lead)} before, by birthday_lead of a circle",
        sources=row.sources,
        key=f"begin_early:{row.key}",
        values=MappingProxyType(
            {"begin": begin.isoformat(), "day": row.day.isoformat(), "lead_days": lead}
        ),
    )


def _is_mine(view: View, city: str) -> bool:
    ego = view.network.ego
    return ego is not None and fold(ego.city) == fold(city)
