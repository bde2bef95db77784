"""The only writer of the user's files: whole, atomically, and only what was asked.

In: a path in the vault, the new text, and the bytes that the caller has read before.
Out: the file as it was or as it shall be, never anything between.
Not known here: what the text means.

The new text goes to a temporary file in the same folder, is synchronised to the disk, and takes
the old one's place by an exchange that shows what it displaced. If that is not what the caller
had read (an editor was quicker), it is put back and the write is refused.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pnm.errors import VaultError

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a write.

    Attributes:
        path: Relative to the vault.
        changed: Whether the file's bytes are others than before.
        durable: Whether the disk has confirmed it; if not, a power cut may still undo it.
    """

    path: str
    changed: bool
    durable: bool = True


def write_text(root: Path, path: str, data: bytes, *, seen: bytes | None) -> Written:
    """Write a file of the vault.

    Args:
        root: The vault.
        path: Relative to it, with forward slashes; it may not leave the vault.
        data: The new bytes.
        seen: The bytes that the caller read and built on; None when there must be no file yet.

    Returns:
        What became of it.

    Raises:
        VaultError: It cannot be written, or it changed since it was read. Then it is as it was.
    """
    target = _inside(root, path)
    if seen == data:
        return Written(path, changed=False)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(target.stat().st_mode) if seen is not None else 0o644
        if seen is not None and target.read_bytes() != seen:
            raise _quicker(path)
        if seen is not None and not os.access(target, os.W_OK):
            raise PermissionError(13, "the file is read-only")
        temporary = target.with_name(f".{target.name[:80]}.pnm-{os.urandom(6).hex()}.tmp")
        try:
            _fill(temporary, data, mode)
            _swap(temporary, target, seen, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as exc:
        raise VaultError(
            f"{path} cannot be written: {exc.strerror or exc}; nothing was changed",
            mend="give yourself the right to write there, or make room on the disk",
        ) from exc
    return Written(path, changed=True, durable=_confirm(target.parent))


def _inside(root: Path, path: str) -> Path:
    parts = path.split("/")
    if not path or path.startswith("/") or any(p in {"", ".", ".."} for p in parts) or "\0" in path:
        raise VaultError(
            f"{path!r} is not a path inside the vault", mend="give a path below the vault's folder"
        )
    target = root / path
    real_root = root.resolve()
    if not target.parent.resolve().is_relative_to(real_root) or target.is_symlink():
        raise VaultError(
            f"{path} leads out of the vault", mend="replace the symbolic link by a folder or file"
        )
    return target


def _fill(temporary: Path, data: bytes, mode: int) -> None:
    """Make the temporary file; whoever called takes it away, even where this is interrupted."""
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
        if sys.platform != "win32":
            os.fchmod(fd, mode)
        os.fsync(fd)
    finally:
        os.close(fd)


def _swap(temporary: Path, target: Path, seen: bytes | None, path: str) -> None:
    if seen is None:
        _create(temporary, target, path)
        return
    exchange = _exchanger()
    if exchange is None or not exchange(temporary, target):
        temporary.replace(target)
        return
    if temporary.read_bytes() != seen:
        exchange(temporary, target)
        raise _quicker(path)


def _create(temporary: Path, target: Path, path: str) -> None:
    """Put the new file in place only where there is none."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise _quicker(path) from None
    except OSError:
        if target.exists():
            raise _quicker(path) from None
        temporary.replace(target)


def _exchanger() -> Callable[[Path, Path], bool] | None:
    """Return a function that exchanges two files atomically, where the system has one.

    It returns False where the file system has none.
    """
    if not sys.platform.startswith("linux"):
        return None
    import ctypes  # late: most commands write nothing

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return None

    def exchange(a: Path, b: Path) -> bool:
        done = rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE)
        if done == 0:
            return True
        if ctypes.get_errno() in {22, 38, 95}:  # the file system or the kernel knows no exchange
            return False
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    return exchange


def _quicker(path: str) -> VaultError:
    return VaultError(
        f"{path} was changed by somebody else meanwhile; nothing was written",
        mend="run the command again",
    )


def _confirm(folder: Path) -> bool:
    try:
        fd = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        os.fsync(fd)
    except OSError:
        return False
    finally:
        os.close(fd)
    return True


def create_tree(folder: Path, files: dict[str, bytes]) -> None:
    """Make a new folder with these files, for `pnm demo`.

    Args:
        folder: It must not exist, or be empty.
        files: Path in it to bytes.

    Raises:
        VaultError: The folder holds something already, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise VaultError(
            f"{folder} is there already and not empty", mend="name a folder that does not exist yet"
        )
    try:
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    except OSError as exc:
        raise VaultError(
            f"{folder} cannot be written: {exc.strerror or exc}",
            mend="name a folder that you may write to",
        ) from exc


def write_cookie(root: Path) -> str | None:
    """Touch the file by which `pnm watch` proves that events arrive.

    Returns:
        Its path in the vault, or None where nothing can be written there.
    """
    folder = root / ".pnm"
    name = "watch.cookie"
    try:
        if not folder.is_dir():
            return None
        (folder / name).write_text(os.urandom(4).hex(), "utf-8")
    except OSError:
        return None
    return f".pnm/{name}"
