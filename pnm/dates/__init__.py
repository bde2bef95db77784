"""Days, partly known dates, intervals: text to values, and values to words.

Text as people write it goes in; `date`, `PartialDate`, numbers of days and short English words
come out. The forms are ISO 8601, vCard's partial dates (RFC 6350, 4.3.1: `--02-03`, `1990-02`),
Apple's year 1604 and others' 0000 for a year left out, and month names in eleven languages.

It does not know the clock (today is a parameter), files, notes, or what a date is about.
Text that is no date gives None, never an exception: whoever asked knows the line to report.
"""

from __future__ import annotations

from pnm.dates.arithmetic import add_months, iso_week, week_days
from pnm.dates.asked import resolve_day
from pnm.dates.intervals import parse_interval, parse_span, spoken_interval
from pnm.dates.lines import leading_day
from pnm.dates.names import day_in_name, day_of_name
from pnm.dates.partial import LeapDay, PartialDate
from pnm.dates.quarters import parse_quarter
from pnm.dates.spoken import (
    full_day,
    month_name,
    on_day,
    short_day,
    spoken_ago,
    spoken_day,
    spoken_days,
    written_day,
)
from pnm.dates.written import Order, ambiguous, parse_day, parse_partial

__all__ = [
    "LeapDay",
    "Order",
    "PartialDate",
    "add_months",
    "ambiguous",
    "day_in_name",
    "day_of_name",
    "full_day",
    "iso_week",
    "leading_day",
    "month_name",
    "on_day",
    "parse_day",
    "parse_interval",
    "parse_partial",
    "parse_quarter",
    "parse_span",
    "resolve_day",
    "short_day",
    "spoken_ago",
    "spoken_day",
    "spoken_days",
    "spoken_interval",
    "week_days",
    "written_day",
]
