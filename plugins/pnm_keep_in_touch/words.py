"""What is said of days, spans and talks, in kind and short words.

In: days, numbers, interactions. Out: text. Not known here: who is asked for, and why.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pnm.api import Interaction, on_day


def first_of(shown: int, more: int) -> str:
    """Say how many are shown of how many: `The first 7 of 19; pnm due lists them all.`."""
    return f"The first {shown} of {shown + more}; pnm due lists them all."


@lru_cache(maxsize=512)
def every(span: str) -> str:
    """Say how often: `every 3 weeks`, `every month`."""
    return f"every {span.removeprefix('1 ')}"


def talk(row: Interaction, today: date) -> str:
    """Say a time of being in touch: `call on Tue 3 Nov`."""
    return f"{row.channel or 'in touch'} {on_day(row.day, today)}"
