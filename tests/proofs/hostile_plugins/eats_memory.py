"""Takes more memory than there is, and then a lot."""

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    try:
        [0] * 10**15
    except MemoryError:
        pass
    blocks = [bytearray(10_000_000) for _ in range(20)]
    raise MemoryError(len(blocks))
