"""A command that runs by itself: what is told to systemd, launchd, Windows or cron.

In: a command of pnm, a vault, when. Out: the files that say so to the system, and what to type.
Not known here: the clock, the environment, which system this is, and what the command does.
"""

from pnm.schedule.files import Change, changes, of_vault, remove, write
from pnm.schedule.job import Job, absolute, job_of, name_of
from pnm.schedule.plan import Folders, Plan, System, off, plan_of
from pnm.schedule.times import Times, read_times

__all__ = [
    "Change",
    "Folders",
    "Job",
    "Plan",
    "System",
    "Times",
    "absolute",
    "changes",
    "job_of",
    "name_of",
    "of_vault",
    "off",
    "plan_of",
    "read_times",
    "remove",
    "write",
]
