"""The network in memory: people, what ties them, and when they were in touch.

In: the facts of all notes, the configuration, a day. Out: `Network`, the one thing plugins see, and
`Discretion`: what others may be told of it.
Not known here: the index, the disk, plugins, and what anybody ought to do.
"""

from pnm.network.discretion import Discretion, discretion_of
from pnm.network.network import Network
from pnm.network.promised import promise_text, who_promised

__all__ = ["Discretion", "Network", "discretion_of", "promise_text", "who_promised"]
