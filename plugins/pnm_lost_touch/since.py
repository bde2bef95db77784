"""The day that `since=` names.

In: what was typed, the day. Out: a day, or None. Not known here: what it is used for.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from pnm.api import parse_day, parse_interval, parse_partial

_YEAR: Final = re.compile(r"[0-9]{4}")

MEND: Final = "write a year, a day, or a span: since=2024, since=2024-05-01, since='2 years'"


def since_of(text: str, today: date) -> date | None:
    """Return the day from which on people still were in touch.

    Args:
        text: `2024`, `2024-05`, `2024-05-01` or `2 years`.
        today: The day from which a span is counted.

    Returns:
        The first day that is meant, or None where the text is no such thing.
    """
    text = text.strip()
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1) if int(text) else None
    day = parse_day(text)
    if day is not None:
        return day
    days = parse_interval(text)
    if days is not None:
        return today - timedelta(days=min(days, today.toordinal() - 1))
    partial = parse_partial(text)
    return partial.first if partial is not None else None
