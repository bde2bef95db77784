"""The days that plugins noted: the only thing that one may keep from a command to the next.

In: the folder of what pnm keeps, a vault's name, a plugin's. Out: a day.
Not known here: what the plugin did on it. A day names nobody, so `pnm forget` leaves it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from pnm.found.keeping import keep_own, read_own

FILE: Final = "days.json"


def noted_day(data: Path, vault: str, plugin: str) -> date | None:
    """Return the day that a plugin noted last for a vault.

    Args:
        data: The folder of what pnm keeps for good.
        vault: The vault's name among the caches.
        plugin: The plugin's name.

    Returns:
        The day; None where there is none, or what is kept cannot be read.
    """
    try:
        return date.fromisoformat(_kept(data)[vault][plugin])
    except (KeyError, TypeError, ValueError):
        return None


def note_day(data: Path, vault: str, plugin: str, day: date) -> bool:
    """Note a day in place of the one before.

    Args:
        data: The folder of what pnm keeps for good.
        vault: The vault's name among the caches.
        plugin: The plugin's name.
        day: The day.

    Returns:
        Whether it could be written.
    """
    kept = {name: days for name, days in _kept(data).items() if isinstance(days, dict)}
    kept[vault] = {**kept.get(vault, {}), plugin: day.isoformat()}
    return keep_own(data / FILE, kept)


def _kept(data: Path) -> dict[str, Any]:
    try:
        kept = json.loads(read_own(data / FILE))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
