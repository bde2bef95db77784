"""The plugins: found, loaded, asked one by one, and survived.

In: what is announced, settings, facts. Out: answers with their plugin's name, and faults.
Not known here: any plugin's name.
"""

from pnm.host.asking import HOOKS, Answers, EntryPoint, Host, Loaded
from pnm.host.opinions import Opinions

__all__ = [
    "HOOKS",
    "Answers",
    "EntryPoint",
    "Host",
    "Loaded",
    "Opinions",
]
