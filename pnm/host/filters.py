"""A plugin's Jinja filter, so that a template's fault names the plugin.

In: a filter. Out: a function that does the same. Not known here: templates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pnm.errors import ReportError
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
            return self.function(*values, **named)
        except (Exception, SystemExit) as exc:
            raise ReportError(
                f"filter {self.name} of plugin {self.plugin}: {said(exc)}",
                mend=f"leave the filter out of the template, or switch {self.plugin} off",
            ) from exc
