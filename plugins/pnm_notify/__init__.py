"""One gentle notification on the desktop a day: the first few things that are due.

In: the network, the day, what all plugins remind of, `[plugins.notify]`. Out: the command
`pnm notify`.
Not known here: when it runs; `pnm schedule` lets it run by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from pnm.api import Command, hookimpl
from pnm_notify.options import Options


@hookimpl
def pnm_settings() -> Iterator[type]:
    """Declare the settings of `[plugins.notify]`."""
    yield Options


@hookimpl
def pnm_commands() -> Iterator[Command]:
    """Name `pnm notify`."""
    about = "Show the first few things that are due on the desktop, once a day."
    yield Command("notify", about, "pnm_notify.command:command")
