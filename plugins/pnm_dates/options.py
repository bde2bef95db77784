"""The settings of `[plugins.dates]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import flag, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    lead_days: int = whole_number(
        14, most=366, about="how many days before a day to speak of it, where no circle says"
    )
    remember_birthdays: bool = flag(about="whether the birthdays of the dead are remembered")
    include_private: bool = flag(about="whether private contacts stand in reports")
