"""Where a note lies: its own name, and what its folders' names say.

In: a note's path, the profile's words for folders. Out: the name, and `Folder`.
Not known here: what the note holds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pnm.contacts.profile import Profile, folder_word


class Folder(NamedTuple):
    """What the folders that a note lies in say of it.

    Attributes:
        word: The innermost one's name, for comparison; empty in the vault itself.
        templates: Whether one of them holds templates.
        people: The outermost one that holds people, with those above it; empty for none.
    """

    word: str = ""
    templates: bool = False
    people: str = ""


def stem_of(path: str) -> str:
    """Return a file's name without its suffix: `Ada` of `People/Ada.md`."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[:dot] if 0 < dot < len(name) - 1 else name


def folder_of(path: str, profile: Profile) -> Folder:
    """Say what the folders of a note say.

    Args:
        path: The note's path in the vault, with forward slashes.
        profile: Which folders hold people, and which templates.
    """
    return _folder(path.rpartition("/")[0], profile.template_folders, profile.person_folders)


@lru_cache(maxsize=1024)
def _folder(folder: str, templates: frozenset[str], people: frozenset[str]) -> Folder:
    parts = folder.split("/") if folder else []
    words = [folder_word(part) for part in parts]
    joined = ["/".join(parts[: number + 1]) for number in range(len(parts))]
    return Folder(
        words[-1] if words else "",
        not templates.isdisjoint(words),
        next(
            (
                path
                for word, path in zip(words, joined, strict=True)
                if word in people or path.casefold() in people
            ),
            "",
        ),
    )
