"""What a person is called: by a key, by the first heading, by the file.

In: a person's `Note`, the values of its keys. Out: the name, and the title where that is a role.
Not known here: other fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pnm.contacts.places import stem_of
from pnm.folding import fold
from pnm.notes import Note, plain

_LONGEST = 80
_PARTS = ("given_name", "middle_name", "family_name")


def name_of(note: Note, mark: str, values: Mapping[str, Any]) -> str:
    """Return what to call a person.

    Args:
        note: Their note.
        mark: What the file names of people start with; empty for nothing.
        values: The values of its keys; `name` comes first, then the parts of a name.

    Returns:
        The name; the file's where nothing else fits.
    """
    shown = _shown(note, mark)
    return str(values.get("name") or _of_parts(values) or _heading(note, shown) or shown)


def role_of(
    note: Note, mark: str, name: str, titles: Sequence[tuple[str, int]]
) -> tuple[str, int] | None:
    """Return the title that is a role and not the note's own title, with its line."""
    if not titles:
        return None
    names = [fold(text) for text in {name, _shown(note, mark), _first_heading(note)}]
    for title, line in titles:
        if fold(title) not in names:
            return title, line
    return None


def _shown(note: Note, mark: str) -> str:
    stem = stem_of(note.path)
    return stem[len(mark) :].strip() if mark and stem.startswith(mark) else stem


def _of_parts(values: Mapping[str, Any]) -> str:
    if not (values.get("given_name") and values.get("family_name")):
        return ""
    return " ".join(values[part] for part in _PARTS if values.get(part))


def _first_heading(note: Note) -> str:
    first = note.headings[0] if note.headings else None
    return plain(first.text) if first and first.level == 1 else ""


def _heading(note: Note, shown: str) -> str:
    """Return the first heading where it is a name: akin to the file's, or that is a slug."""
    text = _first_heading(note)
    if not text or len(text) > _LONGEST or note.blocks[0].kind != "heading":
        return ""
    folded, stem = fold(text), fold(shown)
    shares = set(folded.split()) & set(re.split(r"[\s_\-.]+", stem))
    slug = " " not in shown and (shown.islower() or any(c.isdigit() for c in shown))
    return text if shares or slug or folded.replace(" ", "") == stem else ""
