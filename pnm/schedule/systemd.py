"""A job as user units of systemd: a service, and a timer that also makes up for missed runs.

In: a job. Out: the text of both. Not known here: where they lie.
"""

from __future__ import annotations

import re
from typing import Final

from pnm.schedule.job import Job
from pnm.schedule.times import Times

_PLAIN: Final = re.compile(r"[\w./:@,+=-]+", re.ASCII)
_NO_PROGRAM: Final = frozenset("\"'\\$")
"""Systemd takes no program with these in its path, however they are written."""
_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def service(job: Job, mark: str) -> str:
    """Return the unit that runs the command once.

    Args:
        job: What runs.
        mark: The line that says who wrote this.
    """
    lines = [
        f"# {mark}",
        "[Unit]",
        f"Description={_percent(job.title)}",
        "",
        "[Service]",
        "Type=oneshot",
        *(f"Environment={_quoted(f'{k}={v}')}" for k, v in job.environment.items()),
        f"ExecStart={_command(job.words)}",
    ]
    return "\n".join(lines) + "\n"


def timer(job: Job, mark: str) -> str:
    """Return the unit that says when.

    Args:
        job: What runs.
        mark: The line that says who wrote this.
    """
    lines = [
        f"# {mark}",
        "[Unit]",
        f"Description={_percent(job.title)}, {job.times}",
        "",
        "[Timer]",
        f"OnCalendar={on_calendar(job.times)}",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


def on_calendar(times: Times) -> str:
    """Write times as systemd reads them: `Mon,Thu *-*-* 08:00:00`."""
    days = "" if times.daily else ",".join(_NAMES[day - 1] for day in times.days) + " "
    return f"{days}*-*-* {times.hour:02}:{times.minute:02}:00"


def _command(words: tuple[str, ...]) -> str:
    """Write a command line; the shell hands it on where systemd takes no such program."""
    program, *rest = words
    arguments = [_quoted(word, variables=True) for word in rest]
    if _NO_PROGRAM & set(program):
        hand_on = _quoted('exec "$0" "$@"', variables=True)
        return " ".join(["/bin/sh -c", hand_on, _quoted(program, variables=True), *arguments])
    return " ".join([_quoted(program), *arguments])


def _quoted(text: str, *, variables: bool = False) -> str:
    """Write a word so that systemd reads it as it is.

    Args:
        text: The word.
        variables: Whether it stands where systemd puts in variables.
    """
    if _PLAIN.fullmatch(text):
        return text
    escaped = _percent(text.replace("\\", "\\\\").replace('"', '\\"'))
    return f'"{escaped.replace("$", "$$") if variables else escaped}"'


def _percent(text: str) -> str:
    return text.replace("%", "%%")
