"""A network out of text, on one day, without a disk.

In: notes as text, plugins that read them. Out: a `Network`. Not known here: pytest, and any plugin.
"""

from __future__ import annotations

from datetime import date

from pnm.config import read_config
from pnm.contacts.extract import extract
from pnm.contacts.further import LOST
from pnm.network import Network
from pnm.testing.hosting import PluginError, host_of, reading
from pnm.testing.named import Plugins

TODAY = date(2026, 3, 2)
"""The day a network is built for unless a test says otherwise."""


def network_of(
    notes: dict[str, str] | None = None,
    /,
    *,
    today: date = TODAY,
    config: str | None = None,
    plugins: Plugins = (),
    **people: str,
) -> Network:
    """Build a network from text.

    Args:
        notes: Path to text, for notes of any kind: `{"Daily/2026-03-01.md": "- [[Ada]]"}`.
        today: The day to answer for.
        config: The text of a `.pnm/config.toml`.
        plugins: Plugins whose fields, kinds of relation and facts the network has; no others.
        people: For each person the note's id and its front matter, or its whole text where
            that starts with `---`; `type: person` is added where it is not said.

    Returns:
        The network.

    Raises:
        PluginError: A plugin failed, or gave what is not of its hook's kind.
    """
    texts = {**(notes or {}), **{f"{key}.md": _person(text) for key, text in people.items()}}
    settings = read_config(config)
    host = host_of(plugins, settings)
    settings, further = reading(host, settings)
    facts = [extract(path, text, settings.profile, today, further) for path, text in texts.items()]
    lost = [fault.message for note in facts for fault in note.faults if fault.code == LOST]
    if lost:
        raise PluginError("\n".join(lost))
    return Network(facts, settings, today)


def _person(text: str) -> str:
    if text.startswith("---"):
        return text
    return f"---\ntype: person\n{text.strip()}\n---\n"
