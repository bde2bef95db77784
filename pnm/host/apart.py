"""Plugins loaded in a process of their own, to find out what they declare.

In: plugins, their settings. Out: what each declares, or why it cannot be used.
Not known here: where that is kept.

The process tells at which plugin it is. Where it ends early, or does not come on, that plugin is
the one at fault, and another process goes on with the rest.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pnm.found import Plugin
from pnm.host.asking import LOADING_SECONDS, Host
from pnm.host.children import Child, answers_only
from pnm.host.declared import Declared, declared_of
from pnm.host.untouched import restore, state

WAIT_SECONDS: Final = 2 * LOADING_SECONDS + 10


def declare_apart(
    plugins: Sequence[Plugin], settings: Mapping[str, Mapping[str, object]]
) -> dict[str, Declared]:
    """Find out what plugins declare, in a process of their own.

    Args:
        plugins: Those to be loaded.
        settings: For each its table, as written.

    Returns:
        For each by its name what it declares.
    """
    found: dict[str, Declared] = {}
    left = list(plugins)
    while left:
        try:
            found.update(_asked(left, settings))
        except OSError:  # no process can be started: then here, with less care
            found.update((plugin.name, _declared(plugin, settings)) for plugin in left)
        left = [plugin for plugin in left if plugin.name not in found]
    return found


def _asked(
    plugins: Sequence[Plugin], settings: Mapping[str, Mapping[str, object]]
) -> Iterator[tuple[str, Declared]]:
    """Yield what one process finds out, up to the first plugin that ends it."""
    own = {plugin.name: dict(settings.get(plugin.name, {})) for plugin in plugins}
    child = Child("pnm.host.apart", pickle.dumps((list(plugins), own)), WAIT_SECONDS)
    done = 0
    for line in child.lines():
        if done == len(plugins):
            break  # somebody else writes there
        yield plugins[done].name, _read(line)
        done += 1
    if done < len(plugins):
        yield plugins[done].name, Declared(fault=f"cannot be loaded: it {child.end}")


def _read(line: bytes) -> Declared:
    try:
        return Declared.of(json.loads(line))
    except (ValueError, KeyError, TypeError) as exc:
        return Declared(fault=f"cannot be loaded: what it declares cannot be read: {exc}")


def serve() -> None:
    """Load the plugins given on stdin; write a line for each to stdout. Runs apart."""
    plugins, settings = pickle.load(sys.stdin.buffer)
    answers = answers_only()
    for plugin in plugins:
        row = json.dumps(_declared(plugin, settings).values()).encode("ascii")
        os.write(answers, row + b"\n")
    os._exit(0)  # no thread and no exit handler of a plugin holds it up


def _declared(plugin: Plugin, settings: Mapping[str, Mapping[str, object]]) -> Declared:
    before = state()
    host = Host(settings)
    host.load([plugin])
    found = declared_of(host, plugin.name)
    if changed := restore(before):
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        return Declared(fault=f"puts something of its own in the place of {changed[0]}{more}")
    return found
