from __future__ import annotations

import pytest

from pnm.watch.mounts import network_mount

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
nas:/home /mnt/nas nfs4 rw 0 0
me@host:/ /home/me/My\\040Vault fuse.sshfs rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
//pc/share /over cifs rw 0 0
/dev/sdc1 /over xfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me/vault", ""),
        ("/mnt/nas", "nfs4"),
        ("/mnt/nas/vault", "nfs4"),
        ("/mnt/nas-2/vault", ""),
        ("/home/me/My Vault/people", "fuse.sshfs"),
        ("/mnt/nas/local/vault", ""),
        ("/over/vault", ""),
    ],
    ids=[
        "own disk",
        "the mount itself",
        "below it",
        "a name that only begins alike",
        "a blank in the name",
        "a disk mounted below",
        "mounted over",
    ],
)
def test_the_innermost_mount_says_whether_it_is_the_networks(folder, kind):
    assert network_mount(folder, MOUNTS) == kind


def test_without_a_list_of_mounts_nothing_is_the_networks():
    assert network_mount("/home/me", "") == ""
