"""What `.pnmignore` names, worked out again only when it or the names have changed.

In: a vault's root, and what an earlier walk found out. Out: the test whether a path is named.
Not known here: which names are notes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final, NamedTuple

from pnm.vault.files import read_small

IGNORE_FILE: Final = ".pnmignore"
_IGNORE_BYTES: Final = 100_000


class Skipped(NamedTuple):
    """A file, folder or line that was passed over, with a diagnostic's code, message and mend."""

    path: str
    code: str
    message: str
    mend: str
    line: int = 0


class Remembered(NamedTuple):
    """What a walk found out about `.pnmignore`.

    Attributes:
        digest: Of the file's bytes.
        faulty: The numbers of its lines that are no patterns.
        named: The paths that it named, folders with a slash at their end.
    """

    digest: bytes = b""
    faulty: tuple[int, ...] = ()
    named: frozenset[str] = frozenset()


@dataclass(slots=True)
class Ignored:
    """What `.pnmignore` says.

    Attributes:
        digest: Of the file's bytes; empty where there is none that can be read.
        skipped: Its lines that are no patterns, or the file itself.
        named: The paths that it named so far.
    """

    digest: bytes = b""
    skipped: tuple[Skipped, ...] = ()
    named: set[str] = field(default_factory=set)
    _data: bytes = b""
    _before: Remembered = field(default_factory=Remembered)
    _test: Callable[[str], bool] | None = None

    def names(self, path: str) -> bool:
        """Tell whether it names a path; a folder's has a slash at its end."""
        if not self.digest:
            return False
        if path not in self._before.named:
            if self._test is None:
                self._test = _compiled(self._data)[0]
            if not self._test(path):
                return False
        self.named.add(path)
        return True

    @property
    def remembered(self) -> Remembered:
        """Return what the next walk need not find out again."""
        faulty = tuple(skip.line for skip in self.skipped) if self.digest else ()
        return Remembered(self.digest, faulty, frozenset(self.named))


def read_ignored(root: str, before: Remembered = Remembered()) -> Ignored:  # noqa: B008 - frozen
    """Read `.pnmignore` (gitignore syntax); a line that is no pattern costs only itself.

    Args:
        root: The vault.
        before: What an earlier walk found out.
    """
    try:
        data = read_small(os.path.join(root, IGNORE_FILE), _IGNORE_BYTES)
    except FileNotFoundError:
        return Ignored()
    except OSError as exc:
        return Ignored(skipped=(_no_patterns(exc),))
    digest = blake2b(data, digest_size=16).digest()
    if digest == before.digest:
        return Ignored(digest, tuple(map(_no_pattern, before.faulty)), _data=data, _before=before)
    test, faulty = _compiled(data)
    return Ignored(digest, tuple(map(_no_pattern, faulty)), _data=data, _test=test)


def _compiled(data: bytes) -> tuple[Callable[[str], bool], list[int]]:
    """Return the test whether a path is named, and the numbers of lines that are no patterns."""
    lines = data.decode("utf-8-sig", "replace").splitlines()
    names = _pattern(lines)
    if names is not None:
        return names, []
    bad = [number for number, line in enumerate(lines, 1) if _pattern([line]) is None]
    good = [line for number, line in enumerate(lines, 1) if number not in bad]
    return _pattern(good) or _nothing, bad


def _nothing(_path: str) -> bool:
    return False


def _pattern(lines: list[str]) -> Callable[[str], bool] | None:
    """Return the test whether lines name a path; None where one of them is no pattern."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines).match_file
    except (ValueError, re.error):
        return None


def _no_patterns(exc: OSError) -> Skipped:
    return Skipped(
        IGNORE_FILE,
        "PNM027",
        f"cannot be read, so nothing is ignored: {exc.strerror or exc}",
        "make it a text file of patterns that you may read, or delete it",
    )


def _no_pattern(line: int) -> Skipped:
    return Skipped(
        IGNORE_FILE,
        "PNM027",
        "this line is no pattern, so it ignores nothing",
        "write it as in a .gitignore, or delete it",
        line,
    )
