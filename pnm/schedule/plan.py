"""What a job becomes on each system: files, what switches it on, what switches it off.

In: a job, the system, its folders. Out: `Plan`. Not known here: which files are there.
"""

from __future__ import annotations

import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from pnm.schedule import cron, launchd, systemd, windows
from pnm.schedule.job import Job

System: TypeAlias = Literal["systemd", "launchd", "windows", "cron"]

MARK: Final = "Written by `pnm schedule`, which also takes it away"
"""Stands in every file, so that no other is ever touched."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where each system looks, or where what it is told of is kept.

    Attributes:
        systemd: The user's units.
        launchd: The user's agents.
        windows: Tasks, to be handed to the scheduler from there.
    """

    systemd: Path
    launchd: Path
    windows: Path

    def of(self, system: System) -> Path | None:
        """Return a system's folder; None for cron, which is told by hand."""
        known = {"systemd": self.systemd, "launchd": self.launchd, "windows": self.windows}
        return known.get(system)


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do.

    Attributes:
        folder: Of the files; None where there are none.
        files: Names and bytes.
        on: What to type, one command a line, once the files are there.
        line: For cron, what to add to the crontab.
    """

    folder: Path | None
    files: tuple[tuple[str, bytes], ...]
    on: tuple[str, ...]
    line: str = ""


def plan_of(job: Job, system: System, folders: Folders) -> Plan:
    """Say how a system is told of a job.

    Args:
        job: What runs, and when.
        system: Who runs it.
        folders: Where its files go.

    Returns:
        Files and commands.
    """
    folder = folders.of(system)
    files = _files(job, system)
    line = cron.line(job) if system == "cron" else ""
    return Plan(folder, files, _on(job.name, system, folders), line)


def _files(job: Job, system: System) -> tuple[tuple[str, bytes], ...]:
    match system:
        case "systemd":
            return (
                (f"{job.name}.service", systemd.service(job, MARK).encode()),
                (f"{job.name}.timer", systemd.timer(job, MARK).encode()),
            )
        case "launchd":
            return ((f"{job.name}.plist", launchd.agent(job, MARK)),)
        case "windows":
            return ((f"{job.name}.xml", windows.task(job, MARK)),)
        case "cron":
            return ()


def _on(name: str, system: System, folders: Folders) -> tuple[str, ...]:
    match system:
        case "systemd":
            return ("systemctl --user daemon-reload", f"systemctl --user enable --now {name}.timer")
        case "launchd":
            path = shlex.quote(str(folders.launchd / f"{name}.plist"))
            return (f"launchctl bootstrap gui/$(id -u) {path}",)
        case "windows":
            path = str(folders.windows / f"{name}.xml")
            return (subprocess.list2cmdline(["schtasks", "/Create", "/TN", name, "/XML", path]),)
        case "cron":
            return ("crontab -e",)


def off(names: tuple[str, ...], system: System) -> tuple[str, ...]:
    """Return what to type once the files of these jobs are gone."""
    match system:
        case "systemd":
            timers = " ".join(f"{name}.timer" for name in names)
            return (f"systemctl --user stop {timers}", "systemctl --user daemon-reload")
        case "launchd":
            return tuple(f"launchctl bootout gui/$(id -u)/{name}" for name in names)
        case "windows":
            return tuple(f"schtasks /Delete /F /TN {name}" for name in names)
        case "cron":
            return ("crontab -e",)
