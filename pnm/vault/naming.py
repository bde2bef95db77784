"""Names for new notes: the one way from any text to a file that may stand in a vault.

In: a text, such as a person's name; the paths that are taken. Out: a path.
Not known here: what the note says, and who writes it.

A name made here leads nowhere else, opens no device, is hidden from nobody, can be linked to, and
means the same file on every system: Windows, macOS and Linux, and in a synchronised folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container
from pathlib import Path
from typing import Final
from unicodedata import category, normalize

from pnm.errors import VaultError
from pnm.vault.names import is_conflict_copy, is_folder_of_notes

SUFFIX: Final = ".md"
UNNAMED: Final = "Unnamed"

_LONGEST_BYTES: Final = 180
"""Of 255: room for a suffix, for a number, and for what sync tools add."""
_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|#^\[\]]+')
"""What some file system refuses, or what has a meaning inside `[[…]]`."""
_JOINERS: Final = "\u200c\u200d"
"""What parts and joins letters in some scripts; all other marks without a shape are left out."""
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)")
_EDGES: Final = " .~\u200c\u200d"
_PARTING: Final = re.compile(r"[()]")


def safe_name(text: str) -> str:
    """Turn a text into the name of a file, without suffix.

    Args:
        text: Any text.

    Returns:
        The text itself where every system takes it; else one near to it. The name of a safe name is
        the same.
    """
    name = _NOT_IN_NAMES.sub(" ", normalize("NFC", text))
    name = "".join(map(_shown, name))
    name = _cut(" ".join(name.split()).strip(_EDGES))
    if is_conflict_copy(name):  # sync tools make such files, and pnm passes them over
        name = _PARTING.sub("", name).replace(" ", "-").replace(".", "-").strip("-")
    if _DEVICES.match(name.casefold()):
        name = f"_{name}"
    return name or UNNAMED


def new_path(folder: str, name: str, taken: Container[str]) -> str:
    """Return the path of a new note that is none of those that are there.

    Args:
        folder: Relative to the vault; empty for its top.
        name: What the note shall be called; made safe here.
        taken: The paths that are taken, each as `same_path` gives it.

    Returns:
        The path; a number follows the name where it is taken.
    """
    bare = f"{folder}/{safe_name(name)}" if folder else safe_name(name)
    path = bare + SUFFIX
    number = 2
    while same_path(path) in taken:
        path = f"{bare} {number}{SUFFIX}"
        number += 1
    return path


def same_path(path: str) -> str:
    """Return a path for comparison: file systems that see no case take two for one file."""
    return normalize("NFC", normalize("NFC", path).casefold())


def taken_in(root: Path, folder: str) -> frozenset[str]:
    """Return the paths of all that lies in a folder of the vault, each as `same_path` gives it.

    Args:
        root: The vault.
        folder: Relative to it; empty for its top.

    Raises:
        VaultError: The folder cannot be read.
    """
    try:
        names = os.listdir(root / folder)
    except FileNotFoundError:
        return frozenset()
    except OSError as exc:
        raise VaultError(
            f"{folder or root} cannot be read: {exc.strerror or exc}",
            mend="name another folder with --into",
        ) from exc
    return frozenset(same_path(f"{folder}/{name}" if folder else name) for name in names)


def folder_in(text: str) -> str:
    """Return the folder that somebody names for new notes, relative to the vault.

    Args:
        text: As typed: `People`, `People/New/`; `.` for the vault's top.

    Raises:
        VaultError: No notes may lie there, or it leads out of the vault.
    """
    text = normalize("NFC", text.replace("\\", "/"))
    parts = [part for part in text.split("/") if part not in {"", "."}]
    bad = next((part for part in parts if not is_folder_of_notes(part) or _is_odd(part)), None)
    if bad is not None or text.startswith("/"):
        raise VaultError(
            f"no notes may lie in {text!r}" + (f": {bad!r} is no folder of notes" if bad else ""),
            mend="name a folder of the vault, relative to it: People",
        )
    return "/".join(parts)


def _is_odd(part: str) -> bool:
    """Tell whether a folder's name is one that some system does not take."""
    return safe_name(part) != part


def _shown(letter: str) -> str:
    kind = category(letter)
    if kind in {"Zs", "Zl", "Zp"} or letter in "\t\n\r\v\f":
        return " "
    return "" if kind.startswith("C") and letter not in _JOINERS else letter


def _cut(name: str) -> str:
    """Return a name that is short enough, without half a letter at its end."""
    cut = name.encode("utf-8")[:_LONGEST_BYTES].decode("utf-8", "ignore")
    if cut == name:
        return name
    while cut and category(name[len(cut)]).startswith("M"):
        name, cut = cut, cut[:-1]
    return cut.rstrip(_EDGES)
