"""Kills the process."""

import os
import signal

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    os.kill(os.getpid(), signal.SIGKILL)
    return []
