"""What is known of a plugin that is loaded or is to be, and what plugins answer.

In: a plugin as it was found. Out: its row in the list. Not known here: how it is loaded and asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pnm.diagnostics import Diagnostic

T = TypeVar("T")


class Entry(Protocol):
    """What is known of a plugin before it is loaded; see `pnm.found.Plugin`."""

    @property
    def name(self) -> str:
        """Return the plugin's name."""

    @property
    def value(self) -> str:
        """Return the module, or the file."""

    def load(self) -> object:
        """Import it."""


@dataclass(frozen=True, slots=True)
class Answers(Generic[T]):
    """What the plugins gave to one question.

    Attributes:
        given: Each value with the name of its plugin, by name.
        problems: The faults of those who failed.
    """

    given: tuple[tuple[str, T], ...]
    problems: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Loaded:
    """A plugin, as `pnm plugins` lists it.

    Attributes:
        name: Its name.
        where: Where it comes from: package and module, or a file.
        origin: `package`, `user` or `vault`.
        version: Its own, or that of its package.
        hooks: What it implements, as far as is known.
        seconds: Time spent in loading and asking it in this command.
        fault: Its last fault; empty for none.
        off: Why it is not asked; empty where it is.
    """

    name: str
    where: str
    origin: str = "package"
    version: str = ""
    hooks: tuple[str, ...] = ()
    seconds: float = 0.0
    fault: str = ""
    off: str = ""


def listed(entry: Entry) -> Loaded:
    """Return the row of a plugin that is not loaded yet."""
    return Loaded(
        entry.name,
        str(getattr(entry, "where", entry.value)),
        str(getattr(entry, "origin", "package")),
        str(getattr(entry, "version", "")),
        off=str(getattr(entry, "off", "")),
    )
