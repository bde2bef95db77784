"""Whose code was running when a command came to a bad end, told to the next one.

In: the folder of all caches, a plugin's name and what it is asked. Out: for plugins by name why
they are not asked any more.
Not known here: what plugins are asked, and what is done with those that ended a command.

A crash of Python itself, and a loop in a library's machine code that the system had to end, leave
no time to say anything. So a small file says who is asked at any moment (see `pnm.host.diary`);
whoever finds it without its command knows the rest.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pnm.found.keeping import keep_own, read_own

FOLDER: Final = "asking"
KILLED: Final = "killed.json"
"""In that folder: who was asked when a command was killed once."""
HEAD_BYTES: Final = 256
"""At its beginning a file says who is asked; behind that Python says what it was doing."""
_MOST_BYTES: Final = 100_000
_FATAL: Final = re.compile(r"Fatal Python error: (.+)")
_FRAME: Final = re.compile(r'^  File "(.+)", line (\d+) in ', re.M)
_OWN: Final = str(Path(__file__).parent.parent)
_PYTHON: Final = str(Path(os.__file__).parent)


def bad_ends(cache: Path) -> dict[str, str]:
    """Say which plugins ended a command, and forget it.

    Args:
        cache: The folder of all caches.

    Returns:
        For plugins by name what they did. One in whose time a command was killed is among them
        the second time: the first may have been by chance.
    """
    folder = cache / FOLDER
    try:
        names = [name for name in os.listdir(folder) if name.isdecimal()]  # noqa: PTH208 - hot path
    except OSError:
        return {}
    found: dict[str, str] = {}
    for name in names:
        text = _left(folder / name)
        plugin, _, hook = text[:HEAD_BYTES].strip().partition("\t")
        if plugin and (fault := _fault(text[HEAD_BYTES:]) or _killed(folder, plugin)):
            found[plugin] = f"{hook}: it {fault}"
    return found


def _left(file: Path) -> str:
    """Return what a command left that is no more, and take it away; nothing of one that runs."""
    import fcntl

    try:
        with file.open("rb") as left:
            fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            text = left.read(_MOST_BYTES).decode("utf-8", "replace")
            file.unlink()
    except OSError:
        return ""
    return text


def _fault(told: str) -> str:
    """Return what Python told at its end, in words; nothing where it had no time for that."""
    if not told.strip():
        return ""
    fatal = _FATAL.search(told)
    how = f"crashed Python ({fatal[1]})" if fatal else "could not be stopped but with the command"
    return how + next(_places(told), "")


def _places(told: str) -> Iterator[str]:
    for file, line in _FRAME.findall(told):
        if not file.startswith((_OWN + os.sep, _PYTHON + os.sep, "<")):
            yield f" ({file.rpartition('/')[2]}:{line})"


def _killed(folder: Path, plugin: str) -> str:
    """Return a fault for who is asked the second time when a command is killed."""
    try:
        before = json.loads(read_own(folder / KILLED))["plugins"]
    except (OSError, ValueError, KeyError, TypeError):
        before = []
    if plugin in before:
        keep_own(folder / KILLED, {"plugins": [name for name in before if name != plugin]})
        return "was asked when two commands were killed"
    keep_own(folder / KILLED, {"plugins": [*before, plugin]})
    return ""
