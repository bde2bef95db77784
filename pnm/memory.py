"""Answers that were worked out before, given again while nothing that they rest on has changed.

In: a vault's index, and what else than its notes an answer rests on. Out: values that were kept.
Not known here: what a question means and how it is answered.

An answer is a function of the notes, the day, the configuration, the plugins and pnm's own code.
The index drops its answers with the first fact that changes; all else is in their keys. What
cannot be told for sure, such as the state of a plugin in an archive, means that nothing is kept.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from pnm import __version__
from pnm.code import files_below, state_of_path

if TYPE_CHECKING:
    from pnm.index import KeptIndex

_FORM: Final = 2
_SLOTS: Final = 64
_AT_ONCE: Final = 2_000
_LARGEST: Final = 2_000_000
"""Bytes of an answer in a slot; a larger one is not worth keeping."""
_OWN_CODE: Final = str(Path(__file__).parent)


class Memory:
    """Keeps answers in the index, and finds them again."""

    def __init__(self, index: KeptIndex, rests_on: Callable[[], bytes | None]) -> None:
        """Know where answers are kept.

        Args:
            index: The vault's index.
            rests_on: Gives what answers rest on beside the notes; None where that is not known.
        """
        self._index = index
        self._rests_on = rests_on

    @cached_property
    def _basis(self) -> tuple[int, str] | None:
        generation = self._index.generation  # first: what is read later is as new or newer
        rests_on = self._rests_on()
        if rests_on is None:
            return None
        hashed = blake2b(rests_on, digest_size=12)
        hashed.update(repr(self._index.delta.skipped).encode("utf-8", "replace"))
        return generation, hashed.hexdigest()

    def recall(self, question: tuple[object, ...], place: str = "") -> Any:  # noqa: ANN401 - as kept
        """Return the answer to a question, or None where none is kept.

        Args:
            question: What is asked.
            place: Where it was kept; see `keep`.
        """
        if self._basis is None:
            return None
        kept = self._index.answer(place or _slot(question))
        if kept is None:
            return None
        try:
            basis, asked, answer = marshal.loads(kept)
        except (EOFError, TypeError, ValueError):
            return None
        return answer if (basis, asked) == (self._basis[1], repr(question)) else None

    def keep(self, answers: Iterable[tuple[tuple[object, ...], str, object]]) -> None:
        """Keep answers, unless a note has changed since.

        Args:
            answers: For each the question; a place that no other question has, or an empty text for
                one of a few that all share, so that they never become many; and what answers it:
                text, numbers, lists and dictionaries.
        """
        if self._basis is None:
            return
        generation, basis = self._basis
        rows: list[tuple[str, bytes]] = []
        for question, place, answer in answers:
            whole: Any = (basis, repr(question), answer)
            try:
                packed = marshal.dumps(whole, _FORM)
            except ValueError:  # a text of a plugin's own kind, such as a member of an enumeration
                continue
            if place or len(packed) <= _LARGEST:
                rows.append((place or _slot(question), packed))
            if len(rows) == _AT_ONCE:
                self._index.keep_answers(rows, generation)
                rows.clear()
        if rows:
            self._index.keep_answers(rows, generation)


def _slot(question: tuple[object, ...]) -> str:
    return f"slot {crc32(repr(question).encode('utf-8', 'surrogateescape')) % _SLOTS}"


def basis_of(parts: Sequence[object], plugins: str | None) -> bytes | None:
    """Tell what answers rest on beside the notes.

    Args:
        parts: The day, the configuration's text and the like.
        plugins: Which there are, which are wanted, and in which state their code is; None where
            that is not known.

    Returns:
        Bytes that change with any of it; None where the state of the code is not known.
    """
    if plugins is None:
        return None
    try:
        own = sorted(files_below(_OWN_CODE))
    except OSError:
        return None
    state = [__version__, *parts, state_of_path(), own, plugins]
    return repr(state).encode("utf-8", "surrogateescape")
