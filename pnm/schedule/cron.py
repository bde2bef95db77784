"""A job as a line of a crontab.

In: a job. Out: the line. Not known here: whose crontab it goes into.
"""

from __future__ import annotations

import shlex
from typing import Final

from pnm.schedule.job import Job
from pnm.schedule.times import Times

_SUNDAY: Final = 7


def line(job: Job) -> str:
    """Return the line that runs the command."""
    settings = [f"{key}={_word(value)}" for key, value in job.environment.items()]
    return " ".join([fields(job.times), *settings, *map(_word, job.words)])


def fields(times: Times) -> str:
    """Write times as cron reads them, where Sunday is 0: `0 8 * * 1`."""
    days = "*" if times.daily else ",".join(str(day % _SUNDAY) for day in times.days)
    return f"{times.minute} {times.hour} * * {days}"


def _word(text: str) -> str:
    """Quote a word for the shell; to cron a bare `%` is a line end."""
    if "%" not in text:
        return shlex.quote(text)
    return "\\%".join(shlex.quote(part) if part else "" for part in text.split("%"))
