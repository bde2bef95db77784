"""The plugin's settings.

In: `[plugins.weekly_review]`. Out: `include_private`, and what is wrong with the table.
Not known here: what the settings are used for.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from typing import Final

from pnm.api import Diagnostic, Settings, Source

PRIVATE: Final = "include_private"
KNOWN: Final = (PRIVATE,)
CODE: Final = "PNM320"
"""A setting of the weekly review that means nothing."""


def include_private(settings: Settings) -> bool:
    """Return whether private contacts are shown; only a plain `true` shows them."""
    return settings.get(PRIVATE) is True


def check(settings: Settings, source: Callable[[str], Source]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each setting that means nothing.

    Args:
        settings: The table `[plugins.weekly_review]`.
        source: Says where a key of the configuration stands.

    Yields:
        Diagnostics with the line of the configuration.
    """
    for name, value in settings.items():
        at = source(f"plugins.weekly_review.{name}")
        if name not in KNOWN:
            near = difflib.get_close_matches(name, KNOWN, 1)
            hint = f"did you mean {near[0]}? " if near else ""
            message = f"unknown key {name!r} in the weekly review's settings"
            yield Diagnostic(at, CODE, message, f"{hint}known are: {', '.join(KNOWN)}")
        elif not isinstance(value, bool):
            message = f"{name} is neither true nor false"
            yield Diagnostic(at, CODE, message, f"write {name} = true, or leave it out")
