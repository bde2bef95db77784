"""The words that plugins add to a vault: keys of contacts' notes, and kinds of relation.

In: what plugins declare, each with its plugin's name. Out: `Vocabulary`: which folded key is whose
field, the kinds of relation, and a diagnostic for each word that means something else already.
Not known here: notes and values.

A word has one meaning. pnm's own comes first, then that of the plugin whose name is first. A field
loses the words that are taken, and all of them with its name. A kind of relation with its name, or
the other side's, taken is lost as a whole: half of it would say something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

from pnm.contacts.keys import person_key
from pnm.contacts.kinds_of_relation import PNMS, Kinds
from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.folding import fold_key
from pnm.model import Field, RelationKind

CLASH: Final = "PNM911"
"""A plugin's word that means something already."""

KINDS: Final = ("text", "list", "number", "day", "flag", "contact")
"""What a field's value may be."""
_TYPES: Final = frozenset({"type", "notetype", "fileclass", "class", "deftype", "generatedby"})
"""Folded keys that say what a note is, so that no field may have them."""


class OwnField(NamedTuple):
    """A field, and whose it is."""

    plugin: str
    field: Field


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What keys and words mean beyond pnm's own.

    Attributes:
        keys: Each folded key with the field that it stands for.
        kinds: The kinds of relation, pnm's own among them.
        problems: The words that are taken.
    """

    keys: Mapping[str, OwnField] = field(default_factory=lambda: MappingProxyType({}))
    kinds: Kinds = PNMS
    problems: tuple[Diagnostic, ...] = ()

    @property
    def fields(self) -> tuple[OwnField, ...]:
        """Return the fields, by name."""
        found = {own.field.name: own for own in self.keys.values()}
        return tuple(found[name] for name in sorted(found))


NONE: Final = Vocabulary()
"""That of a vault without such plugins."""


def vocabulary_of(
    fields: Iterable[tuple[str, Field]], kinds: Iterable[tuple[str, RelationKind]]
) -> Vocabulary:
    """Join what plugins declare.

    Args:
        fields: Fields, each with its plugin's name.
        kinds: Kinds of relation, each with its plugin's name.

    Returns:
        The same for any order of the plugins.
    """
    declared: list[tuple[str, int, Field | RelationKind]] = [
        *((plugin, 0, one) for plugin, one in fields),
        *((plugin, 1, one) for plugin, one in kinds),
    ]
    if not declared:
        return NONE
    joiner = _Joiner()
    for plugin, _, one in sorted(declared, key=lambda row: (row[0], row[1], row[2].name)):
        if isinstance(one, Field):
            joiner.take_field(plugin, one)
        else:
            joiner.take_kind(plugin, one)
    return joiner.vocabulary()


class _Joiner:
    """Gives each word to the first who claims it."""

    def __init__(self) -> None:
        self._keys: dict[str, OwnField] = {}
        self._inverse: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._whose: dict[str, str] = {}
        self._problems: list[Diagnostic] = []

    def vocabulary(self) -> Vocabulary:
        kinds = Kinds(self._inverse, self._words) if self._inverse else PNMS
        return Vocabulary(MappingProxyType(self._keys), kinds, tuple(self._problems))

    # -- fields ------------------------------------------------------------------------------

    def take_field(self, plugin: str, one: Field) -> None:
        """Take a field with those of its words that are free."""
        taken = self._taken(one.name, "field")
        if one.kind not in KINDS:
            taken = f"its kind is {one.kind!r}, not one of {', '.join(KINDS)}"
        if taken:
            self._tell(plugin, f"its field {one.name!r} is left out, because {taken}")
            return
        own = OwnField(plugin, one)
        for word in (one.name, *one.synonyms):
            key = fold_key(word)
            if self._keys.get(key) is own:
                continue
            if taken := self._taken(word, "field"):
                what = f"{word!r} does not stand for its field {one.name!r}"
                self._tell(plugin, f"{what}, because {taken}")
            else:
                self._keys[key] = own
                self._whose[key] = f"field {one.name!r} of plugin {plugin}"

    # -- kinds of relation -------------------------------------------------------------------

    def take_kind(self, plugin: str, one: RelationKind) -> None:
        """Take a kind with those of its words that are free."""
        other = one.inverse or one.name
        if not self._is_known(one.name, other):
            for name in dict.fromkeys((one.name, other)):
                if taken := self._taken(name, "kind of relation"):
                    self._tell(plugin, f"its relation {one.name!r} is left out, because {taken}")
                    return
            self._inverse[one.name], self._inverse[other] = other, one.name
        for kind, words in ((one.name, one.synonyms), (other, one.inverse_synonyms)):
            self._take_words(plugin, kind, (kind, *words))

    def _is_known(self, name: str, other: str) -> bool:
        """Tell whether another plugin has declared the very same."""
        return self._inverse.get(name) == other and self._inverse.get(other) == name

    def _take_words(self, plugin: str, kind: str, words: Iterable[str]) -> None:
        for word in words:
            key = fold_key(word)
            if self._words.get(key) == kind:
                continue
            if taken := self._taken(word, "kind of relation"):
                self._tell(plugin, f"{word!r} does not stand for {kind!r}, because {taken}")
            else:
                self._words[key] = kind
                self._whose[key] = f"relation {kind!r} of plugin {plugin}"

    # -- what is free ------------------------------------------------------------------------

    def _taken(self, word: str, what: str) -> str:
        """Return why a word is not free; empty where it is."""
        return next(self._reasons(word, fold_key(word), what), "")

    def _reasons(self, word: str, key: str, what: str) -> Iterator[str]:
        if not key or word != " ".join(word.split()) or not key[0].isalnum():
            yield f"{word!r} is no name of a {what}"
        elif key in _TYPES:
            yield f"pnm reads {word!r} as what a note is"
        elif (known := person_key(word)).known:
            yield f"pnm reads {word!r} as its own key {known.field!r}"
        elif (relation := PNMS.word(word)) is not None:
            yield f"pnm reads {word!r} as its own relation {relation.kind!r}"
        elif key in self._whose:
            yield f"{word!r} is {self._whose[key]}"

    def _tell(self, plugin: str, message: str) -> None:
        self._problems.append(
            Diagnostic(
                Source(f"plugin {plugin}"),
                CLASH,
                message,
                "write a word that is free, or switch one of the two off: "
                f"pnm plugins disable {plugin}",
                Severity.WARNING,
            )
        )
