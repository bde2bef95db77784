"""Raises an error that cannot be told."""

from pnm.api import hookimpl


class UnsayableError(Exception):
    def __str__(self):
        raise SystemExit(3)


@hookimpl
def pnm_reminders(network, today):
    raise UnsayableError
