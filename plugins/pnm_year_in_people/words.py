"""Days and numbers in words that stay true when the report is read again years later.

In: values. Out: short English texts. Not known here: contacts and sections.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from pnm.api import month_name

ABOUT: Final = 0.1
"""Numbers that differ by no more than this part are about the same."""
_FEW: Final = 2


def long_day(day: date) -> str:
    """Return a day of the year in full words: `16 November`."""
    return f"{day.day} {month_name(day.month)}"


def compared(then: int, now: int) -> str:
    """Say how a number compares with today's, without saying which is better: `fewer`."""
    if abs(then - now) <= max(_FEW, round(ABOUT * max(then, now))):
        return "about as many"
    return "more" if then > now else "fewer"
