"""Days and intervals in a query: what a value says, and whether a day or number fits it.

In: a `Test`. Out: functions that say yes or no. Not known here: contacts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pnm.dates import PartialDate, parse_interval, parse_partial
from pnm.errors import QueryError
from pnm.query.parse import FIELDS, Test

_SIGNS: dict[str, Callable[[int, int], bool]] = {
    "<": lambda n, limit: n < limit,
    "<=": lambda n, limit: n <= limit,
    ">": lambda n, limit: n > limit,
    ">=": lambda n, limit: n >= limit,
    "=": lambda n, limit: n == limit,
}


def unfit(test: Test, what: str) -> QueryError:
    """Return the error for a value that does not fit its field."""
    return QueryError(
        f"{test.field}: cannot take {test.value!r}",
        mend=f"{test.field}: {what}; in full: {FIELDS[test.field]}",
    )


def number_of_days(test: Test, default: str) -> Callable[[int], bool]:
    """Read an interval, with a minus for days gone by.

    Args:
        test: Such as `quiet:>60d`, `due:<-7d`.
        default: The comparison where none is written.

    Returns:
        Whether a number of days fits.

    Raises:
        QueryError: The value is no interval.
    """
    text = test.value.removeprefix("-")
    days = 0 if text in {"0", "0d"} else parse_interval(text)
    if days is None or (text != test.value and test.field != "due"):
        raise unfit(test, "takes an interval such as >60d, <2w, 3m")
    limit = -days if text != test.value else days
    compare = _SIGNS[test.comparison or default]
    return lambda number: compare(number, limit)


def day_or_part(test: Test) -> PartialDate:
    """Read a day, a month or a year.

    Raises:
        QueryError: The value is none of them.
    """
    wanted = parse_partial(test.value)
    if wanted is None or wanted.year is None:
        raise unfit(test, "takes a day, a month or a year: 2026-11-03, 2026-11, 2026")
    return wanted


def compares(sign: str, wanted: PartialDate, first: date, last: date | None = None) -> bool:
    """Return whether a day, or one of which a part is unknown, fits a comparison.

    Args:
        sign: `<`, `<=`, `>`, `>=`, `=` or nothing.
        wanted: The day, month or year to compare with; its year is known.
        first: The day, or the first that it can be.
        last: The last that it can be; None where the day is known.

    Returns:
        Whether it surely fits.
    """
    last = last or first
    start, end = wanted.first, wanted.last
    if start is None or end is None:
        return False
    answers = {
        "<": last < start,
        "<=": last <= end,
        ">": first > end,
        ">=": first >= start,
    }
    return answers.get(sign, start <= first and last <= end)


def covers(wanted: PartialDate, day: PartialDate) -> bool:
    """Return whether all that is wanted of a date is so: `--06` covers `1990-06-24`."""
    pairs = ((wanted.year, day.year), (wanted.month, day.month), (wanted.day, day.day))
    return all(part is None or part == other for part, other in pairs)


def birthday(test: Test) -> PartialDate:
    """Read what a birthday is compared with: a month `06`, a year `1987`, a day `06-24`.

    Raises:
        QueryError: The value is none of them.
    """
    text = test.value
    if len(text) <= 2 and text.isdecimal() and 1 <= int(text) <= 12:
        wanted: PartialDate | None = PartialDate(month=int(text))
    else:
        wanted = parse_partial(text)
    if wanted is None or (test.comparison not in {"", "="} and wanted.year is None):
        raise unfit(test, "takes a month 06, a year 1987, or a day 06-24")
    return wanted
