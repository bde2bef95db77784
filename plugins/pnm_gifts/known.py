"""What is known of presents for one person.

In: the network, a contact, what may be told. Out: `Known`. Not known here: sections.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pnm.api import Contact, Discretion, KnownFact, Network, Source, fold
from pnm_gifts.reading import GIFT, GIVEN, IDEA

IDEAS: Final = "gift_ideas"
LIKES: Final = "likes"
ALLERGIES: Final = "allergies"
NO_GIFTS: Final = "no_gifts"


@dataclass(frozen=True, slots=True)
class Words:
    """Some texts with the places where they stand."""

    texts: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the notes say of presents for somebody.

    Attributes:
        ideas: What to give, each once.
        likes: What they like.
        allergies: What they must not get.
        no_gifts: Where it is written that they want no presents; None for nowhere.
        given, received: The presents of before, newest first.
    """

    ideas: Words
    likes: Words
    allergies: Words
    no_gifts: Source | None
    given: tuple[KnownFact, ...]
    received: tuple[KnownFact, ...]

    def given_before(self, idea: str) -> KnownFact | None:
        """Return the last present that this idea has become; None for none."""
        wanted = fold(idea)
        return next((fact for fact in self.given if wanted in fold(fact.text)), None)

    def __bool__(self) -> bool:
        told = (self.ideas.texts, self.likes.texts, self.allergies.texts, self.no_gifts)
        return any((*told, self.given, self.received))


def known_of(network: Network, contact: Contact, discretion: Discretion) -> Known:
    """Return what may be told of presents for a contact."""
    facts = network.facts_of(contact.id)
    told = [fact for fact in facts if discretion.quotes(fact)]
    gifts = sorted((fact for fact in told if fact.kind == GIFT), key=_newest_first)
    fields = {row.field: row for row in network.fields_of(contact.id)}
    no_gifts = fields.get(NO_GIFTS)

    def words(name: str, more: Iterable[tuple[str, Source]] = ()) -> Words:
        row = fields.get(name)
        texts = row.value if row is not None and isinstance(row.value, tuple) else ()
        said = [(text, row.source) for text in texts] if row is not None else []
        return _words(discretion, (*said, *more))

    return Known(
        words(IDEAS, [(fact.text, fact.source) for fact in told if fact.kind == IDEA]),
        words(LIKES),
        words(ALLERGIES),
        no_gifts.source if no_gifts is not None and no_gifts.value is True else None,
        tuple(fact for fact in gifts if fact.values.get(GIVEN)),
        tuple(fact for fact in gifts if not fact.values.get(GIVEN)),
    )


def _words(discretion: Discretion, rows: Iterable[tuple[str, Source]]) -> Words:
    found = dict(_once((text, source) for text, source in rows if discretion.clears(text)))
    return Words(tuple(found), tuple(dict.fromkeys(found.values())))


def _once(rows: Iterable[tuple[str, Source]]) -> Iterator[tuple[str, Source]]:
    seen: set[str] = set()
    for text, source in rows:
        key = fold(text)
        if key and key not in seen:
            seen.add(key)
            yield text, source


def _newest_first(fact: KnownFact) -> tuple[int, str, int]:
    return -(fact.day.toordinal() if fact.day else 0), fact.source.path, fact.source.line
