"""Quarters of a year as people name them: `Q1`, `2027-Q1`, `next`.

In: a text, a day to look from. Out: the first and the last day. Not known here: who asks for them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from pnm.dates.partial import PartialDate

_QUARTER: Final = re.compile(r"(?:([0-9]{4})\s*[-/ ]?\s*)?q?([1-4])", re.IGNORECASE)
_NAMED: Final = {"this": 0, "next": 1, "last": -1}


def parse_quarter(text: str, today: date) -> tuple[date, date] | None:
    """Read the name of a quarter.

    Args:
        text: What somebody wrote: `Q1`, `2`, `2027-Q1`, `2027 1`, `this`, `next` or `last`.
        today: The day to look from; without a year the next quarter that is not over is meant.

    Returns:
        Its first and its last day, or None where the text names no quarter.
    """
    here = today.year * 4 + (today.month - 1) // 3
    name = text.strip().casefold()
    if name in _NAMED:
        number = here + _NAMED[name]
    elif found := _QUARTER.fullmatch(name):
        number = int(found[1] or today.year) * 4 + int(found[2]) - 1
        number += 4 if not found[1] and number < here else 0
    else:
        return None
    year, which = divmod(number, 4)
    if not date.min.year <= year <= date.max.year:
        return None
    last = PartialDate(year, 3 * which + 3).last
    return date(year, 3 * which + 1, 1), last or date.max
