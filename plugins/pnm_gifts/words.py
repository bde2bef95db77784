"""The words by which a line tells of a present, and those that tell of none.

In: nothing; these are words. Out: sets of folded words.
Not known here: lines. They are told in `docs/plugins/gifts.md`.
"""

from __future__ import annotations

from typing import Final

OCCASIONS: Final = frozenset({"present", "presents", "gift", "gifts", "birthday", "christmas"})
"""What stands in a line that is about a present for sure."""

ARTICLES: Final = frozenset(
    "a an the some my our his her their two three four five six ten both".split()
)
"""How a thing begins; `gave her up` and `gave her hell` are none."""

NO_GIFTS: Final = frozenset(
    "advice answer boost break bow call chance choice class compliment cuddle day days excuse "
    "feedback go hand heads hint hour hours hug hugs impression interview introduction job kiss "
    "kisses lecture lesson lessons lift look massage minute minutes month months name nod notice "
    "number off opinion opportunity pat proof push raise reason recommendation reference reminder "
    "report ride shout speech start summary talk time tip tips tour try update visit warning week "
    "weeks word words year years".split()
)
"""What people give that is no present."""

HEADINGS: Final = frozenset(
    {
        "gift ideas",
        "gift idea",
        "ideas for gifts",
        "present ideas",
        "ideas for presents",
        "presents",
        "gifts",
        "wish list",
        "wishlist",
        "wishes",
    }
)
"""Headings in a contact's note under which each item is an idea."""
