"""The facts that plugins read out of one note; see `pnm.contacts.further`.

In: the host, the plugins that answer `pnm_facts`. Out: facts, and faults of plugins.
Not known here: where they are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from pnm.contacts.further import Found
from pnm.host.asking import TOOK_TOO_LONG
from pnm.model import Fact, WrittenNote

if TYPE_CHECKING:
    from pnm.host.asking import Host


_Answer = tuple[str, tuple[Fact, ...], tuple[str, ...]]
"""A plugin's name, its facts of one note, and what went wrong."""


class FactsOfPlugins:
    """Asks the plugins about one note after another.

    Attributes:
        state: Changes with the plugins' code, versions and settings.
    """

    def __init__(self, host: Callable[[], Host], names: Sequence[str], state: str) -> None:
        """Know whom to ask; nothing is loaded before the first note.

        Args:
            host: Gives the host.
            names: The plugins.
            state: Of their code and settings.
        """
        self.state = state
        self._host = host
        self._names = sorted(names)
        self._stopped: dict[str, str] = {}

    def read(self, note: WrittenNote) -> Found:
        """Read one note.

        Args:
            note: As it is written.

        Returns:
            The facts, each with its plugin; and for each plugin that failed what went wrong. One
            that had to be stopped is not asked about the notes after it.
        """
        return self._joined([self._asked(name, note) for name in self._names])

    def read_many(self, notes: Sequence[WrittenNote]) -> list[Found]:
        """Read some notes: the same as `read` gives for each, and sooner."""
        questions = [{"note": note} for note in notes]
        columns: list[list[_Answer]] = []
        for name in self._names:
            answers = None
            if name not in self._stopped and len(notes) > 1:
                answers = self._host().ask_many(name, "pnm_facts", Fact, questions)
            if answers is None:
                columns.append([self._asked(name, note) for note in notes])
            else:
                columns.append([(name, tuple(answer), ()) for answer in answers])
        return [self._joined([column[at] for column in columns]) for at in range(len(notes))]

    def _asked(self, name: str, note: WrittenNote) -> _Answer:
        """Ask one plugin about one note."""
        if name in self._stopped:
            return name, (), (self._stopped[name],)
        host = self._host()
        told = len(host.problems)
        answer = host.ask_one(name, "pnm_facts", Fact, note=note)
        for problem in answer.problems:
            if problem.code == TOOK_TOO_LONG:
                self._stopped[name] = problem.message
        del host.problems[told:]  # they are faults of the note, told with its others
        return name, tuple(f for _, f in answer.given), tuple(p.message for p in answer.problems)

    def _joined(self, answers: Iterable[_Answer]) -> Found:
        facts: list[tuple[str, Fact]] = []
        faults: list[tuple[str, str]] = []
        for name, given, failed in answers:
            facts += [(name, fact) for fact in given]
            faults += [(name, message) for message in failed]
        return tuple(facts), tuple(faults)
