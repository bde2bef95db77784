"""The settings of `[plugins.gifts]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import flag, texts, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        before: How many presents given and received before are shown of each person.
        no_gifts: Words that make `gave her a …` no present, beside the usual ones.
        include_private: Whether private contacts stand in the birthdays.
    """

    before: int = whole_number(
        5, most=100, about="how many presents of before are shown for each person"
    )
    no_gifts: tuple[str, ...] = texts(
        about="further words that are no presents, as in “gave her a lift”"
    )
    include_private: bool = flag(about="whether private contacts stand in the birthdays")
