"""Values as texts that are equal exactly where the values are, in any process.

In: any value. Out: a text, without addresses; sets in order. Mappings and lists keep theirs,
because templates and JSON show it.
Not known here: what the values mean.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import singledispatch
from types import FunctionType, MethodType
from typing import Final

from pnm.network import Network

_DEEPEST: Final = 12
_SEEN: Final = 80


def canonical(value: object, depth: int = 0) -> str:
    """Return a value as text."""
    if depth > _DEEPEST:
        return "…"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        rows = ((f.name, getattr(value, f.name, None)) for f in dataclasses.fields(value))
        inner = ", ".join(f"{name}={canonical(each, depth + 1)}" for name, each in rows)
        return f"{type(value).__name__}({inner})"
    return _text(value, depth + 1)


def shown_now(value: object) -> int:
    """Return a number that is the same in this process as long as a value is."""
    rows = _told(value) if isinstance(value, Network) else (value,)
    return hash(tuple(map(repr, rows)))


def told_apart(first: Iterable[str], second: Iterable[str]) -> str:
    """Say in which way two answers differ; nothing where they hold the same, in whatever order.

    Args:
        first: The values of one, as texts.
        second: Those of the other.
    """
    one, other = Counter(first), Counter(second)
    left, right = sorted((one - other).elements()), sorted((other - one).elements())
    if not left or not right:
        row = next(iter(left or right), "")
        return f"{row[:_SEEN]} only once" if row else ""
    theirs = right[0]
    mine = max(left, key=lambda row: _alike(row, theirs))
    at = max(0, _alike(mine, theirs) - _SEEN // 4)
    return f"{_cut(mine, at)} and then {_cut(theirs, at)}"


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their beginning."""
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((at for at, pair in enumerate(pairs) if pair[0] != pair[1]), shorter)


def _cut(text: str, at: int) -> str:
    begin, end = "…" if at else "", "…" if len(text) > at + _SEEN else ""
    return f"{begin}{text[at : at + _SEEN]}{end}"


@singledispatch
def _text(value: object, depth: int) -> str:
    if type(value).__repr__ is object.__repr__:
        return f"a {type(value).__qualname__}"
    return repr(value)


@_text.register(FunctionType)
@_text.register(MethodType)
@_text.register(type)
def _named(value: FunctionType | MethodType | type, depth: int) -> str:
    return f"{value.__module__}.{value.__qualname__}"


@_text.register(list)
@_text.register(tuple)
def _row(value: Iterable[object], depth: int) -> str:
    return f"[{', '.join(canonical(each, depth) for each in value)}]"


@_text.register(AbstractSet)
def _set(value: Iterable[object], depth: int) -> str:
    return f"{{{', '.join(sorted(canonical(each, depth) for each in value))}}}"


@_text.register(Mapping)
def _mapping(value: Mapping[object, object], depth: int) -> str:
    rows = ((canonical(k, depth), canonical(v, depth)) for k, v in value.items())
    return f"{{{', '.join(f'{key}: {each}' for key, each in rows)}}}"


@_text.register(Network)
def _network(value: Network, depth: int) -> str:
    return "\n".join(map(canonical, _told(value)))


def _told(network: Network) -> Iterator[object]:
    """Yield all that a network says."""
    yield from (network.today, network.config, network.ego)
    for contact in network:
        yield contact
        yield network.relations_of(contact.id)
        yield network.fields_of(contact.id)
        yield network.circles_of(contact.id)
        yield network.cadence_of(contact.id)
        yield network.mentions_of(contact.id)
        yield network.rejected_of(contact.id)
    yield from (network.interactions, network.plans, network.promises, network.relations)
    yield from (network.ties, network.facts(), network.circles, network.diagnostics)
