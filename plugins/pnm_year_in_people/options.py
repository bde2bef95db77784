"""The settings of `[plugins.year_in_people]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import choice, flag, interval, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        chart: What the picture tells apart.
        quiet_days: After how long a quiet a time of being in touch is a reunion.
        long_years: From how many years on a tie is a long one.
        most: How many lines a section has.
        include_private: Whether private contacts are shown like all others.
    """

    chart: str = choice(
        "channel", "circle", about="what the picture of the months tells apart: channel or circle"
    )
    quiet_days: int = interval("1 year", about="how long a quiet makes the next talk a reunion")
    long_years: int = whole_number(
        5, least=1, most=99, about="from how many years on a tie is a long one"
    )
    most: int = whole_number(12, least=1, most=200, about="how many lines a section has at most")
    include_private: bool = flag(about="whether private contacts are shown like all others")
