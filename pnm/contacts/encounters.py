"""Who was there, as a note on a meeting, a call or a mail lists them.

In: a `Note` that is no person's, its kind. Out: one `Touch`. Not known here: the note's own lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from pnm.contacts import kinds
from pnm.contacts.facts import TEXT, TEXT_LENGTH, Touch
from pnm.contacts.headings import Under, under
from pnm.contacts.keys import encounter_key
from pnm.contacts.kinds import Kind
from pnm.contacts.profile import Profile
from pnm.contacts.rules import PARTICIPANTS, PEOPLE_LIST
from pnm.contacts.words import said
from pnm.dates import leading_day
from pnm.folding import fold_key
from pnm.notes import Block, Field, Note, links_in, plain, scalars

_VAGUE_KEYS = frozenset({"from", "to", "cc", "who", "contact", "person"})
_CHANNEL_KEYS = frozenset({"type", "notetype", "kind", "tags", "tag", "categories", "category"})


def people_list(
    note: Note, kind: Kind, headings: tuple[Under, ...], profile: Profile
) -> Touch | None:
    """Read the lists of people of a note: its keys, and its headings such as `Participants`.

    Args:
        note: The note as read; no person's.
        kind: What kind of note it is, and its day.
        headings: What the note's headings say.
        profile: The vault's profile.

    Returns:
        One touch of all of them, on an empty day where the note has none; None without a list.
    """
    found = [*_in_keys(note), *_in_body(note, kind, headings)]
    if not found:
        return None
    title = _title(note)
    return Touch(
        kind.day.isoformat() if kind.day else "",
        _channel(note, title, profile),
        title,
        found[0][1],
        PEOPLE_LIST,
        tuple(dict.fromkeys(name for name, _ in found)),
        listed=_is_sure(note, kind),
    )


def _is_sure(note: Note, kind: Kind) -> bool:
    """Return whether whom the lists name must be people: `from:` may stand in any clipping."""
    if kind.name == kinds.ENCOUNTER and kind.rule != kinds.DATE_AND_PEOPLE:
        return True
    return not any(fold_key(field.key) in _VAGUE_KEYS for field in note.fields)


def listed_people(note: Note) -> tuple[str, ...]:
    """Return the targets of the people that a note's keys list."""
    return tuple(dict.fromkeys(name for name, _ in _in_keys(note)))


def has_participants(kind: Kind, headings: tuple[Under, ...], block: Block) -> bool:
    """Return whether a block is one of the lines that list who was there."""
    if kind.name != kinds.ENCOUNTER or block.kind == "heading":
        return False
    return any(word in PARTICIPANTS for word in under(headings, block).words[:1])


def _in_keys(note: Note) -> Iterator[tuple[str, int]]:
    for field in note.fields:
        if encounter_key(field.key) == "people":
            for scalar in scalars(field.value):
                for name in _names(scalar.text, scalar.line):
                    yield name, scalar.line or field.line


def _in_body(note: Note, kind: Kind, headings: tuple[Under, ...]) -> Iterator[tuple[str, int]]:
    for block in note.blocks:
        if not has_participants(kind, headings, block) or block.kind == "quote":
            continue
        found = [link.target for link in block.links if link.place == "text"]
        if not found and block.kind == "item" and len(block.text) < 60:
            found = list(_names(block.text, block.line))
        for target in found:
            yield target, block.line


def _names(text: str, line: int) -> Iterator[str]:
    """Yield the targets of a value in a list of people: links, else the names themselves."""
    links = links_in(text, line)
    if links:
        yield from (link.target for link in links)
        return
    for name in text.replace(";", ",").split(","):
        if name.strip():
            yield TEXT + name.strip()


def _title(note: Note) -> str:
    for field in note.fields:
        if encounter_key(field.key) == "title" and (found := scalars(field.value)):
            return plain(found[0].text)[:TEXT_LENGTH]
    stem = note.path.rpartition("/")[2].rpartition(".")[0]
    found_day = leading_day(stem)
    return stem[found_day[1] :].strip(" -–—_") if found_day else stem


def _tells_channel(field: Field) -> bool:
    return encounter_key(field.key) == "channel" or fold_key(field.key) in _CHANNEL_KEYS


def _channel(note: Note, title: str, profile: Profile) -> str:
    words = [
        plain(scalar.text).lstrip("#")
        for field in note.fields
        if _tells_channel(field)
        for scalar in scalars(field.value)
    ]
    words = [word.removesuffix("s") for word in (*words, title)]
    channel, _, _ = said(" ".join(words), profile, anywhere=True)
    return channel
