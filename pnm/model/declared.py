"""What plugins add to pnm itself: fields, kinds of relation, commands, formats.

In: nothing; these are types. Out: what the hooks without facts give back.
Not known here: any vault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Field:
    """A plugin's answer: a key of contacts' notes that means something to it.

    Attributes:
        name: The key, in the spelling that is shown: `gift_ideas`.
        about: What to write there, in one sentence.
        kind: What a value must be: `text`, `list` of texts, whole or decimal `number`, `day`,
            `flag` (yes or no), or `contact`, a link to somebody.
        synonyms: Other keys that mean the same.
    """

    name: str
    about: str
    kind: Literal["text", "list", "number", "day", "flag", "contact"] = "text"
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A plugin's answer: a kind of relation.

    Attributes:
        name: In the singular, as the other person is called: `client`.
        about: When to write it, in one sentence.
        inverse: The kind seen from the other side: `supplier`; empty where it is the same.
        synonyms: Words that say the same.
        inverse_synonyms: Words that say the same as the inverse.
    """

    name: str
    about: str
    inverse: str = ""
    synonyms: tuple[str, ...] = ()
    inverse_synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A plugin's answer: a command of its own, imported when it is typed.

    Attributes:
        name: As typed after `pnm`.
        about: Its line in `pnm --help`.
        load: Where the click command is: `pnm_lunch.command:command`; or, for a plugin in a single
            file, a function that returns it.
    """

    name: str
    about: str
    load: str | Callable[[], object]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A plugin's answer: a format that a network can be written in.

    Attributes:
        name: As typed after `pnm export`.
        about: Its line in the list of formats.
        write: Takes the network and the plugin's settings; returns the file.
    """

    name: str
    about: str
    write: Callable[[Any, Any], str | bytes]


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note that an importer makes of what it read; pnm writes it where there is none yet.

    Attributes:
        name: The note's name, without folder and suffix; made fit for a file by pnm.
        text: Its text.
        made_of: The place in what was read, for messages: `line 3`.
        fault: Why there can be no note of what stands there, for the one who mends it; then name
            and text may be empty. Empty where there is a note.
    """

    name: str
    text: str
    made_of: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Importer:
    """A plugin's answer: a format that contacts can be read from.

    Attributes:
        name: As typed after `pnm import`.
        about: Its line in the list of formats.
        suffixes: What such files end in: `.csv`.
        read: Takes the file and the plugin's settings; returns the notes.
    """

    name: str
    about: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, Any], Iterable[NewNote]]
