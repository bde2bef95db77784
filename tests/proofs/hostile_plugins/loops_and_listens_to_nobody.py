"""Never comes back, whatever is raised in it."""

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
