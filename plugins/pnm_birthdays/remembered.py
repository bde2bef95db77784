"""Remembered: the days around those who have died. Nothing is asked for here.

In: a view. Out: the section `remembered`, or None. Not known here: the living.
"""

from __future__ import annotations

from types import MappingProxyType

from pnm.api import Line, Section, counted, short_day
from pnm_birthdays.around import last_words
from pnm_birthdays.occasions import Occasion
from pnm_birthdays.saying import remembered
from pnm_birthdays.view import View


def section(view: View) -> Section | None:
    """Return the days on which somebody is remembered, in order."""
    rows = [row for row in view.days if row.remembered and _is_wanted(view, row)]
    if not rows:
        return None
    return Section(
        "remembered",
        "Remembered",
        60,
        tuple(_line(view, row) for row in rows),
        tally=counted(len(rows), "day of remembrance", "days of remembrance"),
    )


def _is_wanted(view: View, row: Occasion) -> bool:
    return row.kind != "birthday" or view.options.remember_birthdays


def _line(view: View, row: Occasion) -> Line:
    last = last_words(view, row.contact) if row.kind == "death" else None
    return Line(
        f"{short_day(row.day)}: {remembered(row)}",
        row.contact.id,
        details=(last.text,) if last else (),
        why=f"{'died' if row.kind == 'death' else row.kind} {row.written}",
        sources=(*row.sources, *(last.sources if last else ())),
        key=f"remembered:{row.key}",
        values=MappingProxyType(
            {"kind": row.kind, "day": row.day.isoformat(), "years": row.years or None}
        ),
    )
