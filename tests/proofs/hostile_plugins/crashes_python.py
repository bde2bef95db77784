"""Crashes Python itself."""

import ctypes

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    return [ctypes.string_at(0)]
