"""What contacts' notes say in the fields of plugins, as values.

In: the notes of contacts, which field is whose, who is meant by a link. Out: `FieldValue`; and for
the kind `contact` who is a person by being named there, and what names nobody.
Not known here: what a value leads to.

A vault says little in such fields, and a question is after one contact: values are made when
somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pnm.contacts.facts import TEXT, FieldRow, RelationFact
from pnm.contacts.own_fields import WRONG, value_of
from pnm.contacts.stored import Facts
from pnm.contacts.vocabulary import OwnField, Vocabulary
from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.folding import fold_key
from pnm.model import FieldValue
from pnm.network.faults import plain_text, several
from pnm.network.people import note_id
from pnm.network.whom import Whom


class Fields:
    """Answers for one contact at a time."""

    def __init__(self, notes: Iterable[Facts], vocabulary: Vocabulary, whom: Whom) -> None:
        """Take the notes.

        Args:
            notes: Those of contacts.
            vocabulary: Which field is whose.
            whom: Who is meant.
        """
        self._keys = vocabulary.keys
        self._own = {own.field.name: own for own in vocabulary.fields}
        self._whom = whom
        self._notes = {note_id(note.path): note for note in notes} if self._own else {}
        self._made: dict[str, tuple[FieldValue, ...]] = {}

    def of(self, contact_id: str) -> tuple[FieldValue, ...]:
        """Return the values of a contact, in the order of their lines."""
        made = self._made.get(contact_id)
        if made is None:
            made = self._made[contact_id] = tuple(self._values(self._notes.get(contact_id)))
        return made

    def one(self, contact_id: str, name: str) -> FieldValue | None:
        """Return a contact's value of a field, by its name or a synonym; None for none."""
        own = self._keys.get(fold_key(name))
        if own is None:
            return None
        return next((row for row in self.of(contact_id) if row.field == own.field.name), None)

    def _values(self, note: Facts | None) -> Iterator[FieldValue]:
        if note is None:
            return
        for name, rows in _by_field(note).items():
            own = self._own.get(name)
            found = self._value(own, rows, note.path) if own is not None else None
            if found is not None:
                yield found

    def _value(self, own: OwnField, rows: list[FieldRow], path: str) -> FieldValue | None:
        name, kind = own.field.name, own.field.kind
        source = Source(path, rows[0].line)
        texts = [text for row in rows for text in row.texts]
        if kind == "list":
            return FieldValue(name, tuple(dict.fromkeys(texts)), source, own.plugin)
        if kind != "contact":
            return FieldValue(name, value_of(kind, texts[0]), source, own.plugin)
        people = [person for text in texts if (person := self._whom.of(text, path))]
        if not people:
            return None
        return FieldValue(name, tuple(dict.fromkeys(people)), source, own.plugin)


def _by_field(note: Facts) -> Mapping[str, list[FieldRow]]:
    found: dict[str, list[FieldRow]] = {}
    for row in note.fields:
        found.setdefault(row.field, []).append(row)
    return found


# -- fields that name people -----------------------------------------------------------------------


class Unnamed(NamedTuple):
    """A text in a field of the kind `contact` that names nobody.

    Attributes:
        contact_id: Whose field.
        field: Its name.
        text: As its writer would write it.
    """

    contact_id: str
    field: str
    text: str


class PeopleFields:
    """The fields of the kind `contact`, seen by what joins the notes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = frozenset(
            own.field.name for own in vocabulary.fields if own.field.kind == "contact"
        )

    def __bool__(self) -> bool:
        return bool(self._names)

    def named(self, notes: Iterable[Facts]) -> Iterator[tuple[str, str]]:
        """Yield the targets of their links, each with its note's path: they are people."""
        for note, _, target in self._targets(notes):
            if not target.startswith(TEXT):
                yield target, note.path

    def check(
        self, notes: Iterable[Facts], whom: Whom, is_person: Callable[[str], bool]
    ) -> Iterator[Diagnostic | Unnamed]:
        """Yield what names nobody, and what to say of it and of names without a link.

        Args:
            notes: Those that are there on the day.
            whom: Who is meant.
            is_person: Whether a note is a person's, be it one who is not known on the day.
        """
        for note, row, target in self._targets(notes):
            source = Source(note.path, row.line)
            name = target.removeprefix(TEXT)
            if name != target:
                found = whom.named(name)
                if len(found) > 1:
                    yield several(name, found, source)
                else:
                    said = RelationFact(row.field, name, row.line)
                    yield from plain_text(said, source, *found)
                if len(found) != 1:
                    yield Unnamed(note_id(note.path), row.field, name)
            elif whom.of(target, note.path) is None:
                if not any(map(is_person, whom.leads_to(target, note.path))):
                    yield _no_person(row.field, target, source)
                yield Unnamed(note_id(note.path), row.field, f"[[{target}]]")

    def _targets(self, notes: Iterable[Facts]) -> Iterator[tuple[Facts, FieldRow, str]]:
        for note in notes if self._names else ():
            for row in note.fields:
                if row.field in self._names:
                    yield from ((note, row, target) for target in row.texts)


def _no_person(field: str, target: str, source: Source) -> Diagnostic:
    return Diagnostic(
        source,
        WRONG,
        f"{field} '[[{target}]]' is not a contact",
        "link a person's note, or write `type: person` in that one",
        Severity.ERROR,
    )
