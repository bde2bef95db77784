"""A folder and the system's list of mounts -> the network file system it lies on.

In: an absolute path and the text of `/proc/mounts`. Out: the file system's name, or nothing.
This module opens no file and knows no watcher: on these file systems other machines' changes
give no events, so watching them would look alive and be deaf.
"""

from __future__ import annotations

import re

NETWORK = frozenset(
    [
        *("9p", "afs", "afpfs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "lustre"),
        *("ncpfs", "nfs", "nfs4", "orangefs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs"),
        *("vmhgfs", "fuse.ceph", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone"),
        *("fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse"),
    ]
)
_OCTAL = re.compile(r"\\([0-7]{3})")


def network_mount(folder: str, mounts: str) -> str:
    """Name the network file system a folder lies on.

    Args:
        folder: Its real, absolute path.
        mounts: The text of `/proc/mounts`; where a place is mounted twice, the last counts.

    Returns:
        The type of file system, or an empty text where it is none of the network's.
    """
    kind = file_system(folder, mounts)
    return kind if kind in NETWORK else ""


def file_system(folder: str, mounts: str) -> str:
    """Name the file system a folder lies on.

    Args:
        folder: Its real, absolute path.
        mounts: The text of `/proc/mounts`; where a place is mounted twice, the last counts.

    Returns:
        The type of file system, or an empty text where that is not known.
    """
    place, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mounted = _OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[1])
        if _holds(mounted, folder) and len(mounted) >= len(place):
            place, kind = mounted, fields[2]
    return kind


def _holds(place: str, folder: str) -> bool:
    return folder == place or folder.startswith(place.rstrip("/") + "/")
