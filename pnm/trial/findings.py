"""What a trial finds: a place, what is wrong, and what to do.

In: nothing; these are values. Out: lines for people, and for programs.
Not known here: how anything is found.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

Rule = Literal[
    "load",
    "signature",
    "settings",
    "fields",
    "raises",
    "type",
    "value",
    "again",
    "order",
    "seed",
    "argument",
    "clock",
    "reads",
    "writes",
    "network",
    "process",
    "prints",
    "state",
    "slow",
    "memory",
    "exit",
    "sections",
    "template",
    "templates",
    "filters",
    "markup",
    "discretion",
    "commands",
    "exporters",
    "importers",
    "private",
    "old",
    "trial",
]
"""What can be found, in words for programs; docs/commands.md tells what each means."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a user of the plugin would stumble over.

    Attributes:
        path: The file; empty for the plugin as a whole.
        line: In it; 0 for the whole file.
        rule: What kind of thing.
        message: What is wrong.
        mend: What to do.
    """

    path: str
    line: int
    rule: Rule
    message: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}; {self.mend}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a trial.

    Attributes:
        name: The plugin's.
        hooks: Those that it answers.
        findings: In the order of files and lines; empty for none.
        milliseconds: For each hook of a network what it took for 1,000 contacts.
    """

    name: str
    hooks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    milliseconds: dict[str, float] = field(default_factory=dict)


def shown(finding: Finding, folder: Path) -> Finding:
    """Return a finding with its path as somebody in a folder would type it.

    Args:
        finding: With an absolute path.
        folder: Where they are.
    """
    if not Path(finding.path).is_absolute():
        return finding
    short = os.path.relpath(finding.path, folder)
    return finding if short.startswith("..") else replace(finding, path=short)
