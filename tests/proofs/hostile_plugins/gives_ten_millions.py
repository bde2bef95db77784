"""Gives ten million values."""

from pnm.api import Reminder, hookimpl


@hookimpl
def pnm_reminders(network, today):
    contact = next(iter(network))
    return [Reminder(today, contact.id, "hostile", "hostile")] * 10_000_000
