"""The words by which somebody is found again: in lines of notes, and in raw bytes.

In: names and codes of a person. Out: patterns for text, and the bytes that say the same.
Not known here: where is looked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from pnm.folding import fold
from pnm.model import Contact

SHORTEST_BYTES: Final = 6
"""Fewer bytes than this occur in a large index by chance: the numbers in it are bytes, too."""

_WITHOUT_SPACES: Final = "\u0e00"
"""From here on, scripts write words without spaces between them, or nearly all do."""


def words_of(contact: Contact) -> tuple[str, ...]:
    """Return the names and codes of a person: all that points at nobody else.

    Args:
        contact: The person.

    Returns:
        Each as it is written, the name first.
    """
    stem = contact.id.removeprefix("link:").rpartition("/")[2].lstrip("@")
    parted = f"{contact.given_name} {contact.family_name}"
    named = (contact.name, stem, *contact.aliases, parted if contact.family_name else "")
    rows = (*contact.emails, *contact.phones, *contact.urls)
    coded = (*(row.value for row in rows), contact.uid, contact.slug)
    words: dict[str, str] = {}
    for text in (*named, *coded):
        if text.strip():
            words.setdefault(fold(text), " ".join(text.split()))
    return tuple(words.values())


class Words:
    """Words to look for.

    Attributes:
        shown: As they are written.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take them as they are written."""
        self.shown = tuple(words)

    def occur_in(self, text: str) -> bool:
        """Return whether a text has one of them, as whole words, in any spelling."""
        folded = fold(text)
        if any(word in folded for word in self._folded) and self._whole.search(folded):
            return True
        if not self._joined or text.isascii():
            return False
        plain = _composed(text)
        return any(word in plain for word in self._joined)

    @cached_property
    def forms(self) -> tuple[bytes, ...]:
        """Return the bytes to look for in files: each word, and the parts of names, all spellings.

        Those that are too short to mean anything are left out.
        """
        forms: dict[bytes, None] = {}
        for word in self.shown:
            for part in (word, *re.split(r"[\s,;:/@()<>]+", word)):
                forms.update(dict.fromkeys(_spellings(part)))
        return tuple(form for form in forms if len(form) >= SHORTEST_BYTES)

    @cached_property
    def too_short(self) -> tuple[str, ...]:
        """Return the words that cannot be looked for in files."""
        return tuple(
            word
            for word in self.shown
            if all(len(form) < SHORTEST_BYTES for form in _spellings(word))
        )

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(filter(None, map(fold, self.shown)))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        longest_first = sorted(self._folded, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    @cached_property
    def _joined(self) -> tuple[str, ...]:
        """Return the words that may stand without a space before and after."""
        return tuple(_composed(w) for w in self.shown if any(c >= _WITHOUT_SPACES for c in w))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _spellings(word: str) -> Iterator[bytes]:
    """Yield the bytes that files may have for a word."""
    for text in (word, word.casefold(), word.upper(), word.title(), fold(word)):
        for form in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
            yield form.encode("utf-8", "replace")
