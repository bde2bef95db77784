"""The name of a new plugin, and the names that follow from it.

In: what somebody typed, and the names that are taken. Out: `Names`, or an error that says what to
type instead.
Not known here: the files.
"""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from pnm.errors import PnmError

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST: Final = 30
_OWN: Final = frozenset({"pnm", "plugin", "plugins", "test", "tests", "builtin"})


class NameRefusedError(PnmError):
    """A plugin cannot have this name."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Names:
    """What a plugin is called, where.

    Attributes:
        name: In settings, in answers, as an entry point: `choir_trips`.
        module: Its package: `pnm_choir_trips`.
        project: What is installed: `pnm-choir-trips`.
        command: After `pnm`: `choir-trips`.
        version: Of the pnm that it is made for.
    """

    name: str
    module: str
    project: str
    command: str
    version: str


def names_of(name: str, version: str, taken: Container[str]) -> Names:
    """Return all names of a plugin.

    Args:
        name: As typed.
        version: That of pnm.
        taken: Names of plugins and commands that there are.

    Returns:
        The names.

    Raises:
        NameRefusedError: It is no name for a plugin, or means something else already.
    """
    near = re.sub(r"[^a-z0-9]+", "_", name.casefold().removeprefix("pnm_")).strip("_0123456789")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST or name.endswith("_") or "__" in name:
        mend = f"small letters, digits and single _, a letter first, {_LONGEST} at most"
        said = f"{name!r} is no name for a plugin"
        raise NameRefusedError(said, mend=f"{mend}: {near[:_LONGEST] or 'lunch'}")
    if name.startswith("pnm_"):
        raise NameRefusedError(
            f"{name!r} would become the module pnm_{name}", mend=f"leave the first pnm_ out: {near}"
        )
    command = name.replace("_", "-")
    why = _why_not(name)
    if not why and (name in taken or command in taken):
        why = "there is a plugin or a command of that name"
    if why:
        raise NameRefusedError(f"{name!r} cannot be it: {why}", mend=f"try another: my_{name}")
    return Names(name, f"pnm_{name}", f"pnm-{command}", command, version)


def _why_not(name: str) -> str:
    if keyword.iskeyword(name) or keyword.issoftkeyword(name):
        return "it is a word of Python"
    if name in sys.stdlib_module_names:
        return "it is a module of Python"
    return "it means something to pnm" if name in _OWN else ""
