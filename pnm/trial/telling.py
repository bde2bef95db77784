"""What the process of a trial tells the one that waits for it: a line of JSON at a time.

In: findings, answers, where it is. Out: lines in a pipe.
Not known here: how anything is found.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from pnm.trial.findings import Finding

_MOST_ALIKE: Final = 3
"""So many findings of one kind at one line are worth reading."""
_ONE_WILL_DO: Final = frozenset({"again", "order"})
_MOST_ROWS: Final = 2_000
_LONGEST: Final = 20_000


class Teller:
    """Writes to the pipe."""

    def __init__(self, fd: int) -> None:
        """Know the pipe.

        Args:
            fd: Its end for writing.
        """
        self._fd = fd
        self._alike: Counter[tuple[str, str, int]] = Counter()
        self._told: set[Finding] = set()

    def finding(self, finding: Finding) -> None:
        """Tell of a finding, unless it was told or there are enough like it."""
        alike = finding.rule, finding.path, finding.line
        most = 1 if finding.rule in _ONE_WILL_DO else _MOST_ALIKE
        if finding in self._told or self._alike[alike] >= most:
            return
        self._told.add(finding)
        self._alike[alike] += 1
        self._line("finding", asdict(finding))

    def at(self, hook: str, what: str) -> None:
        """Say what is done next, so that it is known where an ended process was."""
        self._line("at", [hook, what])

    def answers(self, hook: str, where: str, rows: list[str]) -> None:
        """Tell what was answered, for comparison with another process."""
        short = [row[:_LONGEST] for row in sorted(rows)[:_MOST_ROWS]]
        self._line("answers", [hook, where, short])

    def hooks(self, places: Mapping[str, tuple[str, int]]) -> None:
        """Tell which hooks the plugin answers, and where each stands."""
        self._line("hooks", dict(places))

    def took(self, hook: str, milliseconds: float) -> None:
        """Tell what a hook took for 1,000 contacts."""
        self._line("took", [hook, round(milliseconds, 1)])

    def done(self) -> None:
        """Tell that the trial went to its end."""
        self._line("done", True)

    def _line(self, key: str, value: object) -> None:
        data = json.dumps({key: value}).encode("ascii") + b"\n"
        while data:
            data = data[os.write(self._fd, data) :]
