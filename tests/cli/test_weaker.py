"""What the place of a vault makes weaker is said."""

import pytest

from pnm.cli.weaker import weaker_promises

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
nas:/home /mnt/nas nfs4 rw 0 0
/dev/sdb1 /media/stick vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "system", "words"),
    [
        ("/home/me/vault", "linux", []),
        ("/mnt/nas/vault", "linux", ["network file system (nfs4)", "other machines"]),
        ("/media/stick/vault", "linux", ["(vfat)", "pnm verify --read-data"]),
        ("C:/vault", "win32", ["Windows", "pnm verify --read-data"]),
    ],
    ids=["own disk", "network", "without times of status changes", "Windows"],
)
def test_a_weaker_promise_is_said_with_its_reason(folder, system, words):
    said = weaker_promises(folder, MOUNTS, system)

    assert bool(said) == bool(words)
    assert [word for word in words if word not in said[0]] == []


def test_where_mounts_are_not_known_nothing_is_said():
    assert weaker_promises("/home/me/vault", "", "darwin") == []
