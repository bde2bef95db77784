"""The settings of `[plugins.data_health]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import flag, interval, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        most: How many lines a section has.
        examples: How many places of one kind of fault are shown.
        linked: In how many notes somebody without a note is linked, to be spoken of.
        stale_days: After how long without a sign of somebody facts may be out of date.
        include_private: Whether private notes are looked at, too.
    """

    most: int = whole_number(7, least=1, most=500, about="how many lines a section has at most")
    examples: int = whole_number(
        3, least=1, most=500, about="how many places of one kind of fault are shown"
    )
    linked: int = whole_number(
        3,
        least=1,
        most=1000,
        about="in how many notes somebody without a note of their own has to be linked",
    )
    stale_days: int = interval(
        "3 years", about="how long without a sign of somebody makes job, city and phone doubtful"
    )
    include_private: bool = flag(about="whether private notes are looked at, too")
