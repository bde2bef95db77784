"""The facts of a person's note to a `Contact`.

In: `NoteFacts` of a person. Out: `Contact`. Not known here: other notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from pnm.contacts.facts import NoteFacts, PersonFacts
from pnm.dates import PartialDate
from pnm.diagnostics import Source
from pnm.model import Cadence, Contact, Labelled, Tag

GHOST: Final = "link:"

_TEXT = (
    "given_name",
    "family_name",
    "pronouns",
    "uid",
    "slug",
    "city",
    "country",
    "timezone",
    "title",
    "met",
)
_LISTS = (
    ("interest", "interests"),
    ("expertise", "expertise"),
    ("offers", "offers"),
    ("asks", "asks"),
)
_LABELLED = ("emails", "phones", "addresses", "urls")


def note_id(path: str) -> str:
    """Return the id of a note: its path without its suffix."""
    return path.rpartition(".")[0]


def ghost(name: str) -> Contact:
    """Return a person known only by links."""
    return Contact(id=GHOST + name, name=name)


def contact_of(facts: NoteFacts) -> Contact:
    """Return the contact that a person's note tells of."""
    person = facts.person or PersonFacts(facts.title, {}, {})
    values = person.values
    given: dict[str, Any] = {name: values[name] for name in _TEXT if name in values}
    for key, name in _LISTS:
        if key in values:
            given[name] = tuple(values[key])
    for name in _LABELLED:
        if name in values:
            given[name] = tuple(Labelled(*row) for row in values[name])
    for name in ("birthday", "anniversary", "died"):
        if name in values:
            given[name] = _partial(values[name])
    for name in ("snooze_until", "last_contact"):
        if name in values:
            given[name] = date.fromisoformat(values[name])
    return Contact(
        id=note_id(facts.path),
        name=person.name,
        path=facts.path,
        aliases=tuple(values.get("aliases", ())),
        organizations=tuple(values.get("organizations", ())),
        circles=tuple(values.get("circles", ())),
        tags=tuple(Tag(n, source=Source(facts.path, ln)) for n, ln in values.get("tag_rows", ())),
        tags_not=frozenset(tag.casefold() for tag in values.get("tags_not", ())),
        cadence=_cadence(values.get("cadence"), facts.path, person.lines),
        dead="died" in values,
        paused=bool(values.get("paused")),
        created=_created(facts),
        private=facts.private,
        me=bool(values.get("me")),
        extra=MappingProxyType(values.get("extra", {})),
        lines=MappingProxyType(person.lines),
        **given,
    )


def _partial(text: str) -> PartialDate | None:
    """Read a date as the facts hold it: `1990-02-03`, `1990-02`, `--02-03`; empty for none."""
    if not text:
        return None
    parts = text.removeprefix("--").split("-")
    year = None if text.startswith("--") else int(parts.pop(0))
    month, day = (*(int(part) for part in parts), None, None)[:2]
    return PartialDate(year, month, day)


def _cadence(row: list[Any] | None, path: str, lines: Mapping[str, int]) -> Cadence | None:
    if row is None:
        return None
    every, longest, never, origin = row
    return Cadence(every, longest, never, Source(path, lines.get("cadence", 1)), origin)


def _created(facts: NoteFacts) -> date | None:
    if facts.created:
        return date.fromisoformat(facts.created)
    days = [touch.day for touch in facts.touches]
    return date.fromisoformat(min(days)) if days else None
