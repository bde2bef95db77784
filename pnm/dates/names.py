"""The day in a file's name.

A name without its suffix goes in, the day it stands for or carries comes out.

It does not know folders, nor the vault's own format of daily notes; a name that could be read
in two orders gives None.
"""

from __future__ import annotations

from datetime import date

from pnm.dates.arithmetic import week_days
from pnm.dates.lines import leading_day
from pnm.dates.patterns import pattern
from pnm.dates.words import fold
from pnm.dates.written import parse_day, read_bare

_LONGEST = 256  # no file system gives a longer name
_NUMBER = r"(?!19|20|21)[0-9]{8}"
_UNDERSCORED = r"(?<![0-9])([0-9]{4})_([0-9]{2})_([0-9]{2})(?![0-9])"
_LAST = r"(?<![^\W_])(?<![0-9][-.])(?:[0-9]{4}([-.])[0-9]{2}\1[0-9]{2}|(?:19|20|21)[0-9]{6})[)\]]?$"
_DATE_WORDS = (3, 4, 2)


def day_of_name(stem: str) -> tuple[date, str] | None:
    """Return the day that a daily or weekly note's name stands for.

    The name must be the date, with a weekday at most: `2026-11-03 Studio visit` is no daily note.

    Args:
        stem: The file's name without its suffix.

    Returns:
        The day and `"day"`, or the week's Monday and `"week"`; None for any other name.
    """
    if len(stem) > _LONGEST:
        return None
    week = week_days(stem)
    if week is not None:
        return week[0], "week"
    bare = fold(stem.strip()).replace("_", "-")
    if pattern(_NUMBER).fullmatch(bare):
        return None
    read = read_bare(bare, None)
    day = None if read is None else read.full
    return None if day is None else (day, "day")


def day_in_name(stem: str) -> date | None:
    """Return the day at the start or at the end of a file's name.

    Args:
        stem: The file's name without its suffix, such as `Call with Ana 2026-03-02`.

    Returns:
        The day, or None where there is none, or none that reads in one way only.
    """
    if len(stem) > _LONGEST:
        return None
    whole = day_of_name(stem)
    if whole is not None:
        return whole[0]
    dashed = pattern(_UNDERSCORED).sub(r"\1-\2-\3", stem)
    name = dashed.replace("_", " ").strip()
    first = leading_day(name)
    return first[0] if first is not None else _last_day(name)


def _last_day(name: str) -> date | None:
    last = pattern(_LAST).search(name)
    if last is not None:
        return parse_day(last[0].rstrip(")]"))
    words = name.split()
    tails = (words[-count:] for count in _DATE_WORDS if count <= len(words))
    days = (parse_day(" ".join(tail).strip("()[]")) for tail in tails)
    return next((day for day in days if day is not None), None)
