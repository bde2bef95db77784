"""The settings of `[plugins.dates]`: checked, with a default for each that is wrong.

In: the table as written. Out: `Options`, and diagnostics that name the key.
Not known here: what the settings lead to.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeGuard

from pnm.api import Diagnostic, Network, Settings

NAME: Final = "dates"
LEAD_DAYS: Final = 14
MOST_LEAD_DAYS: Final = 366

_MENDS: Final = {
    "lead_days": f"write lead_days = {LEAD_DAYS}, or any number from 0 to {MOST_LEAD_DAYS}",
    "remember_birthdays": "write remember_birthdays = true or remember_birthdays = false",
    "include_private": "write include_private = true or include_private = false",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        lead_days: How many days before a day to speak of it, where no circle says.
        remember_birthdays: Whether the birthdays of the dead are remembered.
        include_private: Whether private contacts stand in reports.
    """

    lead_days: int = LEAD_DAYS
    remember_birthdays: bool = False
    include_private: bool = False


def read_options(settings: Settings) -> Options:
    """Read the settings.

    Args:
        settings: The plugin's table as written.

    Returns:
        The options; the default for each value that is wrong.
    """
    lead_days = settings.get("lead_days")
    return Options(
        lead_days if _is_count(lead_days) else LEAD_DAYS,
        settings.get("remember_birthdays", False) is True,
        settings.get("include_private", False) is True,
    )


def faults(network: Network, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each key that is unknown and each value that is wrong.

    Args:
        network: Knows on which line of the configuration a key stands.
        settings: The plugin's table as written.

    Yields:
        Diagnostics; the default is used instead.
    """
    for key, value in settings.items():
        source = network.config.source(f"plugins.{NAME}.{key}")
        if key not in _MENDS:
            near = difflib.get_close_matches(key, _MENDS, 1)
            hint = f"did you mean {near[0]}? " if near else ""
            mend = f"{hint}known are: {', '.join(_MENDS)}"
            yield Diagnostic(source, "PNM331", f"unknown setting {key!r} of {NAME}", mend)
        elif not (_is_count(value) if key == "lead_days" else isinstance(value, bool)):
            yield Diagnostic(source, "PNM330", f"{key} of {NAME} is {value!r}", _MENDS[key])


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_LEAD_DAYS
