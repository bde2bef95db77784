"""The settings of `[plugins.weekly_review]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pnm.api import flag

NAME: Final = "weekly_review"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        include_private: Whether private contacts are shown like all others.
    """

    include_private: bool = flag()
