"""Asks a question in the middle of an answer."""

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    input("Go on? ")
    return []
