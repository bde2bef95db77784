"""Which days the report on birthdays is asked for.

In: the report's parameters, the day. Out: the first and the last day.
Not known here: whose days fall between them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from pnm.api import Report, add_months, parse_day, parse_quarter

_MONTHS: Final = 3
_LONGEST_DAYS: Final = 366


def span_of(report: Report, today: date) -> tuple[date, date]:
    """Return the first and the last day; three months where nobody says, or not clearly.

    Args:
        report: With `from`, `days` and `quarter` as far as they were given.
        today: The day the report is made for.
    """
    first = parse_day(report.value("from")) or today
    days = report.value("days").strip()
    quarter = parse_quarter(report.value("quarter"), first)
    if quarter is not None:
        first, last = quarter
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
