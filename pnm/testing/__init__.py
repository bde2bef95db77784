"""The public test kit for plugins: networks and vaults out of text, hooks asked as pnm asks them.

In: notes as text, plugins as modules. Out: networks, answers, documents, vaults on a disk to run
commands in. All names are imported when they are first used, so that loading the pytest plugin
costs a run that has nothing to do with pnm nothing.
Not known here: any plugin.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pnm.testing.asking import ask as ask
    from pnm.testing.asking import wrong_settings as wrong_settings
    from pnm.testing.hosting import PluginError as PluginError
    from pnm.testing.named import Plugins as Plugins
    from pnm.testing.notes import TODAY as TODAY
    from pnm.testing.notes import network_of as network_of
    from pnm.testing.rendering import render as render
    from pnm.testing.running import Done as Done
    from pnm.testing.vaults import SmallVault as SmallVault
    from pnm.testing.vaults import VaultOf as VaultOf

_WHERE: Final = {
    "Done": "running",
    "PluginError": "hosting",
    "Plugins": "named",
    "SmallVault": "vaults",
    "TODAY": "notes",
    "VaultOf": "vaults",
    "ask": "asking",
    "network_of": "notes",
    "render": "rendering",
    "wrong_settings": "asking",
}

__all__ = [
    "TODAY",
    "Done",
    "PluginError",
    "Plugins",
    "SmallVault",
    "VaultOf",
    "ask",
    "network_of",
    "render",
    "wrong_settings",
]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
