"""One hook of one plugin, asked as pnm asks it.

In: a plugin, a hook's name, a network. Out: what the plugin gives, its types looked at.
Not known here: any plugin, and the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal, TypedDict, Unpack, overload

from pnm.diagnostics import Diagnostic
from pnm.host import HOOKS, Host
from pnm.host.kinds import KINDS
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
from pnm.testing.hosting import PluginError, gathered_of, host_of, refuse, values_of
from pnm.testing.named import name_of
from pnm.testing.notes import network_of
from pnm.wording import known_are


class Given(TypedDict, total=False):
    """What a test may give to a hook, each by keyword.

    Attributes:
        today: The day; else that of the network.
        settings: The plugin's settings as a user writes them; else those of the configuration.
        report: For `pnm_sections`, a report, or the name of one of the plugin's own.
        gathered: For `pnm_sections`; else what the plugin itself says, as pnm gathers it.
        note: For `pnm_facts`.
        name: What pnm calls the plugin; else the last part of its name, without `pnm_`.
    """

    today: date
    settings: Mapping[str, object]
    report: Report | str
    gathered: Gathered
    note: WrittenNote
    name: str


@overload
def ask(
    plugin: object,
    hook: Literal["pnm_settings"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[type[Any], ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_fields"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[Field, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_relation_kinds"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[RelationKind, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_facts"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[Fact, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_tags"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[DerivedTag, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_reminders"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[Reminder, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_checks"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[Diagnostic, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_reports"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[Report, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_sections"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[Section, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_templates"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[str, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_filters"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[tuple[str, Callable[..., object]], ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_commands"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[Command, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_importers"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[Importer, ...]: ...
@overload
def ask(
    plugin: object,
    hook: Literal["pnm_exporters"],
    network: Network | None = None,
    **given: Unpack[Given],
) -> tuple[Exporter, ...]: ...
def ask(
    plugin: object, hook: str, network: Network | None = None, **given: Unpack[Given]
) -> tuple[Any, ...]:
    """Ask one hook of one plugin, as pnm does.

    Args:
        plugin: The module or object with the hook.
        hook: Its name: `pnm_reminders`.
        network: The vault; an empty one where the hook does not look at it.
        given: See `Given`.

    Returns:
        All that it gives, each value looked at field by field.

    Raises:
        PluginError: The plugin has no such hook, raised, or gave what is not of the hook's kind.
    """
    name = given.get("name") or name_of(plugin)
    network = network_of() if network is None else network
    own = {name: given["settings"]} if "settings" in given else {}
    host = host_of({name: plugin}, network.config, own)
    if hook not in host.plugins[name].hooks:
        known = known_are(hook, host.plugins[name].hooks)
        raise PluginError(f"{name} does not answer {hook}; {known}")
    answers = host.ask(hook, KINDS[hook], **_facts(host, hook, network, given))
    refuse(host.problems)
    return values_of(answers.given)


def wrong_settings(plugin: object, network: Network, *, name: str = "") -> tuple[Diagnostic, ...]:
    """Say which of a plugin's settings pnm does not understand, as `pnm check` does.

    Args:
        plugin: The module or object; it declares its settings by `pnm_settings`.
        network: Its configuration has them.
        name: What pnm calls the plugin; else the last part of its name, without `pnm_`.
    """
    host = host_of({name or name_of(plugin): plugin}, network.config)
    return host.check_settings(network.config.source)


def _facts(host: Host, hook: str, network: Network, given: Given) -> dict[str, object]:
    """Return the arguments that the hook's specification names."""
    wanted = HOOKS[hook]
    facts: dict[str, object] = {"network": network, "today": given.get("today", network.today)}
    if "report" in wanted:
        facts["report"] = report_of(host, given.get("report", ""))
        facts["gathered"] = given.get("gathered") or gathered_of(host, network)
    if "note" in wanted:
        if "note" not in given:
            raise TypeError(f"{hook} is asked about a note: ask(…, note=…)")
        facts["note"] = given["note"]
    return {key: value for key, value in facts.items() if key in wanted}


def report_of(host: Host, wanted: Report | str) -> Report:
    """Return a report, found among those of the host's plugins where it is a name.

    Raises:
        TypeError: No plugin makes it.
    """
    if isinstance(wanted, Report):
        return wanted
    made = {report.name: report for _, report in host.ask("pnm_reports", Report).given}
    if not wanted and len(made) == 1:
        return next(iter(made.values()))
    if wanted not in made:
        raise TypeError(f"no plugin here makes the report {wanted!r}: give a Report, or the plugin")
    return made[wanted]
