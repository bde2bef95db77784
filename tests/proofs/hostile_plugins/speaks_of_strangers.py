"""Reminds of people who are not there, which is left out."""

from pnm.api import Reminder, hookimpl


@hookimpl
def pnm_reminders(network, today):
    yield Reminder(today, "nobody", "hostile", "hostile")
