"""A note as a plugin sees it: what is written, with lines, and nothing of what it means.

In: a `Note`, its kind, its title. Out: `WrittenNote`.
Not known here: plugins, and other notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from pnm.contacts import kinds
from pnm.contacts.kinds import TAG_KEYS, Kind
from pnm.folding import fold_key
from pnm.model import WrittenKey, WrittenLine, WrittenNote
from pnm.notes import Note, Scalar, plain, scalars

_LIVE = frozenset({"text", "quote"})
"""Where a link stands that its reader sees as one."""

_new = tuple.__new__


def written_note(note: Note, kind: Kind, title: str) -> WrittenNote:
    """Return a note as it is written.

    Args:
        note: The note as read.
        kind: What kind of note it is, and its day.
        title: The person's name, or the note's title.
    """
    is_contact = kind.name == kinds.PERSON
    keys = tuple(_keys(note))
    tags = tuple(dict.fromkeys(filter(None, _tags(note, keys))))
    day = None if is_contact else kind.day
    return WrittenNote(note.path, title, is_contact, day, keys, tuple(_lines(note)), tags)


def _keys(note: Note) -> Iterator[WrittenKey]:
    for key, value, line, _ in note.fields:
        if isinstance(value, Scalar):
            texts: tuple[str, ...] = (value.text,) if value.text else ()
        else:
            texts = tuple([scalar.text for scalar in scalars(value)])
        yield _new(WrittenKey, (key, texts, line))


def _lines(note: Note) -> Iterator[WrittenLine]:
    headings = note.headings
    above = tuple(_headings_above(note)) if len(headings) > 1 else ("",)
    for kind, line, _, text, section, _, day, rest, _, links, task in note.blocks:
        if section < 0:
            heading = ""
        else:
            heading = headings[section].text if kind != "heading" else above[section]
        targets = tuple([k.target for k in links if k.place in _LIVE]) if links else ()
        box = task.state if task is not None else ""
        yield _new(WrittenLine, (text, line, kind, day, heading, targets, rest, box))


def _headings_above(note: Note) -> Iterator[str]:
    """Yield for each heading the one that it stands under; empty for none."""
    open_: list[tuple[int, str]] = []
    for heading in note.headings:
        while open_ and open_[-1][0] >= heading.level:
            open_.pop()
        yield open_[-1][1] if open_ else ""
        open_.append((heading.level, heading.text))


def _tags(note: Note, keys: tuple[WrittenKey, ...]) -> Iterator[str]:
    for key, texts, _ in keys:
        if fold_key(key) in TAG_KEYS:
            for text in texts:
                for word in text.replace(",", " ").split():
                    yield plain(word).lstrip("#")
    yield from (tag.name for tag in note.tags)
