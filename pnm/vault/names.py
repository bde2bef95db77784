"""Which names in a vault are notes, and which are somebody's tool's own.

In: a name. Out: yes or no. Not known here: the disk.
"""

from __future__ import annotations

import re

SUFFIXES = (".md", ".markdown")

_TOOL_FOLDERS = frozenset({"node_modules", "__pycache__", "$RECYCLE.BIN", "@eaDir"})
_TOOL_FILES = re.compile(
    r"^(?:\..*|#.*#|~.*|.*~|4913|.*\.sw[a-p]|.*\.tmp|.*\.bak|.*\.orig)$", re.IGNORECASE
)
_CONFLICT = re.compile(
    r"\.sync-conflict-\d|conflicted copy|\(.{0,60}conflict.{0,60}\)", re.IGNORECASE
)


def is_note(name: str) -> bool:
    """Return whether a file of this name is a note: Markdown, and no tool's own file."""
    return name.lower().endswith(SUFFIXES) and not _TOOL_FILES.match(name)


def is_folder_of_notes(name: str) -> bool:
    """Return whether a folder of this name may hold notes: no dot folder, no tool's own."""
    return not name.startswith(".") and name not in _TOOL_FOLDERS


def is_note_path(path: str) -> bool:
    """Return whether a path inside a vault, with forward slashes, is one of a note."""
    *folders, name = path.split("/")
    return all(folders) and all(map(is_folder_of_notes, folders)) and is_note(name)


def is_conflict_copy(name: str) -> bool:
    """Return whether a sync tool made this file out of two versions of a note."""
    return _CONFLICT.search(name) is not None
