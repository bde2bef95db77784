"""The settings of `[plugins.calendar]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import flag, text, texts, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    name: str = text(
        "People", about="what the calendar is called; two vaults in one calendar need two names"
    )
    kinds: tuple[str, ...] = texts(about="only these kinds: birthday, promise, …; none for all")
    days: int = whole_number(30, most=366, about="how many days ahead reminders stand in it")
    a_day: int = whole_number(
        3, least=1, most=50, about="how many people to reach out to stand on one day at most"
    )
    ages: bool = flag(about="one event a year that says the age, in place of one that repeats")
    years: int = whole_number(
        5, least=1, most=20, about="how many years ahead there is one event a year"
    )
    alarms: bool = flag(True, about="whether events ring")
    alarm_hour: int = whole_number(9, most=23, about="the hour at which they do")
    lead_days: int = whole_number(
        14, most=366, about="how many days before a birthday it rings first, where no circle says"
    )
    details: bool = flag(True, about="whether the reason stands in the event")
    include_private: bool = flag(about="whether private contacts stand in it")
