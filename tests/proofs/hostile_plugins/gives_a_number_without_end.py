"""Gives a number of ten thousand digits."""

from pnm.api import Reminder, hookimpl


@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        yield Reminder(today, contact.id, "hostile", "hostile", lead_days=10**10_000)
