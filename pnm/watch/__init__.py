"""A folder that changes -> settled sets of paths to look at again.

In: a folder, a function that says which paths matter, one that writes a small file to be
noticed by. Out: `Change` values: some paths, or everything. A change is a hint, never the truth:
whoever gets one looks at the files.
This package knows no notes, no index and no clock but the one that measures waiting, and it
imports watchdog only when watching starts.
"""

from __future__ import annotations

from pnm.watch.change import Change, Reason
from pnm.watch.watcher import Watcher

__all__ = ["Change", "Reason", "Watcher"]
