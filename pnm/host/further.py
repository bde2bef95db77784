"""The facts that plugins read out of one note; see `pnm.contacts.further`.

In: the host, the plugins that answer `pnm_facts`. Out: facts, and faults of plugins.
Not known here: where they are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pnm.host.asking import TOOK_TOO_LONG
from pnm.model import Fact, WrittenNote

if TYPE_CHECKING:
    from pnm.host.asking import Host


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

    def read(
        self, note: WrittenNote
    ) -> tuple[tuple[tuple[str, Fact], ...], tuple[tuple[str, str], ...]]:
        """Read one note.

        Args:
            note: As it is written.

        Returns:
            The facts, each with its plugin; and for each plugin that failed what went wrong. One
            that had to be stopped is not asked about the notes after it.
        """
        host = self._host()
        facts: list[tuple[str, Fact]] = []
        faults: list[tuple[str, str]] = []
        for name in self._names:
            if name in self._stopped:
                faults.append((name, self._stopped[name]))
                continue
            told = len(host.problems)
            answer = host.ask_one(name, "pnm_facts", Fact, note=note)
            facts += answer.given
            faults += [(name, problem.message) for problem in answer.problems]
            for problem in answer.problems:
                if problem.code == TOOK_TOO_LONG:
                    self._stopped[name] = problem.message
            del host.problems[told:]  # they are faults of the note, told with its others
        return tuple(facts), tuple(faults)
