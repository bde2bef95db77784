"""What notes say, joined: the facts that plugins see.

In: nothing; these are types. Out: what `Network` shows.
Not known here: how a note is read, and who says what of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.dates import PartialDate
from pnm.diagnostics import Source

NO_VALUES: Final[Mapping[str, str | int | bool]] = MappingProxyType({})

TICKED_IN_REVIEW: Final = "ticked in a review"
"""The rule by which a ticked line of a generated review counts as being in touch."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An e-mail address, phone number, address or page, with its label (`work`, `home`, empty)."""

    value: str
    label: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often the user wants to be in touch.

    Attributes:
        every_days: Days the user wishes to let pass at most; None means no wish.
        longest_days: Days that are too many; None means not said.
        never: Whether the user wants never to be reminded of this contact.
        source: Where it is written: a note's line, or a circle's in `.pnm/config.toml`.
        origin: `note`, or the circle it comes from.
    """

    every_days: int | None
    longest_days: int | None
    never: bool
    source: Source
    origin: str = "note"


@dataclass(frozen=True, slots=True)
class Circle:
    """A bucket of contacts that shares a cadence.

    Attributes:
        name: As in the configuration or the notes.
        every_days, longest_days: Its cadence, in days; None where not said.
        lead_days: How long before a birthday to speak of it; None for the default.
        tags: Contacts with one of these tags belong to it, too.
        source: Where it is declared.
    """

    name: str
    source: Source
    every_days: int | None = None
    longest_days: int | None = None
    lead_days: int | None = None
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a contact: written by the user, or derived by a plugin that says why.

    Attributes:
        name: Without `#`.
        origin: `user`, or the name of the plugin that derived it.
        why: For a derived tag, the reason in one sentence.
        source: Where it is written, or where the rule is.
    """

    name: str
    origin: str = "user"
    why: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, as one note tells it, or known only by links.

    Attributes:
        id: The note's path without its suffix; `link:NAME` for a person without a note.
        name: What to call the person.
        path: The note; None for a person known only by links.
        lines: For each field the line it stands on, so that every fact has its source.
        created: The first day the note speaks of: its `created` key, else its first dated line.
        dead: Whether the note says that the person died, with or without a day; in a `Network`,
            by its day.
        circles: As the note says; `Network.circles_of` adds those that follow from tags.
        cadence: As the note says; `Network.cadence_of` adds the circles'.
        snooze_until: No reminders before this day.
        paused: No reminders until the user says otherwise.
        last_contact: As the note says in so many words (`last_contact:`).
        extra: Further fields, by key as written, as text.
    """

    id: str
    name: str
    path: str | None = None
    given_name: str = ""
    family_name: str = ""
    aliases: tuple[str, ...] = ()
    pronouns: str = ""
    uid: str = ""
    slug: str = ""
    birthday: PartialDate | None = None
    anniversary: PartialDate | None = None
    died: PartialDate | None = None
    dead: bool = False
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    addresses: tuple[Labelled, ...] = ()
    urls: tuple[Labelled, ...] = ()
    city: str = ""
    country: str = ""
    timezone: str = ""
    organizations: tuple[str, ...] = ()
    title: str = ""
    met: str = ""
    circles: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    tags_not: frozenset[str] = frozenset()
    interests: tuple[str, ...] = ()
    expertise: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    cadence: Cadence | None = None
    snooze_until: date | None = None
    paused: bool = False
    last_contact: date | None = None
    created: date | None = None
    private: bool = False
    me: bool = False
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def organization(self) -> str:
        """Return the first organisation, or an empty text."""
        return self.organizations[0] if self.organizations else ""

    def source(self, field_name: str = "") -> Source:
        """Return where a field is written; the note's first line where that is not known."""
        if self.path is None:
            return Source(self.id.removeprefix("link:"), 0)
        return Source(self.path, self.lines.get(field_name, 1))


@dataclass(frozen=True, slots=True)
class Relation:
    """A named tie, as seen from one of its two people.

    Attributes:
        of: The contact it is a relation of.
        kind: In the singular: `spouse`, `parent` (the other is a parent of `of`), …
        to: The other contact.
        source: Where it is written.
        inferred: Whether it is the other side of what is written there.
        text: What the note adds to it: `met at work`.
        label: The word the user wrote where it says more than the kind: `mother`.
    """

    of: str
    kind: str
    to: str
    source: Source
    inferred: bool = False
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One dated time of being in touch.

    Attributes:
        day: When.
        people: The contacts; the owner of the vault is not among them.
        channel: `in person`, `call`, `video`, `mail`, `message`, `letter`, or empty.
        text: What is written about it, on one line.
        source: Where.
        rule: Why it counts, in the words of `docs/being-in-touch.md`.
        favour: `given`, `received` or empty.
        private: Whether the note it is written in is private.
    """

    day: date
    people: tuple[str, ...]
    channel: str
    text: str
    source: Source
    rule: str
    favour: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """A mention of a contact that does not count as being in touch, and why not."""

    contact_id: str
    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in another note that links a contact."""

    contact_id: str
    source: Source
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """An open task that concerns contacts.

    Attributes:
        people: The contacts it concerns.
        text: What was promised.
        mine: Whether I owe it; else the first of `people` does.
        source: Where it is written.
        made: The day it was made, where known.
        due: The day it is due, where said.
        scheduled: The day it was planned for.
        key: Stable identity over small moves in the file.
        private: Whether the note it is written in is private.
    """

    people: tuple[str, ...]
    text: str
    mine: bool
    source: Source
    made: date | None = None
    due: date | None = None
    scheduled: date | None = None
    key: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two contacts: each way they are known to know each other.

    Attributes:
        a, b: The two, in the order of their ids.
        why: `relation`, `met together` or `linked`, each with its source, oldest first.
    """

    a: str
    b: str
    why: tuple[tuple[str, Source], ...]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What a contact's note says in a plugin's field.

    Attributes:
        field: The field's name.
        value: A text, a tuple of texts, a number, a day, a truth; of a `contact` the ids of those
            linked, as a tuple.
        source: Where it is written.
        plugin: Whose field it is.
    """

    field: str
    value: str | tuple[str, ...] | float | date | bool
    source: Source
    plugin: str


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A plugin's fact in the network: whom it concerns is looked up.

    Attributes:
        kind: As the plugin calls it.
        people: The ids of those whom it concerns.
        text: What it says.
        source: Where it is written.
        plugin: Whose it is.
        day: When it was.
        values: Further texts, whole numbers and truths.
        private: Whether the note it is written in is private.
    """

    kind: str
    people: tuple[str, ...]
    text: str
    source: Source
    plugin: str
    day: date | None = None
    values: Mapping[str, str | int | bool] = field(default_factory=lambda: NO_VALUES)
    private: bool = False
