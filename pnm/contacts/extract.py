"""One note to all its facts: the only way from text to what the index keeps.

In: a file's path, text and day, and the vault's profile. Out: `NoteFacts`.
Not known here: the disk, other notes, and today.
"""

from __future__ import annotations

from datetime import date

from pnm.contacts import kinds
from pnm.contacts.facts import (
    TEXT_LENGTH,
    Fault,
    LinkFact,
    NoteFacts,
    RelationFact,
    TaskFact,
    Tick,
    Touch,
)
from pnm.contacts.fields import read_person
from pnm.contacts.further import Further, shown, with_found
from pnm.contacts.headings import Under, heading_word, read_headings
from pnm.contacts.keys import person_key
from pnm.contacts.kinds import Kind, classify, plain_of
from pnm.contacts.places import stem_of
from pnm.contacts.profile import Profile
from pnm.contacts.promises import cadence_task, read_tasks
from pnm.contacts.related import read_related
from pnm.contacts.reviews import read_review
from pnm.contacts.rules import EXPLICIT
from pnm.contacts.touches import Touches, read_touches
from pnm.contacts.values import YES, links_of
from pnm.dates import parse_day
from pnm.folding import fold
from pnm.model import WrittenNote
from pnm.notes import Note, Scalar, parse, plain, scalars

_HOW_MET = frozenset({"how we met", "when and how we met", "how i met them", "where we met"})
"""Headings in a person's note over the story of how the two met."""

_new = tuple.__new__


def extract(
    path: str,
    text: str,
    profile: Profile,
    changed: date | None = None,
    further: Further | None = None,
) -> NoteFacts:
    """Read the facts of one note.

    Args:
        path: Relative to the vault, with forward slashes.
        text: The file's text.
        profile: The vault's profile.
        changed: The day the file was last changed; ticks in a review may need it, and a note
            that holds nothing but plans is as old as it.
        further: Asks the plugins for facts of theirs; None where there are none to ask.

    Returns:
        Everything the note says, with lines.
    """
    facts, written = extract_for(path, text, profile, changed, plugins=further is not None)
    if further is None or written is None:
        return facts
    return with_found(facts, further.read(written))


def extract_for(
    path: str, text: str, profile: Profile, changed: date | None, *, plugins: bool
) -> tuple[NoteFacts, WrittenNote | None]:
    """Read the facts of one note, for plugins to be asked for more.

    Args:
        path: Relative to the vault, with forward slashes.
        text: The file's text.
        profile: The vault's profile.
        changed: The day the file was last changed.
        plugins: Whether there are any to be asked.

    Returns:
        Its own facts; and the note as plugins see it, where they are to be asked about it.
    """
    note = parse(text, path, date_order=profile.date_order)
    kind = classify(note, profile)
    facts = _own(note, kind, text, profile, changed)
    return facts, shown(facts, note, kind) if plugins else None


def _own(note: Note, kind: Kind, text: str, profile: Profile, changed: date | None) -> NoteFacts:
    if kind.name == kinds.REVIEW:
        touches, ticks = read_review(text, kind.day, changed, profile)
        return _facts(note, kind, touches, (), profile, ticks)
    headings = read_headings(note)
    if kind.name == kinds.PERSON:
        return _person(note, kind, headings, profile, changed)
    touches = read_touches(note, kind, headings, profile)
    return _facts(note, kind, touches, read_tasks(note, kind, headings), profile)


def _person(
    note: Note, kind: Kind, headings: tuple[Under, ...], profile: Profile, changed: date | None
) -> NoteFacts:
    person, keyed, faults, own = read_person(note, profile)
    listed, lines = read_related(note, headings, profile.vocabulary.kinds.word)
    values = person.values
    if "cadence" not in values and (found := cadence_task(note, kind)):
        values["cadence"] = [found[0], None, False, "repeating task"]
        person.lines["cadence"] = found[1]
    if met := _how_met(note):
        values.setdefault("met", met[0])
        person.lines.setdefault("met", met[1])
    lines |= {row.line for row in keyed}
    touches, refusals = read_touches(note, kind, headings, profile, lines)
    if day := values.get("last_contact", ""):
        row = Touch(day, "", "", person.lines.get("last_contact", 1), EXPLICIT, ("",))
        touches = (*touches, row)
    return NoteFacts(
        note.path,
        kind.name,
        kind.rule,
        person.name,
        "",
        kind.span_days,
        values.get("created", "") or _first_day(touches, changed),
        bool(values.get("private")),
        person,
        touches,
        refusals,
        _once((*keyed, *listed)),
        read_tasks(note, kind, headings),
        _links(note, kind),
        (),
        (*_faults(note), *faults),
        own,
    )


def _facts(
    note: Note,
    kind: Kind,
    found: Touches,
    tasks: tuple[TaskFact, ...],
    profile: Profile,
    ticks: tuple[Tick, ...] = (),
) -> NoteFacts:
    """Return the facts of a note that is no person's."""
    return NoteFacts(
        note.path,
        kind.name,
        kind.rule,
        _title(note),
        kind.day.isoformat() if kind.day else "",
        kind.span_days,
        _created(note, profile),
        _private(note),
        None,
        found.touches,
        found.refusals,
        (),
        tasks,
        _links(note, kind),
        ticks,
        _faults(note),
    )


def _faults(note: Note) -> tuple[Fault, ...]:
    return tuple(
        [
            Fault(d.code, d.source.line, d.source.column, d.severity.value, d.message, d.mend)
            for d in note.diagnostics
        ]
    )


def _first_day(touches: tuple[Touch, ...], changed: date | None) -> str:
    """Return the day a note without `created` is surely from, where its own lines are all later."""
    if not touches or changed is None:
        return ""
    iso = changed.isoformat()
    return iso if min([touch.day for touch in touches]) > iso else ""


def _once(relations: tuple[RelationFact, ...]) -> tuple[RelationFact, ...]:
    """Join a relation that the body lists again with that of the front matter."""
    if len(relations) < 2:
        return relations
    kept: dict[tuple[str, str], RelationFact] = {}
    for row in relations:
        key = (row.kind, fold(row.target))
        first = kept.setdefault(key, row)
        if first is not row:
            kept[key] = first._replace(
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


def _title(note: Note) -> str:
    first = note.headings[0] if note.headings else None
    if first and first.level == 1 and note.blocks and note.blocks[0].kind == "heading":
        return plain(first.text)
    return stem_of(note.path)


def _created(note: Note, profile: Profile) -> str:
    for field in note.fields:
        if person_key(field.key).field == "created":
            day = parse_day(plain_of(field.value), order=profile.date_order)
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
    rows: list[LinkFact] = []
    for field in note.fields:
        value = field.value
        for scalar in (value,) if isinstance(value, Scalar) else scalars(value):
            if "[" in scalar.text:
                found = links_of(scalar.text, scalar.line)
                rows += [_new(LinkFact, (link.target, link.line, "")) for link in found]
    for block in note.blocks:
        if links := block.links:
            text = plain(block.text)[:TEXT_LENGTH]
            rows += [
                _new(LinkFact, (target, line, text))
                for target, _, line, _, place, _, _ in links
                if place == "text"
            ]
    return tuple(rows)
