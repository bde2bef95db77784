"""Goes to another folder."""

import os

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    os.chdir("/")
    return []
