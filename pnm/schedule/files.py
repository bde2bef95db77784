"""The files of jobs: compared with what is there, written, taken away.

In: a plan, or a folder and a vault. Out: what became of each file.
Not known here: what the files say. One that pnm did not write is neither overwritten nor deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pnm.errors import PnmError
from pnm.schedule.job import PREFIX, vault_part
from pnm.schedule.plan import MARK, Plan
from pnm.vault import Vault, read_small, write_text

_MOST_BYTES: Final = 100_000
_SUFFIXES: Final = (".service", ".timer", ".plist", ".xml")
_WANTS: Final = "timers.target.wants"
"""Where systemd keeps a link to each timer that is switched on."""


class ScheduleError(PnmError):
    """A file cannot be written or taken away."""


@dataclass(frozen=True, slots=True)
class Change:
    """What writing a file would change.

    Attributes:
        path: The file.
        data: What it shall say.
        there: What it says now; None where there is none.
    """

    path: Path
    data: bytes
    there: bytes | None

    @property
    def state(self) -> Literal["new", "same", "changed"]:
        """Say whether there is none, the same, or another."""
        if self.there is None:
            return "new"
        return "same" if self.there == self.data else "changed"


def changes(plan: Plan) -> tuple[Change, ...]:
    """Compare a plan with what is there.

    Args:
        plan: What shall be there.

    Returns:
        Each file, in the plan's order.

    Raises:
        ScheduleError: A file that pnm did not write is in the place of one, or it cannot be read.
    """
    folder = plan.folder
    if folder is None:
        return ()
    found = tuple(Change(folder / name, data, _read(folder / name)) for name, data in plan.files)
    for change in found:
        if change.there is not None and not is_own(change.there):
            raise ScheduleError(
                f"{change.path} is there already, and pnm did not write it",
                mend="look at it, and move it away if it is not needed",
            )
    return found


def write(rows: Iterable[Change]) -> None:
    """Write what is new or changed.

    Args:
        rows: As `changes` gave them.

    Raises:
        PnmError: One cannot be written, or was changed meanwhile; it is as it was.
    """
    for row in rows:
        write_text(row.path.parent, row.path.name, row.data, seen=row.there)


def of_vault(folder: Path | None, vault: Vault, name: str = "") -> tuple[Path, ...]:
    """Find the files that pnm wrote for a vault.

    Args:
        folder: Where to look; None for nowhere.
        vault: The vault.
        name: That of one job; empty for all.

    Returns:
        Their paths, by name.

    Raises:
        ScheduleError: The folder cannot be read.
    """
    if folder is None:
        return ()
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names only
    except FileNotFoundError:
        return ()
    except OSError as exc:
        raise _refused(folder, exc, "read") from exc
    fit = [folder / each for each in names if _is_of(each, vault, name)]
    return tuple(path for path in fit if (data := _read(path)) is not None and is_own(data))


def remove(paths: Iterable[Path]) -> None:
    """Delete files that pnm wrote, and the links by which systemd remembers its timers.

    Args:
        paths: As `of_vault` gave them.

    Raises:
        ScheduleError: One cannot be deleted.
    """
    for path in paths:
        try:
            wanted = path.parent / _WANTS / path.name
            if wanted.is_symlink() and wanted.parent / wanted.readlink() == path:
                wanted.unlink()
            path.unlink(missing_ok=True)
        except OSError as exc:
            raise _refused(path, exc, "deleted") from exc


def is_own(data: bytes) -> bool:
    """Return whether pnm wrote a file."""
    return MARK.encode() in data or MARK.encode("utf-16-le") in data


def _is_of(file: str, vault: Vault, name: str) -> bool:
    stem, dot, suffix = file.rpartition(".")
    if dot + suffix not in _SUFFIXES:
        return False
    if name:
        return stem == name
    return stem.startswith(PREFIX) and stem.endswith(f"-{vault_part(vault)}")


def _read(path: Path) -> bytes | None:
    """Return what is there; a link is not pnm's, whatever it leads to."""
    if path.is_symlink():
        return b""
    try:
        return read_small(path, _MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise _refused(path, exc, "read") from exc


def _refused(path: Path, exc: OSError, verb: str) -> ScheduleError:
    return ScheduleError(
        f"{path} cannot be {verb}: {exc.strerror or exc}",
        mend="give yourself the right to it, or remove it by hand",
    )
