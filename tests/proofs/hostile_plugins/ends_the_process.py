"""Ends the process."""

import os

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    os._exit(3)
