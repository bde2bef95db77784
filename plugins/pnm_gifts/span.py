"""Which days the report on birthdays is asked for.

In: the report's parameters, the day. Out: the first and the last day.
Not known here: whose days fall between them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from pnm.api import Report, add_months, parse_day

_MONTHS: Final = 3
_LONGEST_DAYS: Final = 366
_QUARTER: Final = re.compile(r"(?:([0-9]{4})\s*[-/ ]?\s*)?q?([1-4])", re.IGNORECASE)
_NAMED: Final = {"this": 0, "next": 1, "last": -1}


def span_of(report: Report, today: date) -> tuple[date, date]:
    """Return the first and the last day; three months where nobody says, or not clearly.

    Args:
        report: With `from`, `days` and `quarter` as far as they were given.
        today: The day the report is made for.
    """
    first = parse_day(report.value("from")) or today
    days = report.value("days").strip()
    quarter = _quarter(report.value("quarter").strip(), first)
    if quarter is not None:
        first, last = quarter, _later(quarter, _MONTHS)
    elif days.isascii() and days.isdecimal() and 1 <= int(days[:9]) <= _LONGEST_DAYS:
        last = date.fromordinal(min(first.toordinal() + int(days) - 1, date.max.toordinal()))
    else:
        last = _later(first, _MONTHS)
    return first, last


def _later(first: date, months: int) -> date:
    try:
        return add_months(first, months) - timedelta(days=1)
    except (ValueError, OverflowError):
        return date.max


def _quarter(text: str, first: date) -> date | None:
    """Return the first day of a quarter; without a year the next that is not over."""
    here = first.year * 4 + (first.month - 1) // 3
    if text.casefold() in _NAMED:
        number = here + _NAMED[text.casefold()]
    elif found := _QUARTER.fullmatch(text):
        number = int(found[1] or first.year) * 4 + int(found[2]) - 1
        number += 4 if not found[1] and number < here else 0
    else:
        return None
    year, which = divmod(number, 4)
    return date(year, 3 * which + 1, 1) if date.min.year <= year <= date.max.year else None
