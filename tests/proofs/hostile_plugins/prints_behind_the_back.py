"""Prints past the fence around `sys.stdout`."""

import os
import sys

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    sys.__stdout__.write("[]")
    os.write(1, b"[]")
    return []
