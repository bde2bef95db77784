"""A person's note to the facts about the person: every value typed by the field it belongs to.

In: a `Note` that is a person's, the profile. Out: `PersonFacts`, relations, faults.
Not known here: whom a link means, and interactions (see `touches.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pnm.contacts import cadences
from pnm.contacts.facts import Fault, FieldRow, PersonFacts, RelationFact
from pnm.contacts.keys import Key, person_key
from pnm.contacts.kinds import TYPE_KEYS
from pnm.contacts.names import name_of, role_of
from pnm.contacts.own_fields import SINGLE, read_field
from pnm.contacts.profile import Profile
from pnm.contacts.related import keyed, related_key
from pnm.contacts.values import NO, YES, emails, first_text, is_empty, phones, words
from pnm.contacts.vocabulary import OwnField
from pnm.dates import ambiguous, parse_day, parse_partial
from pnm.folding import fold, fold_key
from pnm.notes import Inline, Mapping, Node, Note, Scalar, plain, scalars

_NAME_PARTS = {
    "first": "given_name",
    "given": "given_name",
    "last": "family_name",
    "family": "family_name",
    "middle": "middle_name",
}
_LABELLED = {"email": "emails", "phone": "phones", "address": "addresses", "url": "urls"}
_SPLITTERS: dict[str, Callable[[str], list[str]]] = {"email": emails, "phone": phones}
_PICTURE = "data:"
"""What a value starts with that holds a whole file, such as a vCard's photo."""
_NO_INLINE = frozenset({"notes", "tags"})
_NO_PLACE = frozenset("[0123456789-")


