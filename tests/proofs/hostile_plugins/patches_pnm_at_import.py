"""Puts functions of its own in the place of pnm's, while it is imported."""

from datetime import date

import pnm.dates
from pnm.api import Contact, hookimpl


def always_today(text, today=None):
    return date(1970, 1, 1)


pnm.dates.parse_day = always_today
Contact.organization = property(lambda contact: "ACME")


@hookimpl
def pnm_reminders(network, today):
    return []
