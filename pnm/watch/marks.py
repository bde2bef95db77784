"""Marks on what was touched -> those that have been quiet long enough.

In: names, each with the instant at which it was touched. Out: sets of names, once each.
This module does not know what a name stands for, and reads no clock: instants are parameters.
"""

from __future__ import annotations

from math import inf

BATCH_SHARE = 0.25
"""In a burst names are given in batches, this share of the settling time apart: each batch costs
its receiver a transaction."""


class Marks:
    """Names that were touched and have not been given yet.

    A name is given when nothing touched it for `settle` seconds, or `longest` seconds after its
    first touch, whichever comes first.
    """

    def __init__(self, settle: float, longest: float) -> None:
        self._settle = min(settle, longest)
        self._longest = longest
        self._touched: dict[str, tuple[float, float]] = {}
        self._next_at = inf

    @property
    def next_at(self) -> float:
        """No name is given before this instant; `inf` where nothing is marked."""
        return self._next_at

    def touch(self, name: str, at: float) -> None:
        """Mark a name."""
        first, _ = self._touched.get(name, (at, at))
        self._touched[name] = (first, at)
        # a bound from below: a later touch only puts the true instant off
        self._next_at = min(self._next_at, at + self._settle)

    def take(self, now: float) -> frozenset[str]:
        """Give the names that have settled, and forget them."""
        if now < self._next_at:
            return frozenset()
        settled = frozenset(name for name in self._touched if self._due_at(name) <= now)
        for name in settled:
            del self._touched[name]
        soonest = min(map(self._due_at, self._touched), default=inf)
        self._next_at = max(soonest, now + self._settle * BATCH_SHARE) if self._touched else inf
        return settled

    def clear(self) -> None:
        """Forget every mark."""
        self._touched.clear()
        self._next_at = inf

    def _due_at(self, name: str) -> float:
        first, last = self._touched[name]
        return min(last + self._settle, first + self._longest)
