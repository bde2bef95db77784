"""Birthdays of the quarter: whose day comes, what to begin early, and whom to ask.

In: the network, the day, `[plugins.birthdays]`, the stretch that is asked for. Out: the report
`birthdays` with its sections.
Not known here: reminders of these days, which are another plugin's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pnm.api import Line, Network, Parameter, Report, Section, full_day, hookimpl
from pnm_birthdays import ahead, months, remembered, rough, unknown
from pnm_birthdays.options import Options
from pnm_birthdays.span import LONGEST_DAYS, Span
from pnm_birthdays.view import View, view_of

REPORT = "birthdays"


@hookimpl
def pnm_settings() -> Iterable[type]:
    """Name the settings."""
    yield Options


@hookimpl
def pnm_reports() -> Iterable[Report]:
    """Name the birthdays of the quarter."""
    yield Report(
        name=REPORT,
        title="Birthdays of the quarter",
        template=REPORT,
        path="{folder}/Birthdays {month}.md",
        about="Birthdays and anniversaries of the coming months, and what to begin early.",
        parameters=(
            Parameter("from", "the first day; by default today", "day", default=""),
            Parameter(
                "days",
                "how many days from then on; by default three months",
                "number",
                default="",
                least=1,
                most=LONGEST_DAYS,
            ),
            Parameter(
                "quarter", "instead of both, a quarter: Q1, 2027-Q1, next", "quarter", default=""
            ),
        ),
    )


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, settings: Options
) -> Iterator[Section]:
    """Yield what to begin early, the months, the dead, and what is not known."""
    if report.name != REPORT:
        return
    view = view_of(network, today, report, settings)
    told = [*months.sections(view)]
    made = [ahead.section(view), *told, remembered.section(view)]
    if not told:
        made.append(_nothing(view.span))
    made += [rough.section(view), unknown.section(view)]
    first, *rest = sorted(filter(None, made), key=lambda section: section.order)
    yield replace(first, intro=" ".join(filter(None, (_when(view), first.intro))))
    yield from rest


def _when(view: View) -> str:
    """Say which days the report is about, and what of the question was not understood."""
    span = view.span
    when = f"For the days from {full_day(span.first)} to {full_day(span.last)}."
    return f"{when} {span.doubt}." if span.doubt else when


def _nothing(span: Span) -> Section:
    """Return what is said where no day is known."""
    text = "No birthday and no anniversary of these days is known."
    line = Line(text, key=f"none:{span.first}", why="no note tells of one")
    return Section("none", "Nothing to celebrate yet", 20, (line,), tally="No birthdays")
