"""The network in memory: people, what ties them, and when they were in touch.

In: the facts of all notes, the configuration, a day. Out: `Network`, the one thing plugins see.
Not known here: the index, the disk, plugins, and what anybody ought to do.
"""

from pnm.network.network import Network

__all__ = ["Network"]
