"""The settings of `[plugins.city_visit]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import flag, interval, texts, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        people: How many people of a group are named.
        stay: Days that a visit takes where no last day is said.
        same_place: Names of one place, joined by `=`.
        include_private: Whether private contacts are named, too.
    """

    people: int = whole_number(12, least=1, most=200, about="how many people a group names")
    stay: int = interval("1 week", about="how long a visit is where no last day is said")
    same_place: tuple[str, ...] = texts(about='names of one place, joined by =: "Vienna = Wien"')
    include_private: bool = flag(about="whether private contacts are named, too")
