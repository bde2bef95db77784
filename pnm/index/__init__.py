"""The index: a disposable cache of what the files say.

In: a vault and its profile. Out: the facts of every note, and full-text search.
Not known here: what joins files (see `pnm.network`), and any plugin.
"""

from pnm.index.kept import KeptIndex
from pnm.index.store import Index, open_index
from pnm.index.update import Delta, Progress, reconcile

__all__ = ["Delta", "Index", "KeptIndex", "Progress", "open_index", "reconcile"]
