"""Where a vault still speaks of somebody: in notes, and in files that are no notes of pnm's.

In: a vault, words. Out: places. Not known here: the index. Nothing is changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from pnm.index.words import Words
from pnm.vault import Vault, Walk, read_note, read_small
from pnm.vault.leftovers import is_leftover

MOST_BYTES: Final = 1_000_000
"""Of a larger file that is no note only the name is looked at."""

_HISTORIES: Final = (".git", ".hg", ".svn", ".jj")
_OWNERS: Final = {
    ".trash": "Obsidian's trash",
    ".obsidian": "Obsidian's own",
    ".stversions": "Syncthing's old versions",
    ".pnm": "your configuration",
}
_ELSE: Final = "no note that pnm reads"


@dataclass(frozen=True, slots=True)
class Place:
    """A file that has one of the words.

    Attributes:
        path: In the vault, with forward slashes; absolute for what lies elsewhere.
        lines: The lines; none where the name has it, or the file has no lines.
        why: What the file is.
    """

    path: str
    lines: tuple[int, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Traces:
    """What in and around a vault still speaks of somebody.

    Attributes:
        notes: Notes: the index says what they say.
        others: Other files of the vault.
        leftovers: Temporary files that a killed write of pnm left in the vault.
        histories: Folders of version control, which keep what was deleted.
    """

    notes: tuple[Place, ...]
    others: tuple[Place, ...]
    leftovers: tuple[Place, ...]
    histories: tuple[str, ...]


def traces_of(vault: Vault, words: Words) -> Traces:
    """Look through a vault.

    Args:
        vault: The vault.
        words: What to look for.

    Returns:
        All that was found, by path.
    """
    root = vault.root
    paths = {entry.path for entry in Walk(str(root))}
    notes = [_note(root, path, words) for path in sorted(paths)]
    others: list[Place] = []
    leftovers: list[Place] = []
    for path in _files(root):
        if path not in paths and (place := _other(root, path, words)):
            (leftovers if is_leftover(path.rpartition("/")[2]) else others).append(place)
    return Traces(
        tuple(place for place in notes if place),
        tuple(others),
        tuple(leftovers),
        tuple(_histories(root)),
    )


def _note(root: Path, path: str, words: Words) -> Place | None:
    content = read_note(str(root), path)
    return _place(path, content.text or "", words, "")


def _place(path: str, text: str, words: Words, why: str) -> Place | None:
    named = words.occur_in(path.rpartition("/")[2].rpartition(".")[0])
    if not words.occur_in(text):
        return Place(path, (), why) if named else None
    numbered = enumerate(text.splitlines(), 1)
    return Place(path, tuple(number for number, line in numbered if words.occur_in(line)), why)


def _files(root: Path) -> Iterator[str]:
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if name not in _HISTORIES)
        for name in sorted(names):
            yield Path(folder, name).relative_to(root).as_posix()


def _other(root: Path, path: str, words: Words) -> Place | None:
    owners = (why for part, why in _OWNERS.items() if path.startswith(f"{part}/"))
    try:
        data = read_small(root / path, MOST_BYTES)
    except OSError:
        data = b""
    why = next(owners, _ELSE)
    place = _place(path, _readable(data), words, why)
    return Place(path, (), why) if place and b"\0" in data else place


def _readable(data: bytes) -> str:
    """Return the text in a file, also where it is none."""
    text = data.decode("utf-8", "replace")
    return text.replace("\0", " ").replace("\ufffd", " ") if b"\0" in data else text


def _histories(root: Path) -> Iterator[str]:
    for folder in chain((root,), root.parents):
        for name in _HISTORIES:
            if os.path.lexists(folder / name):
                yield str(folder / name)
