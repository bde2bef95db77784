"""A host with the plugins under test and no others.

In: plugins, a configuration. Out: a host; an error where a plugin cannot be used.
Not known here: any plugin, and what is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pnm.config import Config
from pnm.contacts.further import Further
from pnm.diagnostics import Diagnostic, in_order
from pnm.host import Host, Opinions
from pnm.host.further import FactsOfPlugins
from pnm.model import Field, Gathered, RelationKind
from pnm.network import Network
from pnm.testing.named import Plugins, named


class PluginError(AssertionError):
    """The plugin under test failed: it raised, or gave what is not of its hook's kind."""


def host_of(
    plugins: Plugins, config: Config, settings: Mapping[str, Mapping[str, object]] | None = None
) -> Host:
    """Return a host with these plugins and no others.

    Args:
        plugins: The plugins.
        config: The configuration with their settings.
        settings: For plugins by name, settings that take the place of those.

    Raises:
        PluginError: One of them cannot be used.
    """
    host = Host({**config.plugins, **(settings or {})})
    for name, plugin in named(plugins).items():
        host.add(name, plugin)
    refuse(host.problems)
    return host


def refuse(problems: Sequence[Diagnostic]) -> None:
    """Raise what went wrong with a plugin, if anything did.

    Raises:
        PluginError: Something did.
    """
    if problems:
        raise PluginError("\n".join(map(str, problems)))


def reading(host: Host, config: Config) -> tuple[Config, Further | None]:
    """Return how notes are read with what the host's plugins declare.

    Args:
        host: It has the plugins.
        config: The configuration.

    Returns:
        The configuration with their fields and kinds of relation; and who reads their facts, None
        where nobody does.

    Raises:
        PluginError: What one of them declares is wrong.
    """
    fields = host.ask("pnm_fields", Field).given
    kinds = host.ask("pnm_relation_kinds", RelationKind).given
    refuse(host.problems)
    names = [name for name, row in host.plugins.items() if "pnm_facts" in row.hooks]
    further = FactsOfPlugins(lambda: host, names, "") if names else None
    return config.reading(list(fields), list(kinds)), further


def gathered_of(host: Host, network: Network) -> Gathered:
    """Return what the host's plugins say before a report is made, as pnm gathers it.

    Raises:
        PluginError: One of them failed.
    """
    opinions = Opinions(host, network)
    checks = in_order(
        [*network.diagnostics, *opinions.checks, *host.check_settings(network.config.source)]
    )
    gathered = Gathered(opinions.reminders, opinions.tags, checks)
    refuse(host.problems)
    return gathered


def values_of(given: Sequence[tuple[str, Any]]) -> tuple[Any, ...]:
    """Return answers without the names of those who gave them."""
    return tuple(value for _, value in given)
