"""Puts functions of its own in the place of pnm's."""

import pnm.dates
import pnm.model

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    pnm.dates.spoken_day = lambda day, today: "never"
    pnm.model.Contact.organization = property(lambda contact: "ACME")
    return []
