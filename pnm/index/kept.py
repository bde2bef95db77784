"""The index of one vault while a command runs: opened when it is needed, kept true, mended.

In: a vault, its profile, the folder of all caches. Out: facts, hits, and what to tell the user.
Not known here: what joins the facts.

No fault of the cache costs an answer: an index that is damaged is built anew, and one that cannot
be used at all gives way to one in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from pnm.index import answers
from pnm.index.schema import Mark, fingerprint
from pnm.index.store import Index, in_memory, is_damage, open_index, rebuild
from pnm.index.update import Delta, Progress, reconcile

if TYPE_CHECKING:
    from pnm.contacts.further import Further
    from pnm.contacts.profile import Profile
    from pnm.contacts.stored import StoredFacts
    from pnm.index.search import Hit
    from pnm.vault import Vault

_FAULTS: Final = (
    sqlite3.DatabaseError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
)
"""What a damaged index raises when it is read: SQLite's own, and those of values of wrong types."""

_T = TypeVar("_T")


class KeptIndex:
    """Answers from the index; the first question brings it up to date.

    Attributes:
        notices: What to tell the user about it; who tells it takes it away.
    """

    def __init__(
        self,
        vault: Vault,
        profile: Profile | Callable[[], Profile],
        cache: Path,
        progress: Progress | None = None,
        *,
        made_of: str | None = None,
        further: Further | Callable[[], Further | None] | None = None,
    ) -> None:
        """Know where the index is; nothing is opened yet.

        Args:
            vault: The vault.
            profile: Its profile, or what gives it; asked only where something must be read.
            cache: The folder of all caches.
            progress: Called while the index is brought up to date.
            made_of: The text that the profile is made of, with what tells the plugins and their
                state; None where that is not known.
            further: Asks the plugins for facts of theirs, or gives what does; None where no plugin
                has any, so that it costs nothing.
        """
        self.notices: list[str] = []
        self._vault = vault
        self._profile = profile if callable(profile) else lambda: profile
        self._further = further if callable(further) else lambda: further
        self._mark = Mark(lambda: fingerprint(self._profile(), self._further()), made_of)
        self._folder = cache / vault.id
        self._progress = progress
        self._index: Index | None = None
        self._delta: Delta | None = None
        self._generation = 0

    # -- keeping it true ---------------------------------------------------------------------

    @property
    def delta(self) -> Delta:
        """Return what the last update did, updating first where none was made."""
        return self._delta if self._delta is not None else self.update()

    def update(self, paths: Iterable[str] | None = None, *, accept_removals: bool = False) -> Delta:
        """Bring the index up to what the files say.

        Args:
            paths: Files that may have changed; None for all.
            accept_removals: Believe that most notes are gone.

        Returns:
            What changed.
        """
        try:
            delta = self._reconcile(paths, accept_removals=accept_removals)
            generation = answers.generation(self._opened())
        except _FAULTS as exc:
            delta = self._start_over(exc)
            generation = answers.generation(self._opened())
        if delta.stale:
            self.notices.append(
                f"{self._vault.root}: {delta.stale}; the last index is served\n"
                "    mend: mount or restore the vault, or run `pnm index --accept-removals`"
            )
        self._delta = delta
        self._generation = generation
        return delta

    @property
    def lasting(self) -> bool:
        """Tell whether what is kept outlives the command, as far as is known."""
        return self._index is None or self._index.lasting

    def outdate(self) -> None:
        """Note that a file was written: the next question brings the index up to date."""
        self._delta = None

    def rebuild(self) -> None:
        """Throw the index away; the next question builds it anew."""
        self.close()
        self._use(rebuild(self._folder, self._mark))
        self._delta = None

    def close(self) -> None:
        """Close the file."""
        if self._index is not None:
            self._index.close()
            self._index = None

    # -- questions ---------------------------------------------------------------------------

    def facts(self) -> list[StoredFacts]:
        """Return the facts of every note, in the order of their paths."""
        return self._ask(lambda index: list(index.facts()))

    def digests(self, paths: Iterable[str] | None = None) -> dict[str, bytes]:
        """Return a digest of each note's bytes, by path; of all notes, or of those named."""
        return self._ask(lambda index: index.digests(paths))

    def find(self, words: tuple[str, ...], limit: int) -> tuple[Hit, ...]:
        """Return the lines of notes that match words best; see `pnm.index.search.find`."""
        from pnm.index.search import find

        return self._ask(lambda index: find(index, words, limit))

    def matching(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the notes in which all the words occur."""
        from pnm.index.search import matching_paths

        return self._ask(lambda index: matching_paths(index, words))

    @property
    def generation(self) -> int:
        """Return the number of the facts' generation, updating first where nothing did.

        It grows whenever the facts or the text of any note change. Take it before the facts: they
        are then of this generation, or of a later one, for which no answer of this one is kept.
        """
        if self._delta is None:
            self.update()
        return self._generation

    def answer(self, key: str) -> bytes | None:
        """Return an answer that was kept, updating first where nothing did.

        Args:
            key: What it answers, with all that it depends on beside the notes.

        Returns:
            It; None where none is kept, a note has changed since, or it was damaged.
        """
        return self._ask(lambda index: answers.kept(index, key))

    def keep_answer(self, key: str, value: bytes, generation: int) -> None:
        """Keep an answer until any note changes.

        Args:
            key: What it answers, with all that it depends on beside the notes.
            value: It.
            generation: Of the facts that it was worked out of. Where it is not the index's any
                longer, or the index cannot be written just now, nothing is kept.
        """
        self.keep_answers([(key, value)], generation)

    def keep_answers(self, rows: Iterable[tuple[str, bytes]], generation: int) -> None:
        """Keep several answers at once; see `keep_answer`."""
        if self._index is not None:
            answers.keep(self._index, rows, generation)

    # -- inside ------------------------------------------------------------------------------

    def _opened(self) -> Index:
        if self._index is not None:
            return self._index
        # Where a vault is not mounted, its configuration is not there either.
        any_rules = not self._vault.config_path.parent.is_dir()
        return self._use(open_index(self._folder, self._mark, any_rules=any_rules))

    def _use(self, index: Index) -> Index:
        self._index = index
        if index.notice:
            self.notices.append(index.notice)
        return index

    def _ask(self, question: Callable[[Index], _T]) -> _T:
        if self._delta is None:
            self.update()
        try:
            return question(self._opened())
        except _FAULTS as exc:
            self._delta = self._start_over(exc)
            self._generation = answers.generation(self._opened())
            return question(self._opened())

    def _reconcile(self, paths: Iterable[str] | None, *, accept_removals: bool) -> Delta:
        index = self._opened()
        delta = self._looked(index, paths, accept_removals=accept_removals)
        if not index.other_rules or delta.stale:
            return delta
        self.close()  # the vault is there, only its configuration is not any more
        self._use(rebuild(self._folder, self._mark))
        return self._looked(self._opened(), None, accept_removals=True)

    def _looked(self, index: Index, paths: Iterable[str] | None, *, accept_removals: bool) -> Delta:
        return reconcile(
            index,
            self._vault,
            self._profile,
            paths,
            progress=self._progress,
            accept_removals=accept_removals,
            further=self._further,
        )

    def _start_over(self, exc: Exception) -> Delta:
        """Read all notes again: into a new file where the old one is damaged, else into memory."""
        self.close()
        if not isinstance(exc, sqlite3.Error) or is_damage(exc):
            self.notices.append(f"{self._folder}: the index was damaged and is built anew ({exc})")
            self._use(rebuild(self._folder, self._mark))
            try:
                return self._reconcile(None, accept_removals=True)
            except sqlite3.DatabaseError as again:
                self.close()
                exc = again
        self._use(in_memory(self._folder, self._mark, exc))
        return self._reconcile(None, accept_removals=True)
