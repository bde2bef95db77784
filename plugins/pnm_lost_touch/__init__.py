"""Lost touch: people once close or often met who have gone quiet, each with an occasion to write.

In: the network, the day, `[plugins.lost_touch]`. Out: the report `lost-touch` and its sections.
Not known here: who is due by a wished interval, and how a report is rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pnm.api import Line, Network, Parameter, Report, Section, discretion_of, hookimpl
from pnm_lost_touch.options import Options
from pnm_lost_touch.quiet import gone_quiet
from pnm_lost_touch.sections import sections
from pnm_lost_touch.since import MEND, since_of

REPORT = "lost-touch"


@hookimpl
def pnm_settings() -> Iterable[type]:
    """Declare the settings."""
    yield Options


@hookimpl
def pnm_reports() -> Iterable[Report]:
    """Name the report."""
    yield Report(
        name=REPORT,
        title="Lost touch",
        template=REPORT,
        path="{folder}/Lost touch {month}.md",
        about="Who was close or often met, and has gone quiet.",
        parameters=(
            Parameter(
                "since", "only who was still in touch then: 2024, a day, or 2 years", default=""
            ),
        ),
    )


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, settings: Options
) -> Iterator[Section]:
    """Yield those who have gone quiet, in groups."""
    if report.name != REPORT:
        return
    asked = report.value("since")
    since = since_of(asked, today) if asked else None
    if asked and since is None:
        line = Line(f"{asked!r} names no day", details=(MEND,))
        yield Section("since", "Since when?", 1, (line,), tally="Nobody was looked for")
        return
    quiet = gone_quiet(network, today, settings, since)
    discretion = discretion_of(network, everybody=settings.include_private)
    yield from sections(network, today, quiet, settings, discretion)
