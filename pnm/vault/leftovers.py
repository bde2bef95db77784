"""Temporary files that a write left behind when it was killed.

In: a vault. Out: their paths; away with one. Not known here: what is in them.

One may be the only place that has what an editor saved at the very moment of the kill: so nothing
takes them away by itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

_NAME = re.compile(r"\..+\.pnm-[0-9a-f]{12}\.tmp", re.DOTALL)


def leftovers(root: Path) -> Iterator[str]:
    """Yield the temporary files of pnm in a vault, in the order of their paths.

    Args:
        root: The vault. Symbolic links in it are not followed.

    Yields:
        Paths relative to it, with forward slashes.
    """
    for folder, below, names in os.walk(root):
        below.sort()
        for name in sorted(names):
            if is_leftover(name):
                yield Path(folder, name).relative_to(root).as_posix()


def is_leftover(name: str) -> bool:
    """Return whether a file of this name is one that pnm writes before it takes a note's place."""
    return _NAME.fullmatch(name) is not None


def remove_leftover(root: Path, path: str) -> None:
    """Delete a temporary file of pnm.

    Args:
        root: The vault.
        path: As `leftovers` gave it.

    Raises:
        OSError: It cannot be deleted.
        ValueError: It is no such file.
    """
    if not is_leftover(path.rpartition("/")[2]):
        raise ValueError(f"{path!r} is no temporary file of pnm")
    (root / path).unlink(missing_ok=True)
