"""Which packages with plugins were here before, so that those that got lost can be named.

In: pnm's own data folder, the plugins that are there. Out: what is gone, and how to get it back.
Not known here: who asks. Upgrading a tool's environment is known to throw such packages away.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pnm.found.keeping import change_own, keep_own, read_own
from pnm.found.plugin import Plugin

FILE: Final = "seen-plugins.json"
_OWN: Final = "pnm"


def packages_of(plugins: Iterable[Plugin]) -> dict[str, str]:
    """Return the packages that announce plugins, each with its version; pnm's own is none."""
    return {p.package: p.version for p in plugins if p.package and p.package != _OWN}


def gone(data: Path, plugins: Iterable[Plugin]) -> dict[str, str]:
    """Say which packages were here and are not, and remember those that are.

    Args:
        data: The folder of what pnm keeps for good.
        plugins: Those that are there.

    Returns:
        Names of packages with the version that was here last.
    """
    here, before = packages_of(plugins), _seen(data)
    if here.items() - before.items():
        change_own(data / FILE, lambda kept: {**kept, **here})
    return {name: version for name, version in before.items() if name not in here}


def forget_gone(data: Path, plugins: Iterable[Plugin]) -> bool:
    """Remember only those that are there.

    Returns:
        Whether that could be kept.
    """
    return keep_own(data / FILE, packages_of(plugins))


def how_to_install(packages: Iterable[str]) -> str:
    """Return the command that installs packages beside this pnm.

    Args:
        packages: Their names.

    Returns:
        A command for the tool that this environment was made by.
    """
    names = sorted(packages)
    place = Path(sys.prefix).as_posix()
    if "/uv/tools/" in place:
        return "uv tool install pnm " + " ".join(f"--with {name}" for name in names)
    if "/pipx/" in place:
        return "pipx inject pnm " + " ".join(names)
    return f"{sys.executable} -m pip install " + " ".join(names)


def _seen(data: Path) -> dict[str, str]:
    try:
        kept = json.loads(read_own(data / FILE))
        return {str(name): str(version) for name, version in kept.items()}
    except (OSError, ValueError, AttributeError):
        return {}
