"""Data health: what in the notes stands in the way of good answers, most worth mending first.

In: the network, the day, all diagnostics, `[plugins.data_health]`. Out: the report `data-health`
with its sections. There is no grade, and nothing has to be filled in.
Not known here: how a note is read, and how a fault of one is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pnm.api import Gathered, Line, Network, Report, Section, hookimpl
from pnm_data_health import circles, dates, disagree, faults, gaps, known, old, twins
from pnm_data_health.options import Options
from pnm_data_health.view import View, view_of

REPORT = "data-health"


@hookimpl
def pnm_settings() -> Iterable[type]:
    """Name the settings."""
    yield Options


@hookimpl
def pnm_reports() -> Iterable[Report]:
    """Name the report."""
    yield Report(
        name=REPORT,
        title="Data health",
        template=REPORT,
        path="{folder}/Data health.md",
        about="What in the notes stands in the way of good answers, and what to type.",
    )


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, gathered: Gathered, settings: Options
) -> Iterator[Section]:
    """Yield what to mend, most worth it first, then what is known of how many."""
    if report.name != REPORT:
        return
    view = view_of(network, today, gathered, settings)
    found = tuple(_found(view))
    yield from found or (_nothing(view),)
    counts = known.section(view)
    if counts is not None:
        yield counts


def _found(view: View) -> Iterator[Section]:
    yield from faults.sections(view)
    pairs = twins.pairs(view)
    for section in (
        twins.section(view, pairs),
        disagree.section(view, pairs),
        dates.section(view),
        gaps.no_day(view),
        gaps.no_note(view),
        circles.section(view),
        old.section(view),
    ):
        if section is not None:
            yield section


def _nothing(view: View) -> Section:
    text = "Nothing in the notes stands in the way of an answer."
    details: tuple[str, ...] = ()
    if not view.people:
        text, details = "There are no contacts yet.", ("pnm init finds the notes that are people",)
    line = Line(text, details=details, key="nothing", why="all checks were made")
    return Section("nothing", "Nothing to mend", 10, (line,), tally="Nothing to mend")
