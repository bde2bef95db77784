"""What is said of days and years, in kind and short words.

In: days, numbers. Out: text. Not known here: whose day it is.
"""

from __future__ import annotations

from datetime import date

from pnm.api import written_day


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 birthday`, `2 birthdays`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def on(day: date, today: date) -> str:
    """Say a day inside a sentence, in words that stay true all week: `on Fri 20 Nov`."""
    return f"on {written_day(day, today)}"
