"""Whether foreign code has put something of its own in the place of something of pnm's or Python's.

In: the modules that are imported. Out: the names that were changed, put back again.
Not known here: who changed them. Values are compared by identity; nothing is called.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from operator import is_
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, Final

_CORE: Final = "pnm."
_MADE_BY_PYTHON: Final = frozenset(
    {"__annotations__", "__builtins__", "__cached__", "__warningregistry__"}
)
_OF_PYTHON: Final = (
    "builtins click collections dataclasses datetime functools itertools json json.decoder "
    "json.encoder operator os pathlib pluggy posixpath re time"
).split()
"""What all plugins and pnm use. Libraries may do as they like with the rest."""

State = Mapping[str, tuple[object, dict[str, Any]]]


def state(known: State | None = None) -> State:
    """Return what pnm's modules and classes have now, and the functions and classes of Python's.

    Args:
        known: An earlier state; of modules in it nothing is looked at again.
    """
    found = dict(known or {})
    for name, module in list(sys.modules.items()):
        if name.startswith(_CORE) and name not in found and isinstance(module, ModuleType):
            names = dict(vars(module))
            found[name] = (module, names)
            for key, value in names.items():
                if isinstance(value, type) and value.__module__ == name:
                    found[f"{name}.{key}"] = (value, dict(vars(value)))
    for name in _OF_PYTHON:
        if name in sys.modules and name not in found:
            module = sys.modules[name]
            found[name] = (module, {k: v for k, v in vars(module).items() if _is_code(v)})
    return found


def _is_code(value: object) -> bool:
    return isinstance(value, (FunctionType, BuiltinFunctionType, type))


def restore(before: State) -> tuple[str, ...]:
    """Put back what was changed since.

    Args:
        before: The state then. What was imported since is not in it.

    Returns:
        The names that had another value, or were gone, in order.
    """
    changed: list[str] = []
    for owner, (place, names) in before.items():
        now = vars(place)
        if all(map(is_, map(now.get, names), names.values())):
            continue
        for key, value in names.items():
            if now.get(key) is value or key in _MADE_BY_PYTHON:
                continue
            if sys.modules.get(f"{owner}.{key}") is now.get(key) is not None:
                continue  # a module of that name was imported
            setattr(place, key, value)
            changed.append(f"{owner}.{key}")
    return tuple(sorted(changed))
