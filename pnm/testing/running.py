"""The command line in this process, as if it were one of its own.

In: arguments, a folder to stand in, the environment, plugins. Out: exit code and what was printed.
The current folder, the environment and the standard streams are as before when it ends.
Not known here: what the commands do.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did.

    Attributes:
        code: Its exit code.
        data: What it printed to stdout, byte by byte.
        err: What it printed to stderr.
    """

    code: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        """Return what it printed to stdout."""
        return self.data.decode("utf-8", "replace").replace("\r\n", "\n")

    def json(self) -> Any:  # noqa: ANN401 - JSON is of any type
        """Return what it printed as JSON."""
        return json.loads(self.data)


def run_here(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str | None],
    stdin: bytes = b"",
) -> Done:
    """Run the command line in this process.

    Args:
        arguments: As typed after `pnm`.
        folder: Where it is typed.
        environment: Variables that differ; None for one that is not there.
        stdin: What is typed into it.

    Returns:
        What it did.
    """
    from pnm.cli import run

    out, err = io.BytesIO(), io.BytesIO()
    with _standing_in(folder), _environment(environment), _streams(stdin, out, err):
        code = run(list(arguments))
    return Done(code, out.getvalue(), err.getvalue().decode("utf-8", "replace"))


@contextlib.contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _environment(changed: Mapping[str, str | None]) -> Iterator[None]:
    before = {key: os.environ.get(key) for key in changed}
    _set(changed)
    try:
        yield
    finally:
        _set(before)


def _set(variables: Mapping[str, str | None]) -> None:
    for key, value in variables.items():
        if value is None:
            os.environ.pop(key, None)
        else:
            os.environ[key] = value


@contextlib.contextmanager
def _streams(stdin: bytes, out: io.BytesIO, err: io.BytesIO) -> Iterator[None]:
    before = sys.stdin, sys.stdout, sys.stderr
    made = (
        io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"),
        io.TextIOWrapper(out, encoding="utf-8", write_through=True),
        io.TextIOWrapper(err, encoding="utf-8", write_through=True),
    )
    sys.stdin, sys.stdout, sys.stderr = made
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
        for stream in made:
            stream.detach()
