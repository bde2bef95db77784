"""Who has gone quiet: reminders to be in touch, and two sections of the weekly review.

In: the network, the day, `[plugins.keep_in_touch]`. Out: reminders of the kinds `reach_out` and
`drift`, the sections `reach_out` and `quiet_but_dear`.
Not known here: how a note is read, and what counts as being in touch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pnm.api import Gathered, Network, Reminder, Report, Section, discretion_of, hookimpl
from pnm_keep_in_touch.drift import drifting
from pnm_keep_in_touch.options import Options
from pnm_keep_in_touch.ranking import asked, dear, ranked, reached
from pnm_keep_in_touch.sections import quiet_but_dear, reach_out
from pnm_keep_in_touch.wishes import wished


@hookimpl
def pnm_settings() -> Iterator[type]:
    """Declare what may be set."""
    yield Options


@hookimpl
def pnm_reminders(network: Network, today: date, settings: Options) -> Iterator[Reminder]:
    """Yield when to be in touch with each contact again, then who has drifted away."""
    yield from wished(network, today)
    if settings.drift:
        yield from drifting(network, today)


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, gathered: Gathered, settings: Options
) -> Iterator[Section]:
    """Yield whom to reach out to, and a few dear people who are not asked for."""
    if report.name != "weekly-review":
        return
    options = replace(settings, asks=min(settings.asks, network.config.asks))
    quiet = ranked(network, today, gathered, options)
    chosen = asked(quiet, options, reached(network, today))
    discretion = discretion_of(network, everybody=options.include_private)
    yield reach_out(network, today, chosen, len(quiet) - len(chosen), discretion)
    yield quiet_but_dear(network, today, dear(network, today, quiet, chosen, options), discretion)
