"""What runs: one command of pnm, for one vault, at certain times.

In: the program, the vault, the command's words. Out: `Job`, with a name of its own.
Not known here: how a system is told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pnm.errors import PnmError
from pnm.schedule.times import Times
from pnm.vault import Vault

PREFIX: Final = "pnm-"

_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9]+")
_NOT_IN_FILES: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What a file of settings cannot say: line ends, controls, and file names that are no text."""
_NAME_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Job:
    """A command that runs by itself.

    Attributes:
        name: That of its files, without suffix; ASCII letters, digits and dashes.
        title: What it is, for people.
        words: The program, absolute, with all that it is given.
        times: When it runs.
        environment: Variables that it runs with.
    """

    name: str
    title: str
    words: tuple[str, ...]
    times: Times
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def job_of(
    program: tuple[str, ...],
    vault: Vault,
    command: tuple[str, ...],
    times: Times,
    environment: Mapping[str, str],
) -> Job:
    """Make a job of a command.

    Args:
        program: What runs pnm: `/usr/bin/pnm`, or an interpreter with `-m pnm`.
        vault: The vault it is for.
        command: What is typed after `pnm`.
        times: When to run it.
        environment: Variables that it needs.

    Returns:
        The job; the same command for the same vault has the same name, whatever its options.

    Raises:
        PnmError: A path or a word cannot stand in a file of settings.
    """
    words = (*program, "--vault", str(vault.root), *command)
    _refuse_unwritable([*words, *environment.values()])
    shown = " ".join(command)
    return Job(
        name=name_of(command, vault),
        title=f"pnm {shown} for the notes in {vault.root.name or vault.root}",
        words=words,
        times=times,
        environment=MappingProxyType(dict(environment)),
    )


def name_of(command: tuple[str, ...], vault: Vault) -> str:
    """Return the name of a command's job.

    Args:
        command: What is typed after `pnm`; its options do not count.
        vault: The vault it is for.
    """
    return f"{PREFIX}{_slug(command)}-{vault_part(vault)}"


def vault_part(vault: Vault) -> str:
    """Return what the names of all jobs of a vault end in."""
    name, _, digest = vault.id.rpartition("-")
    return "-".join(filter(None, (_ascii(name), digest)))


def _slug(command: tuple[str, ...]) -> str:
    words = [_ascii(word) for word in command if not word.startswith("-")]
    return "-".join(filter(None, words))[:_NAME_LENGTH].strip("-") or "pnm"


def _ascii(text: str) -> str:
    return _NOT_IN_NAMES.sub("-", text).strip("-")


def _refuse_unwritable(texts: Iterable[str]) -> None:
    for text in texts:
        if _NOT_IN_FILES.search(text):
            raise PnmError(
                f"{text!r} has a line end or a control character in it",
                mend="give that folder or that word another name, then schedule it again",
            )


def absolute(path: str) -> str:
    """Return a path that means the same from every folder; `~` stays, pnm reads it."""
    return path if path.startswith("~") else str(Path(path).absolute())
