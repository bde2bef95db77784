"""Whether what a plugin gave is what it says it is, field by field.

In: a value and the class it shall be of. Out: the value, or a `TypeError` that names the field.
Not known here: plugins. The classes are frozen dataclasses; Python itself checks none of their
fields, and a wrong one would fail far away, in somebody else's sort.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def checked(kind: type[T], value: object) -> T:
    """Return a value of a plugin, if it is what it shall be.

    Args:
        kind: The class; of a dataclass the fields are looked at, too, and the items of tuples.
        value: What the plugin gave.

    Returns:
        The value itself.

    Raises:
        TypeError: It is something else, or one of its fields is.
    """
    if not isinstance(value, kind):
        raise TypeError(f"gave a {type(value).__name__}, not a {kind.__name__}")
    if dataclasses.is_dataclass(kind):
        for name, hint in _fields(kind).items():
            held = getattr(value, name)
            if not _fits(held, hint):
                shown = str(hint).replace("pnm.model.", "").replace("pnm.diagnostics.", "")
                wanted = getattr(hint, "__name__", shown) if not get_args(hint) else shown
                raise TypeError(
                    f"gave a {kind.__name__} whose {name} is {held!r:.60}, not {wanted}"
                )
    return value


@lru_cache(maxsize=64)
def _fields(kind: type[Any]) -> dict[str, Any]:
    return {f.name: get_type_hints(kind)[f.name] for f in dataclasses.fields(kind)}


def _fits(value: object, hint: Any) -> bool:  # noqa: ANN401 - a hint is of no one type
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        return any(_fits(value, part) for part in get_args(hint))
    if origin is tuple:
        return isinstance(value, tuple) and _items_fit(value, get_args(hint))
    if origin is not None:
        return isinstance(value, Mapping if origin is Mapping else origin)
    if hint is None or hint is type(None):
        return value is None
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return isinstance(value, hint) and bool(checked(hint, value) is value)
    return hint is object or (isinstance(hint, type) and isinstance(value, hint))


def _items_fit(value: tuple[object, ...], hints: tuple[Any, ...]) -> bool:
    if len(hints) == 2 and hints[1] is Ellipsis:
        return all(_fits(item, hints[0]) for item in value)
    return len(value) == len(hints) and all(map(_fits, value, hints))
