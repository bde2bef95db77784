"""Has attributes that cannot be looked at."""

from pnm.api import hookimpl


def __dir__():
    raise SystemExit(3)


def __getattr__(name):
    raise RuntimeError(name)


@hookimpl
def pnm_reminders(network, today):
    return []
