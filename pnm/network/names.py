"""Names found in texts, whole words only: `Eve` is in `call with Eve's aunt`, not in `evening`.

In: names, then texts. Out: whether a text has one of them; what each contact alone is called. It is
as quick for a thousand names as for one, because each word of a text is looked up once.
Not known here: whose names they are, and why somebody looks for them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from unicodedata import category, normalize

from pnm.folding import fold
from pnm.model import Contact

Words = tuple[str, ...]

SHORTEST: Final = 3
"""Letters of a name below which a word in somebody's text may well be another word."""

_WORD: Final = re.compile(r"[^\W_]+")
_NO_WORDS: Final[Mapping[str, tuple[Words, ...]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Names:
    """Some names, ready to be looked for.

    Attributes:
        by_first_word: The names in folded words, by the first of them.
        unspaced: Names in scripts that put no spaces between words, or join words to others.
    """

    by_first_word: Mapping[str, tuple[Words, ...]] = field(default_factory=lambda: _NO_WORDS)
    unspaced: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.by_first_word or self.unspaced)

    def are_in(self, text: str) -> bool:
        """Return whether a text has one of the names."""
        if not self or not text:
            return False
        words = _WORD.findall(fold(text))
        if any(self._start_at(words, at) for at, word in enumerate(words) if self._begins(word)):
            return True
        if not self.unspaced or text.isascii():
            return False
        composed = normalize("NFC", text)
        return any(name in composed for name in self.unspaced)

    def _begins(self, word: str) -> bool:
        return word in self.by_first_word

    def _start_at(self, words: list[str], at: int) -> bool:
        rows = self.by_first_word[words[at]]
        return any(tuple(words[at : at + len(name)]) == name for name in rows)


def names_of(texts: Iterable[str]) -> Names:
    """Return names, ready to be looked for; their order makes no difference.

    Args:
        texts: Names as they are written; one without a letter or digit is left out.
    """
    found: defaultdict[str, set[Words]] = defaultdict(set)
    unspaced: set[str] = set()
    for text in texts:
        words = tuple(_WORD.findall(fold(text)))
        if words:
            found[words[0]].add(words)
        if not text.isascii() and _is_unspaced(composed := normalize("NFC", text.strip())):
            unspaced.add(composed)
    by_first_word = {word: tuple(sorted(rows)) for word, rows in sorted(found.items())}
    return Names(MappingProxyType(by_first_word), tuple(sorted(unspaced)))


def _is_unspaced(name: str) -> bool:
    """Return whether a name is written in letters without case, as 李伟 and דנה are."""
    return len(name) > 1 and all(category(letter) in {"Lo", "Mc", "Mn", "Zs"} for letter in name)


class OwnNames:
    """What each contact alone is called: by such a name in a text nobody else is meant."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """Count how many people each name has.

        Args:
            contacts: Everybody who may be meant.
        """
        self._bearers = Counter(
            name
            for contact in contacts
            for name in _called(contact) | {fold(first) for first in contact.name.split()[:1]}
        )

    def of(self, contact: Contact) -> Names:
        """Return the names that only this contact has, without very short ones."""
        own = (name for name in _called(contact) if self._bearers[name] == 1)
        return names_of(name for name in own if len(name) >= SHORTEST)


def _called(contact: Contact) -> set[str]:
    return {fold(name) for name in (contact.name, contact.given_name, *contact.aliases)}
