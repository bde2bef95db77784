"""The extension points of pnm: what a plugin may answer, when it is asked, with what.

In: nothing; these are specifications for pluggy. Out: `hookspec`-marked functions.
Not known here: who implements them, and who asks (see `pnm.host`).

An implementation names only the parameters that it needs. `settings` is its own
`[plugins.NAME]` table of the vault's configuration. All are pure: they return values, and
never write, print, or read a clock. A second call with the same arguments gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import pluggy

from pnm.diagnostics import Diagnostic
from pnm.model import DerivedTag, Gathered, Reminder, Report, Section
from pnm.network import Network

PROJECT = "pnm"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

Settings = Mapping[str, object]


@hookspec
def pnm_tags(network: Network, today: date, settings: Settings) -> Iterable[DerivedTag]:
    """Derive tags, each with its reason; the notes stay as they are.

    Called once per command that shows or asks for tags.

    Args:
        network: The whole vault.
        today: The day to answer for, in the user's time zone.
        settings: The plugin's own settings.

    Returns:
        Tags whose `contact_id` is in `network`. One that the note refuses (`tags_not`) is dropped.
    """
    raise NotImplementedError


@hookspec
def pnm_reminders(network: Network, today: date, settings: Settings) -> Iterable[Reminder]:
    """Say what is due, and when.

    Called once per command, after the network is complete. Yield reminders for any
    day, past or future: the caller filters. Order does not matter.

    Args:
        network: The whole vault.
        today: The day to count from, in the user's time zone.
        settings: The plugin's own settings.

    Returns:
        Reminders whose `contact_id` is in `network`.
    """
    raise NotImplementedError


@hookspec
def pnm_checks(network: Network, today: date, settings: Settings) -> Iterable[Diagnostic]:
    """Say what is doubtful in the notes, beyond what does not parse.

    Called once by `pnm check` and for reports.

    Args:
        network: The whole vault.
        today: The day to answer for.
        settings: The plugin's own settings.

    Returns:
        Diagnostics, each with the place and what to type to mend it.
    """
    raise NotImplementedError


@hookspec
def pnm_reports() -> Iterable[Report]:
    """Name the reports that the plugin can make.

    Called once by `pnm review` and `pnm report`.

    Returns:
        Reports; their templates are found through `pnm_templates`.
    """
    raise NotImplementedError


@hookspec
def pnm_sections(
    report: Report, network: Network, today: date, gathered: Gathered, settings: Settings
) -> Iterable[Section]:
    """Contribute sections to a report, one's own or another plugin's.

    Called once for each rendering, after reminders, tags and checks are gathered.

    Args:
        report: The report that is made; answer nothing for those one does not know.
        network: The whole vault.
        today: The day the report is made for.
        gathered: What all plugins said before.
        settings: The plugin's own settings.

    Returns:
        Sections; empty ones vanish, the others stand by `order`, then by `id`.
    """
    raise NotImplementedError


@hookspec
def pnm_templates() -> Iterable[str]:
    """Name folders of Jinja templates.

    Called once for each rendering.

    Returns:
        Absolute paths of folders; a template of the vault or the user comes before them.
    """
    raise NotImplementedError


@hookspec
def pnm_filters() -> Iterable[tuple[str, Callable[..., object]]]:
    """Give Jinja filters.

    Called once for each rendering.

    Returns:
        Names and functions of their first argument.
    """
    raise NotImplementedError
