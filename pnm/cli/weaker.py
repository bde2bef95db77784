"""Which of the index's promises the place of a vault makes weaker.

In: the vault's folder, the list of mounts, the system's name. Out: sentences for the user.
Not known here: the index.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pnm.watch.mounts import NETWORK, file_system

_WITHOUT_CTIME: Final = frozenset({"exfat", "msdos", "ntfs", "umsdos", "vfat", "fuse.exfat"})
_MOUNTS: Final = Path("/proc/mounts")
_HIDDEN: Final = (
    "a change that keeps a file's size and its time of change may not be seen\n"
    "    mend: `pnm verify --read-data` reads every file"
)


def weaker_promises(folder: str, mounts: str, system: str) -> list[str]:
    """Say what cannot be promised of a vault because of where it lies.

    Args:
        folder: Its real, absolute path.
        mounts: The text of `/proc/mounts`; empty where there is none.
        system: As in `sys.platform`.
    """
    if system == "win32":
        return [f"{folder}: Windows tells of no changes of status: {_HIDDEN}"]
    kind = file_system(folder, mounts)
    if kind in NETWORK:
        return [
            f"{folder}: it lies on a network file system ({kind}): what other machines save may be "
            "seen some seconds later, and nothing tells `pnm watch` of it\n"
            "    mend: have the vault on this machine's own disk, and synchronise it"
        ]
    if kind in _WITHOUT_CTIME:
        return [f"{folder}: its file system ({kind}) keeps no times of status changes: {_HIDDEN}"]
    return []


def mounts_now() -> str:
    """Return the system's list of mounts; empty where it has none."""
    try:
        return _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""
