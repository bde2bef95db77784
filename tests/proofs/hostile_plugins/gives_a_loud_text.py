"""Gives texts of a class of its own."""

from pnm.api import Reminder, hookimpl


class Loud(str):
    def __getattribute__(self, name):
        raise RuntimeError(name)


@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        yield Reminder(today, contact.id, Loud("hostile"), "hostile")
