"""When a command runs: days of the week and a time of day, in the user's own time zone.

In: text such as `Mon 08:00`. Out: `Times`. Not known here: how a system wants it written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pnm.errors import PnmError

EVERY_DAY: Final = tuple(range(1, 8))

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEVERAL: Final = {"daily": EVERY_DAY, "weekdays": (1, 2, 3, 4, 5), "weekends": (6, 7)}
_WRITTEN: Final = re.compile(
    r"(?:(?P<days>[a-z]+(?: *,? *[a-z]+)*) +)?(?P<hour>\d{1,2}):(?P<minute>\d\d)"
)
_SHORTEST: Final = 3


class TimesError(PnmError):
    """It cannot be read when to run."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Times:
    """Days of the week and a time of day.

    Attributes:
        days: 1 for Monday to 7 for Sunday, each once, in this order.
        hour: 0 to 23.
        minute: 0 to 59.
    """

    days: tuple[int, ...]
    hour: int
    minute: int

    @property
    def daily(self) -> bool:
        """Whether it is every day."""
        return self.days == EVERY_DAY

    def __str__(self) -> str:
        """Write it as it is read: `Mon,Thu 08:00`, `daily 08:00`."""
        names = ",".join(_DAYS[day - 1][:3].title() for day in self.days)
        return f"{'daily' if self.daily else names} {self.hour:02}:{self.minute:02}"


def read_times(text: str) -> Times:
    """Read when to run.

    Args:
        text: Days, a comma between them, and a time: `Mon 08:00`, `Tue,Fri 18:30`,
            `weekdays 7:00`; a time alone is every day.

    Returns:
        The days and the time.

    Raises:
        TimesError: It says neither.
    """
    found = _WRITTEN.fullmatch(text.strip().casefold())
    if found is None:
        raise _unreadable(text)
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:
        raise _unreadable(text)
    words = re.split(r"[ ,]+", found["days"]) if found["days"] else ["daily"]
    days = {day for word in words for day in _days(word, text)}
    return Times(tuple(sorted(days)), hour, minute)


def _days(word: str, text: str) -> tuple[int, ...]:
    """Return the days that a word names; at least three letters of one."""
    if word in _SEVERAL:
        return _SEVERAL[word]
    named = [i for i, day in enumerate(_DAYS, 1) if day.startswith(word)]
    if len(word) < _SHORTEST or len(named) != 1:
        raise _unreadable(text)
    return (named[0],)


def _unreadable(text: str) -> TimesError:
    return TimesError(
        f"{text!r} does not say when",
        mend='write days and a time: "Mon 08:00", "Tue,Fri 18:30", "weekdays 07:00", "daily 21:00"',
    )
