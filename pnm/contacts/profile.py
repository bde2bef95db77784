"""The profile of a vault: which notes are people, and how its dates and channels are written.

In: the `[profile]` part of `.pnm/config.toml`, or nothing. Out: `Profile`, a value.
Not known here: notes (see `kinds.py`), and how a profile is detected (see `detect.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pnm.contacts.rules import NO_CONTACT
from pnm.contacts.vocabulary import Vocabulary, vocabulary_of
from pnm.dates import LeapDay, Order
from pnm.folding import fold
from pnm.model import Field, RelationKind

CHANNELS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "in person": frozenset(
            "met meet meeting visit visited lunch dinner breakfast brunch coffee walk walked tea "
            "drinks beer party saw hike concert picnic hosted".split()
        ),
        "call": frozenset("call called phone phoned rang spoke telephone".split()),
        "video": frozenset("video zoom videocall facetime teams".split()),
        "mail": frozenset("mail email e-mail wrote emailed mailed".split()),
        "message": frozenset(
            "message text texted chat chatted sms whatsapp signal messaged telegram dm".split()
        ),
        "letter": frozenset("letter card postcard".split()),
    }
)
FAVOURS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys("gave helped introduced lent".split(), "given"),
        **dict.fromkeys("got received asked borrowed".split(), "received"),
    }
)
_LONGEST_LEAD = 20


@dataclass(frozen=True, slots=True)
class Profile:
    """Which notes are people, and how this vault writes.

    Attributes:
        person_keys: Folded key and value that mark a person: `type: person`.
        person_tags: Tags that mark a person, and the parents of nested ones (`people/ada`).
        person_links: Key and note whose link in it marks a person: `categories: People`.
        person_folders: Folders in which a note is a person, folded, without numbers and emoji.
        person_file_mark: What a person's file name starts with: `@`; empty for none.
        template_folders: Folders whose notes are templates, folded.
        daily_folder: The folder of daily notes; empty for any.
        daily_format: A moment.js format of their path in it; empty for ISO dates.
        review_folder: Where generated reviews go.
        date_order: `dmy` or `mdy`, how `03/11/2026` is read; None where nobody said.
        leap_day: `feb28` or `mar1`, where 29 February falls in other years.
        channels: Each channel with its words.
        fields: Keys of contacts' notes that plugins know, each with its plugin's name.
        relation_kinds: Kinds of relation that plugins know, each with its plugin's name.
        channel_of: Each word with its channel.
        leads: What a line may start with that is surely its channel, `call:` or `(call)`.
        marking_keys: The keys that may mark a person.
        vocabulary: What the fields and kinds of plugins come to.
    """

    person_keys: frozenset[tuple[str, str]] = frozenset(
        {
            ("type", "person"),
            ("type", "contact"),
            ("type", "people"),
            ("notetype", "person"),
            ("notetype", "contact"),
            ("kind", "individual"),
            ("fileclass", "person"),
            ("fileclass", "contact"),
            ("class", "person"),
            ("deftype", "atomic"),
        }
    )
    person_tags: frozenset[str] = frozenset({"person", "people", "contact", "contacts"})
    person_links: frozenset[tuple[str, str]] = frozenset(
        {
            ("categories", "people"),
            ("category", "people"),
            ("type", "people"),
            ("type", "person"),
            ("up", "people"),
        }
    )
    person_folders: frozenset[str] = frozenset({"people", "contacts", "persons"})
    person_file_mark: str = "@"
    template_folders: frozenset[str] = frozenset({"templates", "template", "vorlagen"})
    daily_folder: str = ""
    daily_format: str = ""
    review_folder: str = "Reviews"
    date_order: Order | None = None
    leap_day: LeapDay = "feb28"
    channels: Mapping[str, frozenset[str]] = field(default_factory=lambda: CHANNELS)
    fields: tuple[tuple[str, Field], ...] = ()
    relation_kinds: tuple[tuple[str, RelationKind], ...] = ()
    channel_of: Mapping[str, str] = field(init=False, repr=False, compare=False)
    leads: Mapping[str, str] = field(init=False, repr=False, compare=False)
    marking_keys: frozenset[str] = field(init=False, repr=False, compare=False)
    vocabulary: Vocabulary = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Turn the tables round, once for all notes."""
        words = {word: name for name, words in self.channels.items() for word in words}
        named = {name: name for name in self.channels}
        channel_of = {**named, **words}
        object.__setattr__(self, "channel_of", MappingProxyType(channel_of))
        sure = {word: name for word, name in channel_of.items() if name and _is_lead(word)}
        leads = {sign: name for word, name in sure.items() for sign in (f"{word}:", f"({word})")}
        object.__setattr__(self, "leads", MappingProxyType(leads))
        keys = frozenset(key for key, _ in self.person_keys | self.person_links)
        object.__setattr__(self, "marking_keys", keys)
        object.__setattr__(self, "vocabulary", vocabulary_of(self.fields, self.relation_kinds))


def _is_lead(word: str) -> bool:
    """Return whether a channel's word before a colon has nothing else to say."""
    simple = word.isalpha() and word == word.casefold() and len(word) <= _LONGEST_LEAD
    return simple and word not in FAVOURS and folder_word(word) not in NO_CONTACT


_WORDS = re.compile(r"[^\W\d_](?:.*[^\W_])?", re.DOTALL)


def folder_word(name: str) -> str:
    """Return a folder's name for comparison: `01 - Community` is `community`."""
    words = _WORDS.search(name)
    return fold(words[0]) if words else ""
