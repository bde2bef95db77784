"""Gives a time where a day belongs; days and times cannot be compared."""

from datetime import datetime

from pnm.api import Reminder, hookimpl


@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        yield Reminder(datetime(2026, 1, 1), contact.id, "hostile", "hostile")
