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
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from pnm.found.keeping import keep_own, read_own

FOLDER: Final = "asking"
KILLED: Final = "killed.json"
"""In that folder: who was asked when a command was killed once."""
HEAD_BYTES: Final = 256
"""At its beginning a file says who is asked; behind that Python says what it was doing."""
_MOST_BYTES: Final = 100_000
_WEEK_SECONDS: Final = 7 * 86_400
"""So long it is remembered that a command was killed once; that may be by chance."""
_FATAL: Final = re.compile(r"Fatal Python error: (.+)")
_FRAME: Final = re.compile(r'^  File "(.+)", line (\d+) in ', re.M)
_OWN: Final = str(Path(__file__).parent.parent)
_PYTHON: Final = str(Path(os.__file__).parent)


def bad_ends(cache: Path, places: Mapping[str, str] | None = None) -> dict[str, str]:
    """Say which plugins ended a command, and forget it.

    Args:
        cache: The folder of all caches.
        places: For plugins by name where they come from; of others nothing is said, and what is
            known of them stays for who asks them. None for all.

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
        if places is not None and not _is_of(folder / name, places):
            continue
        text = _left(folder / name)
        plugin, hook, _ = _head(text)
        if plugin and (fault := _fault(text[HEAD_BYTES:]) or _killed(folder, plugin)):
            found[plugin] = f"{hook}: it {fault}"
    return found


def forget_kills(cache: Path) -> None:
    """Forget who was asked when a command was killed."""
    with suppress(OSError):
        (cache / FOLDER / KILLED).unlink()


def _head(text: str) -> tuple[str, str, str]:
    """Return who is asked, what, and where it comes from."""
    plugin, hook, place = (*text[:HEAD_BYTES].strip().split("\t"), "", "", "")[:3]
    return plugin, hook, place


def _is_of(file: Path, places: Mapping[str, str]) -> bool:
    """Tell whether a record is about one of the plugins that are meant, or about nobody."""
    try:
        with file.open("rb") as left:
            plugin, _, place = _head(left.read(HEAD_BYTES).decode("utf-8", "replace"))
    except OSError:
        return False
    return not plugin or places.get(plugin) == place


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
        file = folder / KILLED
        recent = time.time() - file.stat().st_mtime < _WEEK_SECONDS
        before = json.loads(read_own(file))["plugins"] if recent else []
    except (OSError, ValueError, KeyError, TypeError):
        before = []
    if plugin in before:
        keep_own(folder / KILLED, {"plugins": [name for name in before if name != plugin]})
        return "was asked when two commands were killed"
    keep_own(folder / KILLED, {"plugins": [*before, plugin]})
    return ""
