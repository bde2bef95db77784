"""One note's text, read whole or by prefix, and never half of a save.

In: a vault's root and an entry. Out: text, fingerprint and digest, or the reason why not.
Not known here: what the text means.
"""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from typing import Final, NamedTuple

from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.vault.files import FLAGS
from pnm.vault.walk import Fingerprint

READ_BYTES: Final = 4 * 1024 * 1024
"""Of a larger note the beginning is read; people do not write 4 MB about one person."""

TRIES: Final = 3
"""How often to read a file again that changes while it is read."""

_FLAGS: Final = FLAGS | getattr(os, "O_NOFOLLOW", 0)


class Content(NamedTuple):
    """What was read of a note.

    Attributes:
        text: None where the file holds no text or could not be read.
        fingerprint: As it was when the bytes were read, or when they could not be; None where it
            is gone.
        digest: Of the bytes that were read.
        problems: What is wrong with the file as a file.
    """

    text: str | None
    fingerprint: Fingerprint | None
    digest: bytes = b""
    problems: tuple[Diagnostic, ...] = ()


def read_note(root: str, path: str) -> Content:
    """Read a note's text.

    Args:
        root: The vault.
        path: Relative to it.

    Returns:
        Its content. A file that is gone gives no fingerprint; one that cannot be read or is
        binary gives no text and says why.
    """
    from pnm.notes import decode  # late: a command that reads no note must not wait for it

    full = f"{root}/{path}"
    try:
        data, fingerprint = _read_settled(full)
    except (FileNotFoundError, NotADirectoryError):
        return Content(None, None)
    except OSError as exc:
        return Content(None, _seen(full), problems=(_unreadable(path, exc),))
    problems: tuple[Diagnostic, ...] = ()
    if fingerprint.size > READ_BYTES:
        data = data[: data.rfind(b"\n") + 1] or data
        problems = (_huge(path, fingerprint.size),)
    digest = blake2b(data, digest_size=16).digest()
    text, encoding, problem = decode(data, path)
    if problem is not None:
        problems = (*problems, problem)
    return Content(None if encoding == "binary" else text, fingerprint, digest, problems)


def _seen(full: str) -> Fingerprint | None:
    try:
        return Fingerprint.of(os.lstat(full))
    except OSError:
        return None


def _read_settled(full: str) -> tuple[bytes, Fingerprint]:
    """Read bytes that did not change while they were read, if three tries allow it."""
    fd = os.open(full, _FLAGS)
    try:
        st = os.fstat(fd)
        if not stat.S_ISREG(st.st_mode):
            raise OSError(0, "it is not a regular file")
        before = Fingerprint.of(st)
        for _ in range(TRIES):
            data = _all_bytes(fd, before.size)
            after = Fingerprint.of(os.fstat(fd))
            if after == before:
                break
            before = after
            os.lseek(fd, 0, os.SEEK_SET)
    finally:
        os.close(fd)
    return data, after


def _all_bytes(fd: int, expected: int) -> bytes:
    """Read to the end or to the limit; one call is enough for a file of the expected size."""
    wanted = min(expected + 1, READ_BYTES)
    data = os.read(fd, wanted)
    if len(data) < wanted:
        return data
    parts = [data]
    size = len(data)
    while size < READ_BYTES and (more := os.read(fd, READ_BYTES - size)):
        parts.append(more)
        size += len(more)
    return b"".join(parts)


def _unreadable(path: str, exc: OSError) -> Diagnostic:
    return Diagnostic(
        Source(path),
        "PNM021",
        f"cannot be read: {exc.strerror or exc}",
        "give yourself the right to read it, or name it in .pnmignore",
        Severity.ERROR,
    )


def _huge(path: str, size: int) -> Diagnostic:
    return Diagnostic(
        Source(path),
        "PNM026",
        f"is {size / 1_000_000:.0f} MB long; only its first 4 MB are read",
        "split the note, or name it in .pnmignore",
    )
