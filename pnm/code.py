"""In which state installed code is: what it worked out before may not be its answer now.

In: a folder, or the name of a package. Out: names, sizes and times of its files.
Not known here: what the code does; nothing is imported for the question.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Set
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

MOST_FILES: Final = 2_000
"""A package with more files than this is not looked through."""


class File(NamedTuple):
    """One file of code.

    Attributes:
        path: Below its package, with forward slashes.
        size: In bytes.
        mtime_ns: Of its last change.
    """

    path: str
    size: int
    mtime_ns: int


def files_below(folder: str, prefix: str = "") -> Iterator[File]:
    """Yield the files in a folder and below it, without what Python makes of them.

    Links that lead nowhere are none: some editors leave one beside each file that is edited.

    Args:
        folder: The folder.
        prefix: Before each path.

    Raises:
        OSError: A folder cannot be read.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            path = f"{prefix}{entry.name}"
            if entry.is_dir():
                yield from files_below(entry.path, f"{path}/")
            else:
                try:
                    found = entry.stat()
                except FileNotFoundError:
                    continue
                yield File(path, found.st_size, found.st_mtime_ns)


def state_of_path() -> tuple[tuple[str, object], ...]:
    """Return the folders that code is imported from, with what installing a package changes there.

    That is the folder's time; but in the current folder all kinds of files come and go, so only
    those that announce a package are looked at.
    """
    rows: list[tuple[str, object]] = []
    for folder in sys.path:
        try:
            if not folder or folder == os.getcwd():  # noqa: PTH109 - the hot path
                names = [name for name in os.listdir(folder or ".") if name.endswith("-info")]  # noqa: PTH208
                rows.append((folder, sorted(names)))
            else:
                rows.append((folder, os.stat(folder).st_mtime_ns))  # noqa: PTH116 - the hot path
        except OSError:
            continue
    return tuple(rows)


def state_of_package(name: str) -> tuple[File, ...] | None:
    """Tell in which state a package is, without importing it.

    Args:
        name: A module's, with dots; its top-level package is looked at.

    Returns:
        Its files by path; None where they cannot be told: the package is not there, lies in an
        archive, or has too many files.
    """
    top = name.partition(".")[0]
    try:
        spec = import_module("importlib.util").find_spec(top)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    found: list[File] = []
    try:
        for folder in spec.submodule_search_locations or ():
            for file in files_below(folder):
                found.append(file)
                if len(found) > MOST_FILES:
                    return None
        if spec.has_location and not spec.submodule_search_locations and spec.origin:
            st = os.stat(spec.origin)  # noqa: PTH116 - the hot path
            found.append(File(spec.origin, st.st_size, st.st_mtime_ns))
    except OSError:
        return None
    return tuple(sorted(found)) or None


def is_all_known(before: Set[str], packages: Set[str]) -> bool:
    """Tell whether the state of all code that was imported since is looked at.

    That is so for the packages named, for what is installed (installing changes a folder of
    `sys.path`), and for Python's own.

    Args:
        before: The modules that were imported then.
        packages: Top-level packages whose files are looked at.
    """
    for name in sys.modules.keys() - before:
        file = getattr(sys.modules.get(name), "__file__", None)
        if file and name.partition(".")[0] not in packages and not _is_installed(file):
            return False
    return True


def _is_installed(file: str) -> bool:
    path = Path(file)
    if {"site-packages", "dist-packages"} & set(path.parts):
        return True
    return path.is_relative_to(sys.prefix) or path.is_relative_to(sys.base_prefix)


def lie_within(folders: Iterable[str], packages: Iterable[str]) -> bool:
    """Tell whether folders lie in packages that are imported, so that their files are looked at."""
    homes = [
        Path(home).resolve()
        for name in packages
        for home in getattr(sys.modules.get(name), "__path__", ())
    ]
    return all(
        any(Path(folder).resolve().is_relative_to(home) for home in homes) for folder in folders
    )
