"""A year in people: a look back over one year, as one would tell it in a letter.

In: the network, the day, `[plugins.year_in_people]`, the year that is asked for. Out: the report
`year-in-people` with its sections. Nobody is ranked by how often one was in touch.
Not known here: what is due, and what is still open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from pnm.api import Line, Network, Parameter, Report, Section, hookimpl
from pnm_year_in_people import (
    months,
    newcomers,
    opening,
    promises,
    remembered,
    reunions,
    ties,
    ways,
)
from pnm_year_in_people.options import Options
from pnm_year_in_people.view import View, view_of

REPORT = "year-in-people"


@hookimpl
def pnm_settings() -> Iterable[type]:
    """Name the settings."""
    yield Options


@hookimpl
def pnm_reports() -> Iterable[Report]:
    """Name the year in people."""
    yield Report(
        name=REPORT,
        title="A year in people",
        template=REPORT,
        path="{folder}/{year} in people.md",
        about="Who was there in a year: the first, the new, the old friends, what was kept.",
        parameters=(
            Parameter(
                "year",
                "which year: 2025; by default the running one",
                "number",
                default="",
                least=1000,
                most=date.max.year,
            ),
        ),
    )


@hookimpl
def pnm_templates() -> Iterable[str]:
    """Name the folder of the report's template."""
    yield str(Path(__file__).resolve().parent / "templates")


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, settings: Options
) -> Iterator[Section]:
    """Yield the year, from the first line of it to room for one's own words."""
    if report.name != REPORT:
        return
    view = view_of(network, today, report, settings)
    made = _told(view) if view.rows else (_nothing(view), remembered.section(view))
    first, *rest = filter(None, (*made, _free() if view.period.begun else None))
    doubt = f"{view.period.doubt}." if view.period.doubt else ""
    yield replace(first, intro=doubt)
    yield from rest


def _told(view: View) -> Iterator[Section | None]:
    new = newcomers.newcomers(view)
    yield opening.section(view, len(new))
    yield reunions.first(view)
    yield newcomers.section(view, new)
    yield reunions.again(view)
    for part in (months.section, months.own_words, ways.section, promises.kept):
        yield part(view)
    for part in (promises.favours, remembered.section, ties.section):
        yield part(view)


def _nothing(view: View) -> Section:
    """Return what is said of a year of which nothing is written."""
    period, known = view.period, [row.day.year for row in view.network.interactions]
    text = f"Nothing is written about {period.year}."
    if not period.begun:
        text = f"{period.year} has not begun."
    elif known:
        years = f"{known[0]} to {known[-1]}" if known[0] < known[-1] else str(known[0])
        text = f"{text} Your notes tell of {years}."
    line = Line(text, why="no dated line is of this year", key=f"year:{period.year}")
    return Section(
        "opening",
        period.named if period.begun else str(period.year),
        10,
        (line,),
        tally="Nothing to tell yet",
    )


def _free() -> Section:
    return Section(
        "free",
        "What no note says",
        99,
        intro="Room for what you want to remember of the year.",
        free=True,
    )
