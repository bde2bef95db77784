"""A job as an agent of launchd, on macOS.

In: a job. Out: the property list. Not known here: where it lies.
"""

from __future__ import annotations

import plistlib
from typing import Any, Final

from pnm.schedule.job import Job
from pnm.schedule.times import Times

_SUNDAY: Final = 7


def agent(job: Job, mark: str) -> bytes:
    """Return the property list of the agent.

    Args:
        job: What runs.
        mark: The line that says who wrote this.
    """
    values: dict[str, Any] = {
        "Label": job.name,
        "ProgramArguments": list(job.words),
        "StartCalendarInterval": intervals(job.times),
        "ProcessType": "Background",
    }
    if job.environment:
        values["EnvironmentVariables"] = dict(job.environment)
    head, doctype, rest = plistlib.dumps(values, sort_keys=False).partition(b"<plist ")
    return head + f"<!-- {mark} -->\n".encode() + doctype + rest


def intervals(times: Times) -> list[dict[str, int]]:
    """Write times as launchd reads them, where Sunday is 0."""
    clock = {"Hour": times.hour, "Minute": times.minute}
    if times.daily:
        return [clock]
    return [{"Weekday": day % _SUNDAY, **clock} for day in times.days]
