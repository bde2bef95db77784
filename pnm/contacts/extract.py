"""One note to all its facts: the only way from text to what the index keeps.

In: a file's path, text and day, and the vault's profile. Out: `NoteFacts`.
Not known here: the disk, other notes, and today.
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from pnm.contacts import kinds
from pnm.contacts.facts import Fault, LinkFact, NoteFacts, RelationFact, Touch
from pnm.contacts.fields import read_person
from pnm.contacts.headings import heading_word
from pnm.contacts.keys import person_key
from pnm.contacts.kinds import Kind, classify, plain_of
from pnm.contacts.profile import Profile
from pnm.contacts.promises import cadence_task, read_tasks
from pnm.contacts.related import read_related
from pnm.contacts.reviews import read_review
from pnm.contacts.rules import EXPLICIT
from pnm.contacts.touches import Touches, read_touches
from pnm.contacts.values import YES
from pnm.dates import parse_day
from pnm.folding import fold
from pnm.notes import Note, links_in, parse, plain, scalars

_HOW_MET = frozenset({"how we met", "when and how we met", "how i met them", "where we met"})
"""Headings in a person's note over the story of how the two met."""


def extract(path: str, text: str, profile: Profile, changed: date | None = None) -> NoteFacts:
    """Read the facts of one note.

    Args:
        path: Relative to the vault, with forward slashes.
        text: The file's text.
        profile: The vault's profile.
        changed: The day the file was last changed; ticks in a review may need it, and a note
            that holds nothing but plans is as old as it.

    Returns:
        Everything the note says, with lines.
    """
    note = parse(text, path, date_order=profile.date_order)
    kind = classify(note, profile)
    faults = [
        Fault(d.code, d.source.line, d.source.column, d.severity.value, d.message, d.mend)
        for d in note.diagnostics
    ]
    if kind.name == kinds.REVIEW:
        touches, ticks = read_review(text, kind.day, changed, profile)
        return _facts(note, kind, touches, profile, faults)._replace(ticks=ticks)
    if kind.name == kinds.PERSON:
        facts = _person(note, kind, profile, faults)
        return facts._replace(created=facts.created or _first_day(facts, changed))
    return _facts(note, kind, read_touches(note, kind, profile), profile, faults)


def _first_day(facts: NoteFacts, changed: date | None) -> str:
    """Return the day a note without `created` is surely from, where its own lines are all later."""
    days = [touch.day for touch in facts.touches]
    if not days or changed is None or min(days) <= changed.isoformat():
        return ""
    return changed.isoformat()


def _person(note: Note, kind: Kind, profile: Profile, faults: list[Fault]) -> NoteFacts:
    person, keyed, more = read_person(note, profile)
    listed, lines = read_related(note)
    if "cadence" not in person.values and (found := cadence_task(note, kind)):
        person.values["cadence"] = [found[0], None, False, "repeating task"]
        person.lines["cadence"] = found[1]
    if met := _how_met(note):
        person.values.setdefault("met", met[0])
        person.lines.setdefault("met", met[1])
    named = frozenset(row.line for row in keyed)
    touches = read_touches(note, kind, profile, lines | named)
    if day := person.values.get("last_contact", ""):
        touches = _with_explicit(touches, day, person.lines.get("last_contact", 1))
    facts = _facts(note, kind, touches, profile, [*faults, *more])
    return facts._replace(
        title=person.name,
        created=person.values.get("created", ""),
        private=bool(person.values.get("private")),
        person=person,
        relations=_once((*keyed, *listed)),
    )


def _with_explicit(touches: Touches, day: str, line: int) -> Touches:
    row = Touch(day, "", "", line, EXPLICIT, ("",))
    return Touches((*touches.touches, row), touches.refusals)


def _once(relations: tuple[RelationFact, ...]) -> tuple[RelationFact, ...]:
    """Join a relation that the body lists again with that of the front matter."""
    kept: dict[tuple[str, str], RelationFact] = {}
    for row in relations:
        first = kept.setdefault((row.kind, fold(row.target)), row)
        if first is not row:
            kept[row.kind, fold(row.target)] = first._replace(
                text=first.text or row.text,
                label=first.label or row.label,
                linked=first.linked or row.linked,
            )
    return tuple(kept.values())


def _how_met(note: Note) -> tuple[str, int] | None:
    for index, heading in enumerate(note.headings):
        if heading_word(heading.text) in _HOW_MET:
            for block in note.blocks:
                if block.section == index and block.kind != "heading" and block.text:
                    return plain(block.text), block.line
    return None


def _facts(
    note: Note, kind: Kind, touches: Touches, profile: Profile, faults: list[Fault]
) -> NoteFacts:
    return NoteFacts(
        note.path,
        kind.name,
        kind.rule,
        _title(note),
        kind.day.isoformat() if kind.day else "",
        kind.span_days,
        _created(note, profile),
        _private(note),
        touches=touches.touches,
        refusals=touches.refusals,
        tasks=read_tasks(note, kind),
        links=_links(note, kind),
        faults=tuple(faults),
    )


def _title(note: Note) -> str:
    first = note.headings[0] if note.headings else None
    if first and first.level == 1 and note.blocks and note.blocks[0].kind == "heading":
        return plain(first.text)
    return PurePosixPath(note.path).stem


def _created(note: Note, profile: Profile) -> str:
    for field in note.fields:
        if person_key(field.key).field == "created":
            day = parse_day(plain_of(field.value), order=profile.date_order)  # type: ignore[arg-type]
            if day is not None:
                return day.isoformat()
    return ""


def _private(note: Note) -> bool:
    return any(
        person_key(field.key).field == "private" and fold(plain_of(field.value)) in YES
        for field in note.fields
    )


def _links(note: Note, kind: Kind) -> tuple[LinkFact, ...]:
    if kind.name == kinds.TEMPLATE:
        return ()
    rows = [
        LinkFact(link.target, link.line, "")
        for field in note.fields
        for scalar in scalars(field.value)
        if "[" in scalar.text
        for link in links_in(scalar.text, scalar.line)
    ]
    for block in note.blocks:
        live = [link for link in block.links if link.place == "text"]
        if live:
            text = plain(block.text)[:300]
            rows += [LinkFact(link.target, link.line, text) for link in live]
    return tuple(rows)
