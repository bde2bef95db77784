"""The settings of plugins: what each declares, what is written, and what it gets.

In: tables as written, declarations. Out: for each plugin an instance, and what is not understood.
Not known here: plugins, and how they are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pnm.diagnostics import Diagnostic, Source
from pnm.settings import check_settings, declared, read_settings

_NONE: Final[Mapping[str, object]] = MappingProxyType({})


class UndeclaredError(Exception):
    """What a plugin gave for its settings declares none."""


class Options:
    """Knows the settings of all plugins."""

    def __init__(self, written: Mapping[str, Mapping[str, object]]) -> None:
        """Know what is written.

        Args:
            written: For each plugin its table.
        """
        self._written = written
        self._kinds: dict[str, type] = {}
        self._read: dict[str, object] = {}

    def declare(self, name: str, kinds: Sequence[type]) -> None:
        """Take a plugin's declaration.

        Args:
            name: The plugin's.
            kinds: What it gave: one dataclass.

        Raises:
            UndeclaredError: It is something else.
        """
        if len(kinds) != 1:
            raise UndeclaredError(f"gave {len(kinds)} classes; one dataclass holds all settings")
        try:
            declared(kinds[0])
            self._read[name] = read_settings(kinds[0], self._written.get(name, _NONE))
        except (TypeError, ValueError) as exc:
            raise UndeclaredError(str(exc)) from exc
        self._kinds[name] = kinds[0]

    def kind(self, name: str) -> type | None:
        """Return the dataclass that a plugin declared; None for none."""
        return self._kinds.get(name)

    def of(self, name: str) -> object:
        """Return what a plugin gets as `settings`: an instance, or the table as written."""
        if name in self._read:
            return self._read[name]
        return self._written.get(name, _NONE)

    def check(self, source: Callable[[str], Source]) -> Iterator[Diagnostic]:
        """Yield the settings that are not understood, of plugins that declare theirs.

        Args:
            source: Gives the place of a dotted key.
        """
        for name, kind in sorted(self._kinds.items()):
            yield from check_settings(kind, name, self._written.get(name, _NONE), source)
