"""A job as a task of the Windows Task Scheduler.

In: a job. Out: the XML that `schtasks` reads. Not known here: where it lies.
"""

from __future__ import annotations

import subprocess
from typing import Final
from xml.sax.saxutils import escape

from pnm.schedule.job import Job
from pnm.schedule.times import Times

NAMESPACE: Final = "http://schemas.microsoft.com/windows/2004/02/mit/task"

_START: Final = "2024-01-01"
"""A task needs a first day; one long ago, so that the same job is the same text on any day."""
_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def task(job: Job, mark: str) -> bytes:
    """Return the task's XML, in the UTF-16 that `schtasks` wants.

    Args:
        job: What runs.
        mark: The line that says who wrote this.
    """
    program, arguments = _program(job)
    text = f"""<?xml version="1.0" encoding="UTF-16"?>
<!-- {mark} -->
<Task version="1.2" xmlns="{NAMESPACE}">
  <RegistrationInfo>
    <Description>{escape(job.title)}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{_START}T{job.times.hour:02}:{job.times.minute:02}:00</StartBoundary>
      {_schedule(job.times)}
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(arguments)}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
    return text.replace("\n", "\r\n").encode("utf-16")


def _program(job: Job) -> tuple[str, str]:
    """Return the program and its arguments; a task has no variables, so `cmd` sets them."""
    if not job.environment:
        return job.words[0], subprocess.list2cmdline(job.words[1:])
    sets = [f'set "{key}={value}"' for key, value in job.environment.items()]
    line = " && ".join([*sets, " ".join(map(_in_quotes, job.words))])
    return "cmd.exe", f'/d /s /c "{line}"'


def _in_quotes(word: str) -> str:
    """Quote a word also where only `cmd` needs it: for `&` and its like."""
    quoted = subprocess.list2cmdline([word])
    if quoted.startswith('"'):
        return quoted
    ends = len(quoted) - len(quoted.rstrip("\\"))
    return f'"{quoted}{chr(92) * ends}"'


def _schedule(times: Times) -> str:
    if times.daily:
        return "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
    days = "".join(f"<{_NAMES[day - 1]} />" for day in times.days)
    return (
        "<ScheduleByWeek><WeeksInterval>1</WeeksInterval>"
        f"<DaysOfWeek>{days}</DaysOfWeek></ScheduleByWeek>"
    )
