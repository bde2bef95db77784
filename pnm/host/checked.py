"""Whether what a plugin gave is what it says it is, field by field.

In: a value and the class it shall be of. Out: the value, or a `TypeError` that names the field.
Not known here: plugins. The classes are frozen dataclasses; Python itself checks none of their
fields, and a wrong one would fail far away, in somebody else's sort.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Test = Callable[[object], bool]


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
    for name, hint, fits in _fields(kind):  # type: ignore[arg-type]  # a class is hashable
        held = getattr(value, name)
        if not fits(held):
            raise TypeError(f"gave a {kind.__name__} whose {name} is {held!r:.60}, not {hint}")
    return value


@lru_cache(maxsize=64)
def _fields(kind: type[Any]) -> tuple[tuple[str, str, Test], ...]:
    if not dataclasses.is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple(
        (f.name, _named(hints[f.name]), _test(hints[f.name])) for f in dataclasses.fields(kind)
    )


def _named(hint: Any) -> str:  # noqa: ANN401 - a hint is of no one type
    if isinstance(hint, type) and not get_args(hint):
        return hint.__name__
    return re.sub(r"[a-z_.]+\.(?=[A-Z])", "", str(hint))


@lru_cache(maxsize=256)
def _test(hint: Any) -> Test:  # noqa: ANN401
    """Return the test that a hint stands for, made once."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        tests = tuple(map(_test, parts))
        return lambda value: any(fits(value) for fits in tests)
    if origin is tuple:
        return _tuple_test(parts)
    if origin is not None:
        wanted = Mapping if origin is Mapping else origin
        return lambda value: isinstance(value, wanted)
    if hint in {int, float}:
        numbers = (int, float) if hint is float else (int,)
        return lambda value: isinstance(value, numbers) and not isinstance(value, bool)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda value: isinstance(value, hint) and checked(hint, value) is value
    return lambda value: isinstance(value, hint)


def _tuple_test(parts: tuple[Any, ...]) -> Test:
    if len(parts) == 2 and parts[1] is Ellipsis:
        fits = _test(parts[0])
        return lambda value: isinstance(value, tuple) and all(map(fits, value))
    tests = tuple(map(_test, parts))
    return lambda value: (
        isinstance(value, tuple)
        and len(value) == len(tests)
        and all(fits(item) for fits, item in zip(tests, value, strict=True))
    )
