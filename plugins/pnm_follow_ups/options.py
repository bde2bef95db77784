"""The settings of `[plugins.follow_ups]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pnm.api import flag, whole_number

NAME: Final = "follow_ups"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        lines: How many promises a review shows at most.
        include_private: Whether promises that concern private contacts stand in reports.
    """

    lines: int = whole_number(12, most=100)
    include_private: bool = flag()
