"""Closes stdout."""

import os
import sys

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    sys.__stdout__.close()
    os.close(1)
    return []
