"""Gives a ratio that is no number."""

import math

from pnm.api import Reminder, hookimpl


@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        yield Reminder(today, contact.id, "hostile", "hostile", ratio=math.nan)
