"""The settings of `[plugins.lost_touch]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import choice, flag, interval, texts, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        people: How many people are named; the others are counted.
        quiet: Days of quiet from which on somebody is named.
        times: Days of contact that make somebody often met.
        close: Words in the name of a circle of close people, of whom fewer days will do.
        by: What people are grouped by.
        include_private: Whether private contacts are named, too.
    """

    people: int = whole_number(7, least=1, most=50, about="how many people are named")
    quiet: int = interval("4 months", about="from how long a silence on somebody is named")
    times: int = whole_number(4, least=2, most=100, about="days of contact that are often")
    close: tuple[str, ...] = texts(
        "close", "family", "friends", "inner", about="words in the names of close circles"
    )
    by: str = choice("circle", "year", about="what people are grouped by: circle, or last year")
    include_private: bool = flag(about="whether private contacts are named, too")
