"""A report, made as pnm makes it, out of what the plugins under test say.

In: a report, a network, plugins. Out: the document.
Not known here: any plugin, and a disk beyond the plugins' own templates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from pnm.errors import NotFoundError
from pnm.host import Opinions
from pnm.model import Report
from pnm.network import Network
from pnm.reports.folders import TemplateFolders
from pnm.reports.given import with_given
from pnm.reports.render import render as rendered
from pnm.testing.asking import report_of
from pnm.testing.hosting import gathered_of, host_of, refuse
from pnm.testing.named import Plugins

Format = Literal["markdown", "html", "terminal", "json"]


def render(
    report: Report | str,
    network: Network,
    fmt: Format = "markdown",
    *,
    plugins: Plugins = (),
    given: Mapping[str, str | Sequence[str]] | None = None,
) -> str:
    """Render a report out of what these plugins say of a network.

    Args:
        report: A report, or the name of one that these plugins make.
        network: The vault.
        fmt: `markdown`, `html`, `terminal` (without colour, 80 columns) or `json`.
        plugins: Those that are asked: for sections, templates and filters; no others.
        given: For each parameter of the report its value or values, as they would be typed; of a
            contact the id or the name.

    Returns:
        The document.

    Raises:
        PluginError: A plugin raised, or gave what is not of its hook's kind.
        PnmError: A template is wrong, or a value does not fit; the message says which.
    """
    host = host_of(plugins, network.config)
    whom = partial(_whom, network)
    wanted = with_given(report_of(host, report), _words(given or {}), whom, network.today)
    sections = Opinions(host, network).sections(wanted, gathered_of(host, network))
    folders = tuple(Path(folder) for _, folder in host.ask("pnm_templates", str).given)
    filters = host.filters()
    refuse(host.problems)
    nowhere = Path("no-such-folder")
    templates = TemplateFolders(nowhere, None, folders)
    return rendered(wanted, sections, network, network.today, fmt, templates, filters)


def _whom(network: Network, words: str) -> str:
    """Return the id that a test means: the id itself, or a name that only one contact has."""
    if words in network:
        return words
    found = [contact.id for contact in network if contact.name == words]
    if len(found) != 1:
        raise NotFoundError(f"{words!r} is {len(found)} contacts", mend="give the contact's id")
    return found[0]


def _words(given: Mapping[str, str | Sequence[str]]) -> list[str]:
    rows = ((key, [value] if isinstance(value, str) else value) for key, value in given.items())
    return [f"{key}={value}" for key, values in rows for value in values]
