"""The files of a new plugin, put on the disk; nothing that is there is ever changed.

In: a folder, files. Out: their paths. Not known here: what they say.

They are made in a hidden folder beside and put in place when all are whole: a kill leaves none.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pnm.errors import PnmError
from pnm.scaffold.filled import MadeFile


class NotMadeError(PnmError):
    """The files cannot be written, or something is there already."""


def write_files(folder: Path, files: Sequence[MadeFile]) -> tuple[Path, ...]:
    """Write new files.

    Args:
        folder: Where; it is made where it is missing.
        files: Their paths below it, and their texts.

    Returns:
        The files, in the same order.

    Raises:
        NotMadeError: One of them, or the project's folder, is there already, and nothing was
            written; or the disk refuses.
    """
    tops = sorted({Path(file.path).parts[0] for file in files})
    try:
        _refuse_what_is_there(folder, tops)
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".pnm-new-", dir=folder) as beside:
            for file in files:
                path = Path(beside, file.path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(file.text, "utf-8", newline="\n")
            _refuse_what_is_there(folder, tops)
            for top in tops:
                Path(beside, top).rename(folder / top)
    except OSError as exc:
        raise NotMadeError(
            f"{folder} cannot be written: {exc.strerror or exc}",
            mend="name a folder that you may write to, with --into",
        ) from exc
    return tuple(folder / file.path for file in files)


def _refuse_what_is_there(folder: Path, tops: Sequence[str]) -> None:
    for top in tops:
        if os.path.lexists(folder / top):
            raise NotMadeError(
                f"{folder / top} is there already; nothing was written",
                mend="name another folder with --into, or another plugin",
            )
