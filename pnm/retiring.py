"""What goes away, and how a plugin and its user are told: in time, and what to write instead.

In: names of the public surface, with what takes their place and the release without them.
Out: warnings, and what was warned of while a plugin's code ran.
Not known here: any name that goes away; those are listed where they are (`pnm.api`,
`pnm.hookspecs`).

    hookspec(warn_on_impl=going("hook pnm_old", "pnm_new", "0.5"))
    hookspec(warn_on_impl_args={"old": going("parameter old of pnm_tags", "today", "0.5")})
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO


class RetiringWarning(DeprecationWarning):
    """A plugin uses what goes away."""


@dataclass(frozen=True, slots=True)
class Retiring:
    """A name of the public surface that goes away.

    Attributes:
        value: What it still is.
        instead: What to write instead.
        gone_in: The release without it.
    """

    value: object
    instead: str
    gone_in: str


def going(what: str, instead: str, gone_in: str) -> RetiringWarning:
    """Return the warning that something goes away.

    Args:
        what: What a plugin uses: `pnm.api.old_name`, `hook pnm_old`.
        instead: What to write instead.
        gone_in: The release without it: `0.5`.
    """
    return RetiringWarning(f"{what} goes away in pnm {gone_in}; write {instead} instead")


def retiring_names(module: str, table: Mapping[str, Retiring]) -> Callable[[str], object]:
    """Return what a module's `__getattr__` shall be, so that names which go away still work.

    Args:
        module: The module's name.
        table: The names that go away. They are no longer in `__all__`.

    Returns:
        A function that gives their values, each with a warning at the place of use.
    """

    def getattr_of_module(name: str) -> object:
        row = table.get(name)
        if row is None:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        warnings.warn(going(f"{module}.{name}", row.instead, row.gone_in), stacklevel=2)
        return row.value

    return getattr_of_module


@contextmanager
def noticed() -> Iterator[list[str]]:
    """Collect what is warned of while a plugin is loaded; other warnings go where they went.

    Yields:
        A list that fills: each warning with the place of use, `… (lunch.py:3)`.
    """
    found: list[str] = []
    with warnings.catch_warnings():
        shown = warnings.showwarning

        def keep(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, RetiringWarning):
                found.append(f"{message} ({filename.rpartition('/')[2]}:{lineno})")
            else:
                shown(message, category, filename, lineno, file or sys.stderr, line)

        warnings.simplefilter("always", RetiringWarning)
        warnings.showwarning = keep
        yield found
