"""Never comes back from being looked at."""

from pnm.api import hookimpl


def __dir__():
    while True:
        pass


@hookimpl
def pnm_reminders(network, today):
    return []
