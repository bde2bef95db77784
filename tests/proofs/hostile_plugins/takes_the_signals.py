"""Takes the signals for itself, and never comes back."""

import signal

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        pass
