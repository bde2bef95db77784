"""What is wrong with a plugin's hooks before it is asked anything.

In: a plugin's module. Out: faults in words. Not known here: what hooks answer.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Iterator
from typing import Any, Final

from pnm import hookspecs
from pnm.hookspecs import PROJECT

HOOKS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(inspect.signature(spec).parameters)
    for name, spec in vars(hookspecs).items()
    if name.startswith("pnm_") and callable(spec)
}
"""Each hook with its parameters."""

_TAKES: Final = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)


def faults(module: object) -> Iterator[str]:
    """Yield what is wrong with a plugin's hooks.

    Args:
        module: The module or object that has them.

    Yields:
        One sentence a fault, with what may be meant.
    """
    marked = 0
    for name in dir(module):
        function: Any = getattr(module, name, None)
        options = getattr(function, f"{PROJECT}_impl", None)
        if options is None:
            if name in HOOKS and inspect.isfunction(function):
                yield f"{name} is not marked: write @hookimpl above it"
            continue
        if callable(function):
            marked += 1
            yield from _of_hook(name, function, options)
    if not marked:
        yield "has no hook: no function is marked with @hookimpl"


def _of_hook(name: str, function: Callable[..., object], options: object) -> Iterator[str]:
    if name not in HOOKS:
        near = difflib.get_close_matches(name, HOOKS, 1)
        yield f"unknown hook {name}" + (f"; did you mean {near[0]}?" if near else "")
        return
    if isinstance(options, dict) and (options.get("wrapper") or options.get("hookwrapper")):
        yield f"{name} is a wrapper; each plugin is asked alone, so there is nothing to wrap"
        return
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        yield f"{name} is async; a hook is a plain function"
        return
    known = HOOKS[name]
    for parameter in inspect.signature(function).parameters.values():
        needed = parameter.default is inspect.Parameter.empty
        if parameter.kind not in _TAKES:
            yield f"{name} takes {parameter}; name the parameters that it needs"
        elif needed and parameter.name not in known and parameter.name != "self":
            yield f"{name} asks for {parameter.name!r}; known are: {', '.join(known) or 'none'}"
