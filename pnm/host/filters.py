"""A plugin's Jinja filter, so that a template's fault names the plugin.

In: a filter. Out: a function that does the same. Not known here: templates.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from pnm.errors import ReportError
from pnm.found.plugin import FROM, Plugin
from pnm.host.guard import PATIENCE_SECONDS, Stopped, fenced
from pnm.host.said import said


@dataclass(frozen=True, slots=True)
class Guarded:
    """A plugin's filter: its failure is a fault of the report that names the plugin.

    Attributes:
        plugin: The plugin's name.
        name: The filter's.
        function: What it does.
    """

    plugin: str
    name: str
    function: Callable[..., object]

    def __call__(self, *values: object, **named: object) -> object:
        """Do it, and name the plugin where it fails."""
        try:
            with fenced(PATIENCE_SECONDS):
                return self.function(*values, **named)
        except KeyboardInterrupt:
            raise
        except Stopped as exc:
            raise self._failed(f"it {exc}{said(exc, where_only=True)}") from exc
        except BaseException as exc:
            raise self._failed(said(exc)) from exc

    def __reduce__(self) -> tuple[Any, ...]:
        """Bring a single file along, which no other process can import by its module's name."""
        module = sys.modules.get(getattr(self.function, "__module__", None) or "")
        file = getattr(module, FROM, None)
        if file is None:
            return Guarded, (self.plugin, self.name, self.function)
        return _brought, (self.plugin, self.name, file, self.function.__qualname__)

    def _failed(self, how: str) -> ReportError:
        return ReportError(
            f"filter {self.name} of plugin {self.plugin}: {how}",
            mend=f"leave the filter out of the template, or switch it off: pnm plugins disable "
            f"{self.plugin}",
        )


def _brought(plugin: str, name: str, file: Plugin, function: str) -> Guarded:
    module = sys.modules.get(file.module) or file.load()
    return Guarded(plugin, name, attrgetter(function)(module))
