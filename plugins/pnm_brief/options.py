"""The settings of `[plugins.brief]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import flag, interval, texts, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        talks: How many of the last times are told.
        ahead: How many days ahead dates are named.
        common: How many people whom both know are named.
        ask_words: Words that leave something open, besides the English ones.
        leave_out: Fields of plugins that are not told at a glance.
        include_private: Whether other people who are private are named, too.
    """

    talks: int = whole_number(3, least=1, most=20, about="how many of the last times are told")
    ahead: int = interval("2 months", about="how far ahead birthdays and other dates are named")
    common: int = whole_number(6, most=50, about="how many people whom you both know are named")
    ask_words: tuple[str, ...] = texts(
        about="words in a log line that leave something open, besides the English ones"
    )
    leave_out: tuple[str, ...] = texts(
        "gift_ideas",
        "likes",
        "allergies",
        "no_gifts",
        about="fields of plugins that are not told at a glance, because their plugin tells them",
    )
    include_private: bool = flag(about="whether other private contacts are named and quoted, too")
