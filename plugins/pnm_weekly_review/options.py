"""The settings of `[plugins.weekly_review]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import flag


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    include_private: bool = flag(about="whether private contacts are shown like all others")
