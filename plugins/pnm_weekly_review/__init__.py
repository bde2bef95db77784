"""The weekly review: its report, the sections that look back, and the checks behind them.

In: the network, what all plugins said, the settings. Out: a report, sections, diagnostics.
Not known here: the sections of other plugins, and how anything is rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from pnm.api import (
    Diagnostic,
    Gathered,
    Network,
    Report,
    Section,
    hookimpl,
)
from pnm_weekly_review import checks, faces, free, housekeeping, met, numbers, past
from pnm_weekly_review.options import Options
from pnm_weekly_review.view import view_of

REPORT = "weekly-review"


@hookimpl
def pnm_settings() -> Iterator[type]:
    """Declare what may be set."""
    yield Options


@hookimpl
def pnm_reports() -> Iterable[Report]:
    """Name the weekly review."""
    yield Report(
        name=REPORT,
        title="Weekly review",
        template=REPORT,
        path="{folder}/{week}.md",
        about="Dates, promises and people of the week, and what the last one brought.",
    )


@hookimpl
def pnm_templates() -> Iterable[str]:
    """Name the folder of the review's templates."""
    yield str(Path(__file__).resolve().parent / "templates")


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, gathered: Gathered, settings: Options
) -> Iterator[Section]:
    """Yield the sections that look back, the ones that tidy up, and room for one's own words."""
    if report.name != REPORT:
        return
    view = view_of(network, today, gathered, settings)
    for part in (met, faces, past, housekeeping, numbers, free):
        section = part.section(view)
        if section is not None:
            yield section


@hookimpl
def pnm_checks(network: Network, today: date) -> Iterator[Diagnostic]:
    """Yield what could be better between the notes."""
    yield from checks.between_notes(network, today)
