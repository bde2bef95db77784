"""Waits for a lock that nobody gives back, when it is asked for its fields."""

import threading

from pnm.api import hookimpl

LOCK = threading.Lock()


@hookimpl
def pnm_fields():
    with LOCK, LOCK:
        return []
