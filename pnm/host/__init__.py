"""The plugins: found, loaded, asked one by one, and survived.

In: what is announced, settings, facts. Out: answers with their plugin's name, and faults.
Not known here: any plugin's name.
"""

from pnm.host.asking import Host
from pnm.host.loaded import Answers, Entry, Loaded
from pnm.host.opinions import Opinions
from pnm.host.signatures import HOOKS

__all__ = [
    "HOOKS",
    "Answers",
    "Entry",
    "Host",
    "Loaded",
    "Opinions",
]
