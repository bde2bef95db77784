"""The settings of `[plugins.birthdays]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pnm.api import flag, interval, whole_number

LONGEST_MONTHS: Final = 11
"""In a longer stretch two months would have one name."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        months: How far the report looks.
        early_days: From which lead of a circle on a day needs an early start.
        most: How many days of one month are shown.
        often: On how many days of a year one was in touch, to be asked for a birthday.
        ask: How many people are asked for.
        remember_birthdays: Whether the birthdays of the dead are remembered.
        include_private: Whether private contacts stand in the report.
    """

    months: int = whole_number(
        3, least=1, most=LONGEST_MONTHS, about="how many months the report looks ahead"
    )
    early_days: int = interval(
        "2 weeks", about="from which birthday_lead of a circle on a day is worth beginning early"
    )
    most: int = whole_number(
        40, least=1, most=1000, about="how many days of one month are shown at most"
    )
    often: int = whole_number(
        6,
        least=1,
        most=366,
        about="on how many days of the last year you were in touch with those whose unknown "
        "birthday is asked for",
    )
    ask: int = whole_number(5, most=50, about="how many unknown birthdays are asked for")
    remember_birthdays: bool = flag(True, about="whether birthdays of the dead are remembered")
    include_private: bool = flag(about="whether private contacts stand in the report")
