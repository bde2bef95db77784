"""Leaves a thread behind."""

import threading
import time

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    threading.Thread(target=time.sleep, args=(60,)).start()
    return []
