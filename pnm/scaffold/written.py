"""The files of a new plugin, put on the disk; nothing that is there is ever changed.

In: a folder, files. Out: their paths. Not known here: what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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
    made = [(folder / file.path, file.text) for file in files]
    tops = {folder / Path(file.path).parts[0] for file in files}
    for top in sorted(tops):
        if top.exists() or top.is_symlink():
            raise NotMadeError(
                f"{top} is there already; nothing was written",
                mend="name another folder with --into, or another plugin",
            )
    try:
        for path, text in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as exc:
        raise NotMadeError(
            f"{exc.filename or folder} cannot be written: {exc.strerror or exc}",
            mend="name a folder that you may write to, with --into",
        ) from exc
    return tuple(path for path, _ in made)
