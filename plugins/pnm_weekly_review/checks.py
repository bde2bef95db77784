"""What could be better between the notes, and shows only when they are seen together.

In: the network and the day. Out: diagnostics of severity info; their messages name no relative
day, so that a review knows them again. Not known here: how many of them anybody is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from pnm.api import Contact, Diagnostic, Network, Relation, Severity, fold, listed, parse_day

NO_NOTE: Final = "PNM205"
"""A relation names a person who has no note."""
ONE_SIDED: Final = "PNM206"
"""A symmetric relation of which only one of the two notes speaks."""
OLD_KEY: Final = "PNM207"
"""A `last_contact` that the notes themselves have overtaken."""
STALE: Final = "PNM208"
"""Facts that nobody has looked over for long."""

OVERTAKEN_DAYS: Final = 31
STALE_DAYS: Final = 730
MATTERS_DAYS: Final = 365
"""Somebody without a cadence matters for `STALE` while the last contact is younger than this."""

_VAGUE: Final = frozenset({"acquaintance", "kin", "met"})
"""Kinds that nobody writes twice, or (an aunt's) in the same word."""
_LOOKED_OVER: Final = frozenset(
    {"verified", "lastverified", "checked", "lastchecked", "updated", "modified", "lastmodified"}
)
"""Folded keys that say when a note's facts were last looked over."""


def between_notes(network: Network, today: date) -> Iterator[Diagnostic]:
    """Yield what could be better between the notes.

    Args:
        network: The whole vault.
        today: The day to answer for.

    Yields:
        Diagnostics, each with its line and what to write.
    """
    written = tuple(_written(network))
    yield from _without_note(written)
    yield from _one_sided(network, written)
    for contact in network.in_notes():
        yield from _old_key(network, contact)
        yield from _stale(network, contact, today)


def _info(contact: Contact, field: str, code: str, message: str, mend: str) -> Diagnostic:
    return Diagnostic(contact.source(field), code, message, mend, Severity.INFO)


# -- relations -----------------------------------------------------------------------------------


_Written = tuple[Relation, Contact, Contact]
"""A relation as a note tells it, and its two people."""


def _written(network: Network) -> Iterator[_Written]:
    """Yield the relations as written, with both contacts, by place."""
    for row in sorted((r for r in network.relations if not r.inferred), key=_by_place):
        of, to = network.get(row.of), network.get(row.to)
        if of is not None and to is not None:
            yield row, of, to


def _by_place(row: Relation) -> tuple[str, int, int, str, str, str]:
    source = row.source
    return source.path, source.line, source.column, row.of, row.kind, row.to


def _word(row: Relation) -> str:
    return row.label or row.kind.replace("_", " ")


def _without_note(written: Iterable[_Written]) -> Iterator[Diagnostic]:
    told: set[str] = set()
    for row, _, to in written:
        if to.path is None and to.id not in told:
            told.add(to.id)
            yield Diagnostic(
                row.source,
                NO_NOTE,
                f"{to.name}, named as {_word(row)}, has no note",
                f'start a note "{to.name}.md" with the key type: person, if there is more to keep',
                Severity.INFO,
            )


def _one_sided(network: Network, written: Sequence[_Written]) -> Iterator[Diagnostic]:
    named = {(row.of, row.to) for row, _, _ in written}
    mirrored = {(row.of, row.kind, row.to) for row in network.relations if row.inferred}
    for row, of, to in written:
        symmetric = (row.to, row.kind, row.of) in mirrored
        if to.path is None or not symmetric or row.kind in _VAGUE or (row.to, row.of) in named:
            continue
        stem = of.path.rpartition("/")[2].rpartition(".")[0] if of.path else of.name
        yield Diagnostic(
            row.source,
            ONE_SIDED,
            f"names {to.name} as {_word(row)}; the note of {to.name} says nothing of it",
            f'write {row.kind}: "[[{stem}]]" into {to.path}, or leave it: pnm sees both sides',
            Severity.INFO,
        )


# -- facts ---------------------------------------------------------------------------------------


def _old_key(network: Network, contact: Contact) -> Iterator[Diagnostic]:
    last = network.last_contact(contact.id) if contact.last_contact else None
    if contact.last_contact is None or last is None:
        return
    if (last.day - contact.last_contact).days >= OVERTAKEN_DAYS:
        yield _info(
            contact,
            "last_contact",
            OLD_KEY,
            f"last contact is given as {contact.last_contact}, but {last.source} tells of "
            f"{last.day}",
            f"delete the key, because pnm works it out; or write {last.day}",
        )


def _stale(network: Network, contact: Contact, today: date) -> Iterator[Diagnostic]:
    looked = _looked_over(contact) if contact.extra else None
    facts = tuple(_facts_that_age(contact)) if looked else ()
    if looked is None or not facts or contact.dead or not _matters(network, contact, today):
        return
    key, day = looked
    if (today - day).days >= STALE_DAYS:
        verb = "was" if len(facts) == 1 else "were"
        yield _info(
            contact,
            key,
            STALE,
            f"{listed(facts)} {verb} last looked over on {day}",
            "ask at the next talk, then write verified: and the day",
        )


def _looked_over(contact: Contact) -> tuple[str, date] | None:
    """Return the key that says when the facts were last looked over, and the day; the latest."""
    found: list[tuple[date, str]] = []
    for key, text in contact.extra.items():
        if _folded(key) in _LOOKED_OVER and (day := parse_day(text) or parse_day(text[:10])):
            found.append((day, key))
    if not found:
        return None
    day, key = max(found)
    return key, day


def _folded(key: str) -> str:
    return "".join(letter for letter in fold(key) if letter.isalnum())


def _facts_that_age(contact: Contact) -> Iterable[str]:
    facts = {
        "job": contact.organizations or contact.title,
        "city": contact.city,
        "e-mail": contact.emails,
        "phone": contact.phones,
        "address": contact.addresses,
    }
    return (name for name, value in facts.items() if value)


def _matters(network: Network, contact: Contact, today: date) -> bool:
    cadence = network.cadence_of(contact.id)
    if cadence is not None:
        return not cadence.never
    last = network.last_contact(contact.id)
    return last is not None and (today - last.day).days <= MATTERS_DAYS
