"""The settings of `[plugins.dates]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pnm.api import flag, whole_number

NAME: Final = "dates"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        lead_days: How many days before a day to speak of it, where no circle says.
        remember_birthdays: Whether the birthdays of the dead are remembered.
        include_private: Whether private contacts stand in reports.
    """

    lead_days: int = whole_number(14, most=366)
    remember_birthdays: bool = flag()
    include_private: bool = flag()
