"""Whether what a plugin gave is what it says it is, field by field.

In: a value and the class it shall be of. Out: the value, or a `TypeError` that names the field.
Not known here: plugins. The classes are frozen dataclasses; Python itself checks none of their
fields, and a wrong one would fail far away, in somebody else's sort. So would one of a class that
is derived from the right one: for Python a time is a day, and yet cannot be compared with one.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Test = Callable[[object], bool]

_MOST: Final = 2**63
"""Larger numbers, and what is no number, are of use to nobody, and break sums and JSON."""
_SHAPES: Final = 64
"""Mixtures of types that are remembered for a class; its values hardly ever have more than five."""


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
    if type(value) is not kind and not (kind is type and isinstance(value, kind)):
        raise TypeError(f"gave a {type(value).__name__}, not a {kind.__name__}")
    fields = _fields(kind)  # type: ignore[arg-type]  # a class is hashable
    held = fields.held(value)
    shape = tuple(map(type, held))
    rows = fields.deep if shape in fields.shapes else fields.rows
    for at, name, hint, fits in rows:
        if not fits(held[at]):
            shown = _shown(held[at])
            raise TypeError(f"gave a {kind.__name__} whose {name} is {shown}, not {hint}")
    if rows is fields.rows and len(fields.shapes) < _SHAPES:
        fields.shapes.add(shape)
    return value


def _shown(value: object) -> str:
    """Return a wrong value as a message has it; of a class that is no plain one only its name."""
    if isinstance(value, int) and not -_MOST < value < _MOST:
        return "a number of that size"
    plain = type(value) in {type(None), bool, int, float, str, bytes, tuple, list, dict}
    return f"{value!r:.60}" if plain else f"a {type(value).__name__}"


@dataclasses.dataclass(frozen=True, slots=True)
class _Fields:
    """What is looked at in the values of a class.

    Attributes:
        held: Returns the values of all fields.
        rows: For each field its place, its name, its hint in words and the test for it.
        deep: Those of them for which it is not enough to know the type of the value.
        shapes: The types of fields that passed all tests.
    """

    held: Callable[[object], tuple[object, ...]]
    rows: tuple[tuple[int, str, str, Test], ...]
    deep: tuple[tuple[int, str, str, Test], ...]
    shapes: set[tuple[type, ...]]


@lru_cache(maxsize=64)
def _fields(kind: type[Any]) -> _Fields:
    if not dataclasses.is_dataclass(kind):
        return _Fields(lambda _: (), (), (), set())
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    rows = tuple((i, n, _named(hints[n]), _test(hints[n])) for i, n in enumerate(names))
    deep = tuple(row for row in rows if _is_deep(hints[row[1]]))
    return _Fields(_getter(names), rows, deep, set())


def _getter(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _is_deep(hint: Any) -> bool:  # noqa: ANN401 - a hint is of no one type
    """Tell whether two values of one type may differ in whether they fit."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return any(map(_is_deep, parts))
    return origin in {tuple, Literal} or hint in {int, float} or dataclasses.is_dataclass(hint)


def _named(hint: Any) -> str:  # noqa: ANN401 - a hint is of no one type
    if isinstance(hint, type) and not get_args(hint):
        return hint.__name__
    if get_origin(hint) is Literal:
        return " or ".join(get_args(hint))
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
    if origin is Literal:
        return lambda value: type(value) is str and value in parts
    if origin is not None:
        wanted = Mapping if origin is Mapping else origin
        return lambda value: isinstance(value, wanted)
    if hint is int:
        return lambda value: type(value) is int and -_MOST < value < _MOST
    if hint is float:
        return lambda value: type(value) in {int, float} and -_MOST < value < _MOST  # type: ignore[operator]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _dataclass_test(hint)
    return lambda value: type(value) is hint


def _dataclass_test(kind: type[Any]) -> Test:
    fields = _fields(kind)  # type: ignore[arg-type]  # a class is hashable
    known = () if fields.deep else fields.shapes

    def fits(value: object) -> bool:
        if type(value) is kind and tuple(map(type, fields.held(value))) in known:
            return True
        return type(value) is kind and checked(kind, value) is value

    return fits


def _tuple_test(parts: tuple[Any, ...]) -> Test:
    if len(parts) == 2 and parts[1] is Ellipsis:
        fits = _test(parts[0])
        return lambda value: type(value) is tuple and all(map(fits, value))
    tests = tuple(map(_test, parts))
    return lambda value: (
        type(value) is tuple
        and len(value) == len(tests)
        and all(fits(item) for fits, item in zip(tests, value, strict=True))
    )
