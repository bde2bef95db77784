"""Calls itself without end."""

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    return pnm_reminders(network, today)
