"""Gives a text where a day belongs."""

from pnm.api import Reminder, hookimpl


@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        yield Reminder("2026-01-01", contact.id, "hostile", "hostile")
