"""The settings of `[plugins.follow_ups]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import flag, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    lines: int = whole_number(12, most=100, about="how many promises a review shows at most")
    include_private: bool = flag(
        about="whether promises that concern private contacts stand in reports"
    )
