"""Gives reminders of a class of its own, which fail when they are looked at twice."""

from pnm.api import Reminder, hookimpl


class Twice(Reminder):
    looks = 0

    def __getattribute__(self, name):
        Twice.looks += 1
        if Twice.looks > 1_000:
            raise RuntimeError(name)
        return super().__getattribute__(name)


@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        yield Twice(today, contact.id, "hostile", "hostile")