class PersonReader:
    """Collects the fields of one person's note; one instance a note."""

    def __init__(self, note: Note, profile: Profile) -> None:
        self._note = note
        self._profile = profile
        self.values: dict[str, Any] = {}
        self.lines: dict[str, int] = {}
        self.relations: list[RelationFact] = []
        self.faults: list[Fault] = []
        self.own: list[FieldRow] = []
        self._keys = profile.vocabulary.keys
        self._relation_word = profile.vocabulary.kinds.word
        self._titles: list[tuple[str, int]] = []
        self._tier: tuple[cadences.Row, int] | None = None

    def read(self) -> PersonFacts:
        """Read all fields, front matter first, then the body's inline fields."""
        for key, value, line, _ in self._note.fields:
            self._take(key, value, line)
        for inline in self._inlines():
            self._take(inline.key, Scalar(inline.value, inline.line), inline.line)
        self._tags()
        mark = self._profile.person_file_mark
        name = name_of(self._note, mark, self.values)
        self.values.pop("name", None)
        if role := role_of(self._note, mark, name, self._titles):
            self._set("title", *role)
        return PersonFacts(name, self.values, self.lines)

    def _inlines(self) -> Iterator[Inline]:
        """Yield the body's fields about the person: not those of a task or of a dated line."""
        for inline in self._note.inlines:
            block = (
                self._note.blocks[inline.block] if inline.block < len(self._note.blocks) else None
            )
            if block is not None and (block.task is not None or block.day is not None):
                continue
            found = person_key(inline.key)
            if (found.known and found.field not in _NO_INLINE) or self._is_word(inline.key):
                yield inline

    def _is_word(self, key: str) -> bool:
        """Tell whether a key that is none of pnm's means something all the same."""
        return bool(self._relation_word(key)) or (bool(self._keys) and fold_key(key) in self._keys)

    # -- one field ---------------------------------------------------------------------------

    def _take(self, key: str, value: Node, line: int) -> None:
        found = person_key(key)
        if found.known:
            _FIELDS[found.field](self, found, value, line)
        elif (word := self._relation_word(key)) is not None:
            self.relations += keyed(word, value, line)
        elif self._keys and (own := self._keys.get(fold_key(key))) is not None:
            self._own(own, key, value, line)
        else:
            self._extra(key, value, line)

    def _own(self, own: OwnField, key: str, value: Node, line: int) -> None:
        """Take a plugin's field; what is not of its kind, or comes second, is kept as text."""
        name = own.field.name
        rows, fault = read_field(own.field, key, value, line, self._profile)
        second = own.field.kind in SINGLE and name in [row.field for row in self.own]
        if fault is not None:
            self.faults.append(fault)
        if fault is not None or (rows and second):
            self._keep(key, ", ".join(words(value, split=False)), line)
        elif rows:
            self.own += rows
            self.lines.setdefault(name, rows[0].line)

    def _fault(self, code: str, line: int, message: str, mend: str, severity: str) -> None:
        self.faults.append(Fault(code, line, 0, severity, message, mend))

    def _set(self, field: str, value: object, line: int) -> None:
        if field not in self.values:
            self.values[field] = value
            self.lines[field] = line

    def _extend(self, field: str, found: list[str], line: int) -> None:
        if found and field not in self.values:
            self.values[field] = list(dict.fromkeys(found))
            self.lines.setdefault(field, line)
        else:
            known = self.values.get(field, [])
            known += [word for word in dict.fromkeys(found) if word not in known]

    def _extra(self, key: str, value: Node, line: int) -> None:
        if fold_key(key) in TYPE_KEYS:
            return
        self._keep(key, ", ".join(words(value)), line)

    def _keep(self, key: str, text: str, line: int) -> None:
        if text and not text.startswith(_PICTURE):
            self.values.setdefault("extra", {})[key] = text
            self.lines.setdefault(key, line)

    def _day(self, text: str) -> str:
        day = parse_day(text, order=self._profile.date_order)
        return day.isoformat() if day is not None else ""

    # -- texts and lists ---------------------------------------------------------------------

    def text(self, key: Key, value: Node, line: int) -> None:
        """Take a text."""
        if text := first_text(value):
            self._set(key.field, text, line)

    def city(self, key: Key, value: Node, line: int) -> None:
        """Take a place; coordinates are none."""
        text = first_text(value)
        if text and text[0] not in _NO_PLACE:
            self._set(key.field, text, line)

    def whole(self, key: Key, value: Node, line: int) -> None:
        """Take a text that may have commas."""
        if text := ", ".join(words(value, split=False)):
            self._set(key.field, text, line)

    def listed(self, key: Key, value: Node, line: int) -> None:
        """Take a list."""
        self._extend(key.field, words(value), line)

    def kept(self, key: Key, value: Node, line: int) -> None:
        """Take a text that pnm shows and does not use."""
        self._extra(key.field, value, line)

    def ignored(self, key: Key, value: Node, line: int) -> None:
        """Take nothing: `classify` has read it."""

    def organization(self, key: Key, value: Node, line: int) -> None:
        """Take organisations; what a vCard puts behind a semicolon is a department."""
        found = [word.partition(";")[0].strip() for word in words(value, split=False)]
        self._extend("organizations", [word for word in found if word], line)

    def labelled(self, key: Key, value: Node, line: int) -> None:
        """Take addresses of any kind, each with its label."""
        if key.part:
            self._address_part(key, value, line)
            return
        if isinstance(value, Mapping):
            for field in value.fields:
                self.labelled(Key(key.field, fold_key(field.key)), field.value, field.line)
            return
        name = _LABELLED[key.field]
        split = _SPLITTERS.get(key.field, _alone)
        known = {row[0] for row in self.values.get(name, ())}
        for scalar in scalars(value):
            for text in split(scalar.text):
                if text not in known and not is_empty(text):
                    known.add(text)
                    self.values.setdefault(name, []).append([text, key.label, scalar.line or line])
                    self.lines.setdefault(name, scalar.line or line)

    def _address_part(self, key: Key, value: Node, line: int) -> None:
        part = {"locality": "city", "country": "country"}.get(key.part)
        if part and (text := first_text(value)):
            self._set(part, text, line)

    # -- names, titles, tags -----------------------------------------------------------------

    def name(self, key: Key, value: Node, line: int) -> None:
        """Take a name, or the parts of one."""
        if not isinstance(value, Mapping):
            self.text(key, value, line)
            return
        for field in value.fields:
            part = _NAME_PARTS.get(fold_key(field.key)) or person_key(field.key).field
            text = first_text(field.value)
            if text and part in {"given_name", "family_name", "middle_name", "name"}:
                self._set(part, text, field.line)

    def title(self, key: Key, value: Node, line: int) -> None:
        """Take a title; whether it is a role shows only when the name is known."""
        if text := ", ".join(words(value, split=False)):
            self._titles.append((text, line))

    def categories(self, key: Key, value: Node, line: int) -> None:
        """Take categories as circles and tags; what only marks a person is neither."""
        marks = {link for _, link in self._profile.person_links} | self._profile.person_tags
        found = [word for word in words(value) if fold(word) not in marks]
        self._extend("circles", found, line)
        self.values.setdefault("tag_rows", []).extend([word, line] for word in found)

    def tags(self, key: Key, value: Node, line: int) -> None:
        """Take tags: a list, or one text with commas or blanks between them."""
        rows = self.values.setdefault("tag_rows", [])
        for scalar in scalars(value):
            for word in scalar.text.replace(",", " ").split():
                if name := plain(word).lstrip("#"):
                    rows.append([name, scalar.line or line])

    def tags_not(self, key: Key, value: Node, line: int) -> None:
        """Take the tags that this person must not get."""
        self._extend(key.field, [word.lstrip("#") for word in words(value)], line)

    def related(self, key: Key, value: Node, line: int) -> None:
        """Take relations that a label or a nested key names."""
        self.relations += related_key(key.label, value, line, self._relation_word)

    # -- days --------------------------------------------------------------------------------

    def partial(self, key: Key, value: Node, line: int) -> None:
        """Take a date of which a part may be unknown."""
        text = first_text(value)
        if is_empty(text):
            return
        if key.field == "died" and (said := text.casefold()) in YES | NO:
            if said in YES:
                self._set(key.field, "", line)
            return
        written = f"-{text[4:]}" if text[:4].casefold() == "xxxx" else text
        if day := self._day(written):
            self._set(key.field, day, line)
        elif parsed := parse_partial(written, order=self._profile.date_order):
            self._set(key.field, str(parsed), line)
        elif ambiguous(text):
            self._fault(
                "PNM103",
                line,
                f"{key.field} {text!r} can be read in two ways",
                "write YYYY-MM-DD, or set date_order in .pnm/config.toml to dmy or mdy",
                "warning",
            )
        else:
            self._fault(
                "PNM102",
                line,
                f"{key.field} {text!r} is not a date",
                "write YYYY-MM-DD, or --MM-DD when the year is not known",
                "error",
            )

    def last_contact(self, key: Key, value: Node, line: int) -> None:
        """Take the latest of the days that keys name as the last contact."""
        text = first_text(value)
        if is_empty(text) or text.casefold() in cadences.NEVER:
            return
        if day := self._day(text):
            if day > self.values.get(key.field, ""):
                self.values[key.field], self.lines[key.field] = day, line
            return
        mend = "write YYYY-MM-DD, or leave the key out: pnm works it out"
        self._fault("PNM105", line, f"last contact {text!r} is not a day", mend, "error")

    def snooze_until(self, key: Key, value: Node, line: int) -> None:
        """Take the day before which there are no reminders."""
        text = first_text(value)
        if day := self._day(text):
            self._set(key.field, day, line)
        elif not is_empty(text):
            mend = "write snooze_until: YYYY-MM-DD"
            self._fault("PNM106", line, f"{text!r} is not a day", mend, "error")

    def created(self, key: Key, value: Node, line: int) -> None:
        """Take the day the note is from; what cannot be read costs nothing."""
        if day := self._day(first_text(value)):
            self._set(key.field, day, line)

    # -- wishes and flags --------------------------------------------------------------------

    def cadence(self, key: Key, value: Node, line: int) -> None:
        """Take how often to be in touch."""
        text = first_text(value)
        if is_empty(text):
            return
        if (row := cadences.from_key(text)) is not None:
            self._set(key.field, row, line)
            return
        mend = "write a wish such as `3 weeks`, `3 weeks..6 weeks`, or `never`"
        self._fault("PNM104", line, f"cadence {text!r} is not an interval", mend, "error")

    def tier(self, key: Key, value: Node, line: int) -> None:
        """Take a tier, which a cadence's key outdoes."""
        row = cadences.from_tier(first_text(value))
        if row is not None:
            self._tier = (row, line)
        else:
            self._extra(key.field, value, line)

    def flag(self, key: Key, value: Node, line: int) -> None:
        """Take a yes; a no says nothing."""
        if first_text(value).casefold() in YES:
            self._set(key.field, True, line)

    def active(self, key: Key, value: Node, line: int) -> None:
        """Take a no as a pause."""
        if first_text(value).casefold() in NO:
            self._set("paused", True, line)

    # -- the whole ---------------------------------------------------------------------------

    def _tags(self) -> None:
        """Keep each tag once, the front matter's first, and the cadence that one carries."""
        rows = self.values.pop("tag_rows", [])
        rows += [[tag.name, tag.line] for tag in self._note.tags]
        first: dict[str, list[Any]] = {}
        for row in rows:
            first.setdefault(row[0].casefold(), row)
        if first:
            self.values["tag_rows"] = list(first.values())
        for found in (self._tier, cadences.from_tags(first.values())):
            if found is not None:
                self._set("cadence", *found)


