"""Answers to the questions of commands: those from before, and new ones, kept for the next time.

In: the index, what answers rest on, functions that work answers out. Out: answers.
Not known here: what is asked, and where answers are kept (see `pnm.memory`).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence, Set
from typing import TYPE_CHECKING, Final, TypeVar

from pnm.code import is_all_known
from pnm.memory import Memory, basis_of

if TYPE_CHECKING:
    from pnm.index import KeptIndex
    from pnm.model import Contact
    from pnm.network import Network

_LATER_SECONDS: Final = 2.0
"""So long a command may go on once its answer is printed, or as long again as that took."""
_AT_ONCE: Final = 200

_T = TypeVar("_T")


class Answers:
    """Gives an answer from before where all that it rests on is the same, else a new one.

    Attributes:
        packages: The top-level packages whose files answers rest on.
        later: What is worth doing once the answer is given.
    """

    def __init__(
        self,
        index: Callable[[], KeptIndex],
        rests_on: Sequence[object],
        plugins: Callable[[], str | None],
        modules: Set[str],
        is_well: Callable[[], bool],
    ) -> None:
        """Know what answers rest on.

        Args:
            index: Gives the vault's index.
            rests_on: The day, the configuration's text and the like.
            plugins: Gives which there are, and in which state; None where that is not known.
            modules: Those of the plugins.
            is_well: Whether nothing failed so far; an answer in which a plugin failed is not kept,
                so that its fault is told again.
        """
        names = {module.partition(".")[0] for module in modules}
        self.packages = frozenset({"pnm", *names})
        self.later: list[Callable[[], None]] = []
        self._index = index
        self._basis = lambda: basis_of(rests_on, plugins())
        self._is_well = is_well
        self._memory: Memory | None = None
        self._imported = frozenset(sys.modules)
        self._begun = time.monotonic()

    def get(
        self,
        question: tuple[object, ...],
        work_out: Callable[[], _T],
        *,
        place: str = "",
        may_keep: Callable[[], bool] = lambda: True,
    ) -> _T:
        """Return an answer.

        Args:
            question: What is asked, with all that the answer depends on beside the notes, the day,
                the configuration, the plugins and pnm itself.
            work_out: Gives the answer: text, numbers, lists and dictionaries of these.
            place: Where it is kept; see `Memory.keep`.
            may_keep: Asked once it is worked out.

        Returns:
            The answer.
        """
        kept = self._remembered.recall(question, place)
        if kept is None:
            kept = work_out()
            if may_keep():
                self._keep([(question, place, kept)])
        return kept  # type: ignore[no-any-return]  # what was kept is what was worked out

    def about(
        self,
        contact_id: str,
        network: Callable[[], Network],
        what: str,
        work_out: Callable[[Contact], _T],
    ) -> _T:
        """Return an answer about one contact.

        Who asks of a second one will ask of more: then all are worked out, when there is time.

        Args:
            contact_id: The contact's.
            network: Gives the network, where no answer is kept.
            what: What is asked about each.
            work_out: Gives the answer for a contact: text, numbers, lists and dictionaries.

        Returns:
            The answer.
        """
        place = f"{what} {contact_id}"
        kept = self._remembered.recall((what,), place)
        if kept is None:
            kept = work_out(network()[contact_id])
            self._keep([((what,), place, kept)])
            if self.get(("asked before", what), lambda: contact_id) != contact_id:
                self.later.append(lambda: self._keep_all(network(), what, work_out))
        return kept  # type: ignore[no-any-return]  # what was kept is what was worked out

    def outdate(self) -> None:
        """Note that a file may have changed: what answers rest on is told anew."""
        self._memory = None

    def _keep_all(self, network: Network, what: str, work_out: Callable[[Contact], object]) -> None:
        """Work out the answers of as many contacts as there is time for, from where it ended."""
        contacts = tuple(network)
        question = ("worked out", what)
        done: int = self._remembered.recall(question) or 0
        until = time.monotonic() + max(_LATER_SECONDS, time.monotonic() - self._begun)
        while done < len(contacts) and time.monotonic() < until:
            some = contacts[done : done + _AT_ONCE]
            self._keep(((what,), f"{what} {one.id}", work_out(one)) for one in some)
            done += len(some)
        self._keep([(question, "", done)])

    def _keep(self, answers: Iterable[tuple[tuple[object, ...], str, object]]) -> None:
        if self._is_well() and is_all_known(self._imported, self.packages):
            self._remembered.keep(answers)

    @property
    def _remembered(self) -> Memory:
        if self._memory is None:
            self._memory = Memory(self._index(), self._basis)
        return self._memory
