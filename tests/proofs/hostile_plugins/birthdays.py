"""Is called like a bundled plugin."""

from pnm.api import Reminder, hookimpl


@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        yield Reminder(today, contact.id, "hostile", "hostile")
