"""The extension points of pnm: what a plugin may answer, when it is asked, with what.

In: nothing; these are specifications for pluggy. Out: `hookspec`-marked functions.
Not known here: who implements them, and who asks (see `pnm.host`).

An implementation names only the parameters that it needs. `settings` is an instance of what
`pnm_settings` declares, read from `[plugins.NAME]` of the configuration; of a plugin that declares
nothing, the table as written. All are pure: they return values, and never write, print, or read a
clock. A second call with the same arguments gives the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import pluggy

from pnm.diagnostics import Diagnostic
from pnm.model import (
    Command,
    DerivedTag,
    Exporter,
    Fact,
    Field,
    Gathered,
    Importer,
    RelationKind,
    Reminder,
    Report,
    Section,
    WrittenNote,
)
from pnm.network import Network

PROJECT = "pnm"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

Settings = Mapping[str, object]
"""The settings of a plugin that declares none: its table, as TOML gives it."""

STABLE: Final = "stable"
"""A hook that goes away only after two minor releases that warn of it."""
NEW: Final = "new"
"""A hook that may still change in a minor release; the change log says so."""

STABILITY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pnm_settings": NEW,
        "pnm_fields": NEW,
        "pnm_relation_kinds": NEW,
        "pnm_facts": NEW,
        "pnm_tags": STABLE,
        "pnm_reminders": STABLE,
        "pnm_checks": STABLE,
        "pnm_reports": STABLE,
        "pnm_sections": STABLE,
        "pnm_templates": STABLE,
        "pnm_filters": STABLE,
        "pnm_commands": NEW,
        "pnm_importers": NEW,
        "pnm_exporters": NEW,
    }
)
"""For each hook how far it may be relied on; see `docs/stability.md`."""


@hookspec
def pnm_settings() -> Iterable[type]:
    """Declare the plugin's settings: one frozen dataclass.

    Called once by each command that loads the plugin, before all other hooks.

    Returns:
        A dataclass whose fields are declared by `flag`, `whole_number`, `number`, `text`, `choice`,
        `interval` or `texts`. `settings` of all other hooks is then an instance of it, and pnm
        says which settings it does not understand.
    """
    raise NotImplementedError


@hookspec
def pnm_fields(settings: Settings) -> Iterable[Field]:
    """Name keys of contacts' notes that mean something to the plugin.

    Called once after the plugin or its settings changed; the answer is remembered.

    Args:
        settings: The plugin's own settings.

    Returns:
        Fields; `network.fields_of` then gives their values, and `pnm check` says which are wrong.
    """
    raise NotImplementedError


@hookspec
def pnm_relation_kinds(settings: Settings) -> Iterable[RelationKind]:
    """Name kinds of relation that notes may use, as keys and in lists.

    Called once after the plugin or its settings changed; the answer is remembered.

    Args:
        settings: The plugin's own settings.

    Returns:
        Kinds that pnm does not know itself.
    """
    raise NotImplementedError


@hookspec
def pnm_facts(note: WrittenNote, settings: Settings) -> Iterable[Fact]:
    """Read further facts out of one note.

    Called once for each note that is new or was changed, and for all after the plugin or its
    settings changed; what it gives is kept in the index. It may be called in several processes.

    Args:
        note: The note as it is written; templates and generated notes are not asked about.
        settings: The plugin's own settings.

    Returns:
        Facts, whose `line` is one of the note; `network.facts_of` then gives them.
    """
    raise NotImplementedError


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


@hookspec
def pnm_commands(settings: Settings) -> Iterable[Command]:
    """Name commands of the plugin's own.

    Called once after the plugin or its settings changed; the answer is remembered, so that
    `pnm --help` imports nothing.

    Args:
        settings: The plugin's own settings.

    Returns:
        Commands, whose click command is imported when it is typed.
    """
    raise NotImplementedError


@hookspec
def pnm_importers() -> Iterable[Importer]:
    """Name formats that contacts can be read from.

    Called once by `pnm import`.

    Returns:
        Importers; pnm writes the notes that they make, and never over one that is there.
    """
    raise NotImplementedError


@hookspec
def pnm_exporters() -> Iterable[Exporter]:
    """Name formats that the network can be written in.

    Called once by `pnm export`.

    Returns:
        Exporters; pnm prints what they give, or puts it into the file that the user names.
    """
    raise NotImplementedError
