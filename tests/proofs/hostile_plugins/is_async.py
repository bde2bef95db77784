"""Has a hook that is async."""

from pnm.api import hookimpl


@hookimpl
async def pnm_reminders(network, today):
    return []
