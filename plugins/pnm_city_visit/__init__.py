"""The city visit: who is where the user will be, what is open with them, who knows whom there.

In: the network, a place, the days, `[plugins.city_visit]`. Out: the report `city-visit` with its
sections, the command `visit`, and facts: where organisations are.
Not known here: any map, and how a report is rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pnm.api import Command, Fact, Network, Parameter, Report, Section, WrittenNote, hookimpl
from pnm_city_visit import days, groups, nobody, promises, spoken, there, ties
from pnm_city_visit.options import Options
from pnm_city_visit.visit import visit_of

REPORT = "city-visit"
_ABOUT = "Who is where you will be."


@hookimpl
def pnm_settings() -> Iterable[type]:
    """Declare the settings."""
    yield Options


@hookimpl
def pnm_facts(note: WrittenNote) -> Iterator[Fact]:
    """Yield where an organisation is."""
    yield from there.facts_of(note)


@hookimpl
def pnm_reports() -> Iterable[Report]:
    """Name the report."""
    yield Report(
        name=REPORT,
        title="City visit",
        template=REPORT,
        about=_ABOUT,
        parameters=(
            Parameter("city", "where you go: a city, a region or a country"),
            Parameter("from", "the first day there", kind="day", default=""),
            Parameter("until", "the last day there", "day", default="", not_before="from"),
        ),
    )


@hookimpl
def pnm_commands() -> Iterable[Command]:
    """Name the command that makes it."""
    yield Command("visit", _ABOUT, "pnm_city_visit.command:command")


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, settings: Options
) -> Iterator[Section]:
    """Yield the people of the place by when they were seen, and what there is to know."""
    if report.name != REPORT:
        return
    visit = visit_of(report, network, today, settings)
    yield from groups.sections(visit)
    parts = (
        nobody.section,
        days.section,
        promises.section,
        ties.section,
        spoken.section,
        nobody.nearly,
    )
    for part in parts:
        section = part(visit)
        if section is not None:
            yield section
