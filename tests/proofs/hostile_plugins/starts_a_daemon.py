"""Leaves a thread behind that keeps the processor busy."""

import threading
import time

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    def work():
        while True:
            time.sleep(0.001)

    threading.Thread(target=work, daemon=True).start()
    return []
