"""What all code in a process shares: the current folder, the environment's variables, how deep.

In: nothing. Out: how things stand; what was changed since, put back again.
Not known here: who changed it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple


class Surroundings(NamedTuple):
    """How things stand.

    Attributes:
        folder: The current one; empty where it is gone.
        variables: The environment's, as the system has them.
        depth: How many calls may stand in one another.
    """

    folder: str
    variables: dict[Any, Any]
    depth: int


def surroundings() -> Surroundings:
    """Tell how things stand; asked before and after every call of foreign code."""
    folder = ""
    with suppress(OSError):
        folder = os.getcwd()  # noqa: PTH109 - the hot path
    encoded = vars(os.environ)["_data"]  # to decode them all takes a hundred times as long
    return Surroundings(folder, encoded.copy(), sys.getrecursionlimit())


def put_back(before: Surroundings) -> tuple[str, ...]:
    """Put back what was changed since.

    Args:
        before: How things stood.

    Returns:
        What was changed, in words.
    """
    now = surroundings()
    return () if now == before else tuple(_put_back(before, now))


def _put_back(before: Surroundings, now: Surroundings) -> Iterator[str]:
    if now.folder != before.folder and before.folder:
        with suppress(OSError):
            os.chdir(before.folder)
        yield "the current folder"
    if now.depth != before.depth:
        sys.setrecursionlimit(before.depth)
        yield "the limit of recursion"
    for key in sorted(now.variables.keys() | before.variables.keys()):
        value = before.variables.get(key)
        if now.variables.get(key) == value:
            continue
        name = os.environ.decodekey(key)
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = os.environ.decodevalue(value)
        yield f"the variable {name}"
