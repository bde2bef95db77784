"""The days of the stretch, one section a month.

In: a view. Out: sections `month_1`, `month_2` …, in order; none for a month without a day.
Not known here: the dead (see `remembered.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from pnm.api import Line, Section, counted, listed, month_name, short_day
from pnm_birthdays.around import Told, home, last_talk, last_year, leap, this_year
from pnm_birthdays.occasions import Kind, Occasion
from pnm_birthdays.saying import said
from pnm_birthdays.view import View
from pnm_birthdays.words import week_of

_FIRST_ORDER: Final = 20
_FEWER: Final = "{} of {}: of those you wish to be in touch with, then of those you were lately."
_NOUNS: Final[tuple[tuple[Kind, str, str], ...]] = (
    ("birthday", "birthday", "birthdays"),
    ("anniversary", "anniversary", "anniversaries"),
)


def sections(view: View) -> Iterator[Section]:
    """Yield a section for each month in which something is celebrated."""
    celebrated = [row for row in view.days if not row.remembered]
    for number, (year, month) in enumerate(view.span.months(), 1):
        rows = [row for row in celebrated if (row.day.year, row.day.month) == (year, month)]
        if rows:
            shown = _chosen(view, rows)
            yield Section(
                f"month_{number}",
                f"{month_name(month)} {year}",
                _FIRST_ORDER + number,
                tuple(_line(view, row) for row in shown),
                intro=_FEWER.format(len(shown), len(rows)) if len(shown) < len(rows) else "",
                tally=f"{_counts(rows)} in {month_name(month)}",
            )


def _chosen(view: View, rows: list[Occasion]) -> list[Occasion]:
    """Return the days of those who are near, where a month has more than anybody reads."""
    near = sorted(rows, key=lambda row: view.rank(row.contact))[: view.options.most]
    keys = {row.key for row in near}
    return [row for row in rows if row.key in keys]


def _counts(rows: list[Occasion]) -> str:
    counts = Counter(row.kind for row in rows)
    return listed([counted(counts[kind], *nouns) for kind, *nouns in _NOUNS if counts[kind]])


def _line(view: View, row: Occasion) -> Line:
    is_ahead = row.day >= view.today
    told = tuple(filter(None, _told(view, row, is_ahead=is_ahead)))
    return Line(
        f"{short_day(row.day)}, {week_of(row.day)}: {said(row, view.today)}",
        row.contact.id,
        box=is_ahead,
        logs=is_ahead,
        details=tuple(detail for detail in (leap(row), *(one.text for one in told)) if detail),
        why=f"{row.kind} {row.written}",
        sources=tuple(dict.fromkeys((*row.sources, *(s for one in told for s in one.sources)))),
        key=f"birthdays:{row.key}",
        values=MappingProxyType(
            {
                "kind": row.kind,
                "day": row.day.isoformat(),
                "week": row.day.isocalendar().week,
                "years": row.years or None,
            }
        ),
    )


def _told(view: View, row: Occasion, *, is_ahead: bool) -> Iterator[Told | None]:
    if not is_ahead:
        yield this_year(view, row)
    yield last_year(view, row)
    yield home(view, row)
    city = row.contact.city
    yield Told(city, (row.contact.source("city"),)) if city else None
    if is_ahead:
        yield last_talk(view, row)
