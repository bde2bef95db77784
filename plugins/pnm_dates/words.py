"""What is said of days, in kind and short words.

In: days. Out: text. Not known here: whose day it is.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pnm.api import written_day


@lru_cache(maxsize=4096)
def on(day: date, today: date) -> str:
    """Say a day inside a sentence, in words that stay true all week: `on Fri 20 Nov`."""
    return f"on {written_day(day, today)}"
