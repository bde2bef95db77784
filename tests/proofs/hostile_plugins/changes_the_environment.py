"""Changes variables."""

import os

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    os.environ.clear()
    os.environ["PNM_VAULT"] = "/nowhere"
    return []
