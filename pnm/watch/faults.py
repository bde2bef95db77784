"""Threads that die and warnings that are logged -> hints.

In: an inbox, and who owns which thread. Out: hints, as long as the context is open.
This module knows watchdog's habits only: it tells its caller nothing of an overflow but through
its log, a reader of it that dies prints a traceback and leaves everything else looking alive, and
each `mkdir -p` makes it warn, with a page of paths, of a watch that it finds there already.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from pnm.watch.hints import ANY_WATCH, Hint, Inbox, Kind


@contextmanager
def faults_told(inbox: Inbox, owner: Callable[[threading.Thread], int | None]) -> Iterator[None]:
    """Put the faults of watchdog into an inbox, instead of on stderr.

    Args:
        inbox: Where the hints go.
        owner: Gives the number of the lookout that a thread belongs to, or None.

    Yields:
        Once; afterwards the hook and the log handler are taken away.
    """
    before = threading.excepthook

    def hook(died: threading.ExceptHookArgs) -> None:
        number = owner(died.thread) if died.thread is not None else None
        if number is None:
            before(died)
        else:
            inbox.put(Hint(number, Kind.DEAD, monotonic()))

    log, handler = logging.getLogger("watchdog"), _OverflowHandler(inbox)
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
    threading.excepthook = hook
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        if threading.excepthook is hook:
            threading.excepthook = before


class _OverflowHandler(logging.Handler):
    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    def emit(self, record: logging.LogRecord) -> None:
        if "overflow" in record.getMessage():
            self._inbox.put(Hint(ANY_WATCH, Kind.LOST, monotonic()))