def _alone(text: str) -> list[str]:
    return [plain(text)]


_Taker = Callable[[PersonReader, Key, Node, int], None]

_FIELDS: dict[str, _Taker] = {
    **dict.fromkeys(
        "given_name family_name middle_name prefix suffix pronouns country timezone uid "
        "slug".split(),
        PersonReader.text,
    ),
    **dict.fromkeys("aliases interest expertise offers asks circles".split(), PersonReader.listed),
    **dict.fromkeys(_LABELLED, PersonReader.labelled),
    **dict.fromkeys("birthday anniversary died".split(), PersonReader.partial),
    **dict.fromkeys("paused private me".split(), PersonReader.flag),
    **dict.fromkeys("gender language notes".split(), PersonReader.kept),
    "name": PersonReader.name,
    "city": PersonReader.city,
    "organization": PersonReader.organization,
    "title": PersonReader.title,
    "met": PersonReader.whole,
    "categories": PersonReader.categories,
    "tags": PersonReader.tags,
    "tags_not": PersonReader.tags_not,
    "related": PersonReader.related,
    "cadence": PersonReader.cadence,
    "tier": PersonReader.tier,
    "last_contact": PersonReader.last_contact,
    "snooze_until": PersonReader.snooze_until,
    "active": PersonReader.active,
    "created": PersonReader.created,
    "kind": PersonReader.ignored,
}
"""Who takes which field; every field of `keys.py` is here."""


class Read(NamedTuple):
    """What a person's note says of the person.

    Attributes:
        person: The facts about the person.
        relations: Those that its keys name.
        faults: What could not be read.
        own: What it says in the fields of plugins.
    """

    person: PersonFacts
    relations: tuple[RelationFact, ...]
    faults: tuple[Fault, ...]
    own: tuple[FieldRow, ...]


def read_person(note: Note, profile: Profile) -> Read:
    """Read a person's note.

    Args:
        note: A note that `classify` calls a person's.
        profile: The vault's profile.
    """
    reader = PersonReader(note, profile)
    person = reader.read()
    return Read(person, tuple(reader.relations), tuple(reader.faults), tuple(reader.own))
