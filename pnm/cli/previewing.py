"""A report made again whenever something that it rests on is saved.

In: a session, what is wanted, changes. Out: for each change what there is to show, as `Made`.
Not known here: how changes are noticed, and where it is shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pnm.cli.watching import CONFIG, relevant
from pnm.cli.whom import whom
from pnm.diagnostics import Source
from pnm.errors import PnmError
from pnm.reports.excerpt import excerpt
from pnm.session import Session, open_session
from pnm.vault.walk import IGNORE_FILE

if TYPE_CHECKING:
    from pnm.reports.folders import Format
    from pnm.watch import Change

TEMPLATES: Final = ".pnm/templates/"
ELSEWHERE: Final = f"{TEMPLATES}elsewhere.j2"
"""Stands for templates outside the vault."""

_OF_TEMPLATES: Final = frozenset({".pnm/", TEMPLATES})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown.

    Attributes:
        name: The report's.
        words: What was typed for its parameters.
        format: `markdown`, `html`, `terminal` or `json`.
        color: For a terminal, whether it shows colour.
    """

    name: str
    words: Sequence[str]
    format: Format
    color: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What there is to show after a change.

    Attributes:
        text: The report; empty where it cannot be made.
        fault: Why; None where it was made.
        around: The lines of the template around the fault.
        problems: What else is wrong: plugins that failed.
        seconds: How long it took.
    """

    text: str
    fault: PnmError | None
    around: str
    problems: tuple[str, ...]
    seconds: float

    @property
    def said(self) -> str:
        """Return what is wrong, for people; empty where nothing is."""
        if self.fault is None:
            return ""
        return f"{self.fault}\n\n{self.around}" if self.around else str(self.fault)


def shows(path: str) -> bool:
    """Say whether a path of a vault can change a report; a folder's ends with a slash."""
    if path.startswith(TEMPLATES) and path.endswith(".j2"):
        return "/" not in path.removeprefix(TEMPLATES)
    return path in _OF_TEMPLATES or relevant(path)


class Preview:
    """Makes one report of one vault, again and again."""

    def __init__(self, session: Session, asked: Asked) -> None:
        """Know what is to be shown; nothing is made yet.

        Args:
            session: The vault on its day; it stays the caller's.
            asked: What is to be shown.
        """
        self._asked = asked
        self._session = self._given = session

    def make(self, change: Change | None, width: int) -> Made:
        """Make the report.

        Args:
            change: What was saved since; None for the first time.
            width: The columns of the terminal.

        Returns:
            The report, or why there is none.
        """
        start = time.perf_counter()
        text, fault, around = "", None, ""
        try:
            if change is not None:
                self._renew(change)
            text = self._rendered(width)
        except PnmError as exc:
            fault = exc
            around = self._around(exc.source)
        problems = tuple(map(str, dict.fromkeys(self._session.plugin_problems)))
        return Made(text, fault, around, problems, time.perf_counter() - start)

    def elsewhere(self) -> Callable[[], object]:
        """Return a function whose answer changes when a template outside the vault does."""
        reporting = self._session.reporting
        vault = self._session.setting.vault.templates
        folders = [
            f for f in (*reporting.folders.edited, *reporting.folders.original) if f != vault
        ]
        return lambda: [_marks(folder) for folder in folders]

    def close(self) -> None:
        """Close what was opened here."""
        if self._session is not self._given:
            self._session.close()

    def _rendered(self, width: int) -> str:
        session, asked = self._session, self._asked
        reporting = session.reporting
        report = reporting.asked(asked.name, asked.words, lambda name: whom(session, name))
        return reporting.render(report, asked.format, color=asked.color, width=width)

    def _renew(self, change: Change) -> None:
        if change.paths & {CONFIG, IGNORE_FILE}:
            self._open()
        notes = frozenset(path for path in change.paths if not path.startswith(".pnm/"))
        if change.everything or notes:
            self._session.update(None if change.everything else notes)

    def _open(self) -> None:
        new = open_session(replace(self._given.setting, progress=None))
        _ = new.config  # a wrong one is shown, and the old one stays until it is mended
        self.close()
        self._session = new

    def _around(self, place: Source | None) -> str:
        try:
            return excerpt(place, self._session.reporting.folders)
        except PnmError:  # the configuration is what is wrong: there are no folders to look in
            return ""


def _marks(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what tells the templates of a folder from those of another time."""
    try:
        files = [path for path in folder.iterdir() if path.suffix == ".j2"]
        facts = [(path.name, path.stat()) for path in files]
    except OSError:  # it is not there, or a file went away while it was looked at
        return ()
    return tuple(sorted((name, fact.st_mtime_ns, fact.st_size) for name, fact in facts))
