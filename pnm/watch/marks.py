"""Marks on what was touched -> those that have been quiet long enough.

In: names, each with the instant at which it was touched. Out: sets of names, once each.
This module does not know what a name stands for, and reads no clock: instants are parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

BATCH_SHARE = 0.25
"""In a burst names are given in batches, this share of the settling time apart: each batch costs
its receiver a transaction."""
UNFINISHED_SHARE = 5.0
"""So many times longer than what never rests is waited for what is known to be unfinished."""


@dataclass(slots=True)
class _Mark:
    first: float
    last: float
    due: float
    finished: bool


def _always(name: str) -> float:
    return 0.0


class Marks:
    """Names that were touched and have not been given yet.

    A name is given when nothing touched it for `settle` seconds, or `longest` seconds after its
    first touch, whichever comes first. One that is known to be unfinished is given when it is
    finished, or `UNFINISHED_SHARE` times `longest` seconds after its first touch.
    """

    def __init__(self, settle: float, longest: float) -> None:
        self._settle = min(settle, longest)
        self._longest = longest
        self._touched: dict[str, _Mark] = {}
        self._next_at = inf

    @property
    def next_at(self) -> float:
        """No name is given before this instant; `inf` where nothing is marked."""
        return self._next_at

    def touch(self, name: str, at: float, *, finished: bool = True) -> None:
        """Mark a name.

        Args:
            name: It.
            at: The instant of the touch.
            finished: False where another touch is sure to follow.
        """
        known = self._touched.get(name)
        first = known.first if known else at
        if finished:
            due = min(at + self._settle, first + self._longest)
        else:
            due = first + UNFINISHED_SHARE * self._longest
        self._touched[name] = _Mark(first, at, due, finished)
        # a bound from below: a later touch only puts the true instant off
        self._next_at = min(self._next_at, due)

    def take(self, now: float, quiet: Callable[[str], float] = _always) -> frozenset[str]:
        """Give the names that have settled, and forget them.

        Args:
            now: The instant.
            quiet: Asked for each name that would be given: for how many seconds it must have been
                quiet, where that is longer than for others.

        Returns:
            The names.
        """
        if now < self._next_at:
            return frozenset()
        settled = frozenset(
            name for name, mark in self._touched.items() if self._is_due(name, mark, now, quiet)
        )
        for name in settled:
            del self._touched[name]
        soonest = min((mark.due for mark in self._touched.values()), default=inf)
        self._next_at = max(soonest, now + self._settle * BATCH_SHARE) if self._touched else inf
        return settled

    def clear(self) -> None:
        """Forget every mark but those that are unfinished: whoever looks now may see a half."""
        self._touched = {name: mark for name, mark in self._touched.items() if not mark.finished}
        self._next_at = min((mark.due for mark in self._touched.values()), default=inf)

    def _is_due(self, name: str, mark: _Mark, now: float, quiet: Callable[[str], float]) -> bool:
        if mark.due > now:
            return False
        if mark.finished:
            mark.due = max(mark.due, min(mark.last + quiet(name), mark.first + self._longest))
        return mark.due <= now
