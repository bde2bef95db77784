"""Writes into values that are frozen."""

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        object.__setattr__(contact, "birthday", None)
        object.__setattr__(contact, "name", "hostile")
    return []
