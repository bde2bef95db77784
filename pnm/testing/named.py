"""Plugins under test with the names by which pnm knows them.

In: modules or objects with hooks, or a mapping from names to them. Out: that mapping.
Not known here: what the hooks are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Plugins = Iterable[object] | Mapping[str, object]
"""Modules or objects with hooks, each known by the last part of its name without `pnm_`; or a
mapping from names to them."""


def named(plugins: Plugins) -> dict[str, object]:
    """Return plugins by name.

    Args:
        plugins: As a test gives them.

    Raises:
        ValueError: Two have one name.
    """
    if isinstance(plugins, Mapping):
        return dict(plugins)
    found: dict[str, object] = {}
    for plugin in plugins:
        name = name_of(plugin)
        if name in found:
            raise ValueError(f"two plugins are called {name}; give a mapping from names to them")
        found[name] = plugin
    return found


def name_of(plugin: object) -> str:
    """Return what pnm calls a plugin: `lunch` for the module `pnm_lunch` or a `Lunch()`."""
    own = getattr(plugin, "__name__", None) or type(plugin).__name__
    return str(own).rpartition(".")[2].casefold().removeprefix("pnm_")
