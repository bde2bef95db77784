"""Who has gone quiet: reminders to be in touch, and two sections of the weekly review.

In: the network, the day, `[plugins.keep_in_touch]`. Out: reminders of the kinds `reach_out` and
`drift`, the sections `reach_out` and `quiet_but_dear`, faults of the settings.
Not known here: how a note is read, and what counts as being in touch.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pnm.api import (
    Diagnostic,
    Gathered,
    Network,
    Reminder,
    Report,
    Section,
    Settings,
    check_settings,
    hookimpl,
)
from pnm_keep_in_touch.drift import drifting
from pnm_keep_in_touch.options import NAME, Options, read_options
from pnm_keep_in_touch.ranking import asked, dear, ranked, reached
from pnm_keep_in_touch.sections import quiet_but_dear, reach_out
from pnm_keep_in_touch.wishes import wished


@hookimpl
def pnm_reminders(network: Network, today: date, settings: Settings) -> Iterator[Reminder]:
    """Yield when to be in touch with each contact again, then who has drifted away."""
    yield from wished(network, today)
    if read_options(network, settings).drift:
        yield from drifting(network, today)


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, gathered: Gathered, settings: Settings
) -> Iterator[Section]:
    """Yield whom to reach out to, and a few dear people who are not asked for."""
    if report.name != "weekly-review":
        return
    options = read_options(network, settings)
    quiet = ranked(network, today, gathered, options)
    chosen = asked(quiet, options, reached(network, today))
    yield reach_out(network, today, chosen, len(quiet) - len(chosen), options)
    yield quiet_but_dear(network, today, dear(network, today, quiet, chosen, options), options)


@hookimpl
def pnm_checks(network: Network, settings: Settings) -> Iterator[Diagnostic]:
    """Yield the settings that are not understood."""
    yield from check_settings(Options, NAME, settings, network.config.source)
