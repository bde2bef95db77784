"""Gives answers without end."""

from pnm.api import Reminder, hookimpl


@hookimpl
def pnm_reminders(network, today):
    while True:
        for contact in network:
            yield Reminder(today, contact.id, "hostile", "hostile")
