"""Misspells a hook."""

from pnm.api import hookimpl


@hookimpl
def pnm_reminder(network, today):
    return []
