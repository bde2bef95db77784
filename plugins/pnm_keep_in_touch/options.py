"""The settings of `[plugins.keep_in_touch]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pnm.api import flag, texts, whole_number

MOST_ASKS: Final = 7


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    asks: int = whole_number(
        MOST_ASKS, most=MOST_ASKS, about="how many people a review asks for at most"
    )
    close: tuple[str, ...] = texts(
        "close", "family", "inner", about="words in the name of a circle of close people"
    )
    drift: bool = flag(True, about="whether to speak of contacts without a cadence")
    include_private: bool = flag(about="whether private contacts stand in reports")
