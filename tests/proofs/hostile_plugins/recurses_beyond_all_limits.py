"""Calls itself until Python has no more room."""

import sys

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    sys.setrecursionlimit(10**9)

    def deeper(values):
        return sorted([1], key=lambda value: deeper(values))

    return deeper([1])
