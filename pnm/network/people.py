"""The facts of a person's note to a `Contact`.

In: the facts of a person's note. Out: `Contact`. Not known here: other notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from pnm.contacts.facts import PersonFacts
from pnm.contacts.stored import Facts
from pnm.dates import PartialDate
from pnm.diagnostics import Source
from pnm.model import Cadence, Contact, Labelled, Tag

GHOST: Final = "link:"

_TEXT: Final = frozenset(
    "given_name family_name pronouns uid slug city country timezone title met".split()
)
_LISTS: Final = {
    "aliases": "aliases",
    "organizations": "organizations",
    "circles": "circles",
    "interest": "interests",
    "expertise": "expertise",
    "offers": "offers",
    "asks": "asks",
}
"""Keys of the facts whose value is a list of texts, with the contact's attribute."""
_LABELLED: Final = frozenset({"emails", "phones", "addresses", "urls"})
_PARTIAL: Final = frozenset({"birthday", "anniversary", "died"})
_DAYS: Final = frozenset({"snooze_until", "last_contact"})


def note_id(path: str) -> str:
    """Return the id of a note: its path without its suffix."""
    return path.rpartition(".")[0]


def ghost(name: str) -> Contact:
    """Return a person known only by links."""
    return Contact(id=GHOST + name, name=name)


def contact_of(facts: Facts, person: PersonFacts) -> Contact:
    """Return the contact that a person's note tells of."""
    path, values = facts.path, person.values
    given: dict[str, Any] = {}
    for key, value in values.items():
        if key in _TEXT:
            given[key] = value
        elif key in _LISTS:
            given[_LISTS[key]] = tuple(value)
        elif key in _LABELLED:
            given[key] = tuple([Labelled(*row) for row in value])
        elif key in _PARTIAL:
            given[key] = _partial(value)
        elif key in _DAYS:
            given[key] = date.fromisoformat(value)
    if "tag_rows" in values:
        given["tags"] = _tags(values["tag_rows"], path)
    if "tags_not" in values:
        given["tags_not"] = frozenset([tag.casefold() for tag in values["tags_not"]])
    if values.get("cadence") is not None:
        given["cadence"] = _cadence(values["cadence"], path, person.lines)
    return Contact(
        id=note_id(path),
        name=person.name,
        path=path,
        dead="died" in values,
        paused=bool(values.get("paused")),
        created=_created(facts),
        private=facts.private,
        me=bool(values.get("me")),
        extra=MappingProxyType(values.get("extra", {})),
        lines=MappingProxyType(person.lines),
        **given,
    )


def _tags(rows: Iterable[tuple[str, int]], path: str) -> tuple[Tag, ...]:
    places: dict[int, Source] = {}
    for _, line in rows:
        if line not in places:
            places[line] = Source(path, line)
    return tuple([Tag(name, "user", "", places[line]) for name, line in rows])


def _partial(text: str) -> PartialDate | None:
    """Read a date as the facts hold it: `1990-02-03`, `1990-02`, `--02-03`; empty for none."""
    if not text:
        return None
    parts = text.removeprefix("--").split("-")
    year = None if text.startswith("--") else int(parts.pop(0))
    month, day = (*(int(part) for part in parts), None, None)[:2]
    return PartialDate(year, month, day)


def _cadence(row: list[Any], path: str, lines: Mapping[str, int]) -> Cadence:
    every, longest, never, origin = row
    return Cadence(every, longest, never, Source(path, lines.get("cadence", 1)), origin)


def _created(facts: Facts) -> date | None:
    day = facts.created or facts.first_day
    return date.fromisoformat(day) if day else None
