"""What is worth knowing for a day: what was a year ago, who lives there, the last talk.

In: a view, an occasion. Out: short texts, and the lines they rest on.
Not known here: sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from pnm.api import Contact, Interaction, Source, fold, full_day, listed, short_day, shortened
from pnm_birthdays.occasions import Occasion
from pnm_birthdays.view import View, year_before

BEFORE_DAYS: Final = 3
AFTER_DAYS: Final = 7
TEXT: Final = 120
CHILD_YEARS: Final = 18

_HOME: Final = ("spouse", "partner", "child")


class Told(NamedTuple):
    """A short text and where it is from."""

    text: str
    sources: tuple[Source, ...]


def last_year(view: View, row: Occasion) -> Told | None:
    """Return what was said or done around the day a year before, as far as a line tells."""
    then = row.written.in_year(row.day.year - 1) or year_before(row.day)
    talk = _talk_around(view, row, then)
    if talk is None:
        return None
    return Told(f"last year, {full_day(talk.day)}: {_said(talk)}", (talk.source,))


def this_year(view: View, row: Occasion) -> Told | None:
    """Return the same of a day that lies behind already."""
    talk = _talk_around(view, row, row.day)
    return Told(f"on {short_day(talk.day)}: {_said(talk)}", (talk.source,)) if talk else None


def _talk_around(view: View, row: Occasion, then: date) -> Interaction | None:
    people = {row.contact.id} | ({row.other.id} if row.other else set())
    found = [
        talk
        for person in sorted(people)
        for talk in view.network.interactions_of(person)
        if _is_near(talk.day, then) and view.discretion.quotes(talk)
    ]
    return min(
        found,
        key=lambda talk: (not talk.text, _distance(talk.day, then), talk.source),
        default=None,
    )


def _is_near(day: date, then: date) -> bool:
    return -BEFORE_DAYS <= (day - then).days <= AFTER_DAYS


def _distance(day: date, then: date) -> int:
    """Return how far from a day it was; a day before counts a little more than one after."""
    days = (day - then).days
    return 2 * days if days >= 0 else 1 - 2 * days


def _said(talk: Interaction) -> str:
    parts = (talk.channel, shortened(talk.text, TEXT))
    return ": ".join(part for part in parts if part) or "in touch"


def last_talk(view: View, row: Occasion) -> Told | None:
    """Return when one was last in touch."""
    talk = view.network.last_contact(row.contact.id)
    if talk is None:
        return None
    day = full_day(talk.day, view.today)
    sources = (talk.source,) if view.discretion.is_open(talk) else ()
    return Told(f"last: {talk.channel or 'in touch'} on {day}", sources)


def last_words(view: View, contact: Contact) -> Told | None:
    """Return the last line that one wrote of somebody who has died."""
    for talk in reversed(view.network.interactions_of(contact.id)):
        if talk.text and view.discretion.quotes(talk):
            return Told(f"the last line, {full_day(talk.day)}: {_said(talk)}", (talk.source,))
    return None


def home(view: View, row: Occasion) -> Told | None:
    """Return spouse and children, or of a child the parents, as far as they are written."""
    contact = row.contact
    kinds = ("parent",) if _is_child(row) else _HOME
    couple = {other.id for other in (contact, row.other) if other is not None}
    named: dict[str, dict[str, None]] = {kind: {} for kind in kinds}
    sources: list[Source] = []
    for person in sorted(couple, key=lambda one: one != contact.id):
        for relation in view.network.relations_of(person):
            if relation.kind in named and relation.to not in couple:
                name = _name(view, relation.to)
                if name:
                    named[relation.kind][name] = None
                    sources.append(relation.source)
    for kind in named:
        for name in _in_plain_text(view, contact, kind):
            named[kind][name] = None
            sources.append(contact.source(kind))
    text = _at_home(named)
    return Told(text, tuple(dict.fromkeys(sources))) if text else None


def _is_child(row: Occasion) -> bool:
    return row.kind == "birthday" and 0 < row.years < CHILD_YEARS


def _name(view: View, contact_id: str) -> str:
    """Return what to call somebody who may be named; the dead and the private are not."""
    ego = view.network.ego
    if ego is not None and ego.id == contact_id:
        return "you"
    other = view.network.get(contact_id)
    if other is None or other.dead or not view.discretion.shows(contact_id):
        return ""
    return other.name


def _in_plain_text(view: View, contact: Contact, kind: str) -> Iterator[str]:
    """Yield the names that the note gives without a link."""
    for key, text in contact.extra.items():
        if fold(key) == kind and view.discretion.clears(text):
            yield shortened(text, TEXT)


def _at_home(named: dict[str, dict[str, None]]) -> str:
    couple = [*named.get("spouse", ()), *named.get("partner", ())]
    parts = (
        ("child of", named.get("parent", {})),
        ("with", dict.fromkeys(couple)),
        ("children" if len(named.get("child", ())) > 1 else "child", named.get("child", {})),
    )
    return ", ".join(f"{word} {listed(list(names))}" for word, names in parts if names)


def leap(row: Occasion) -> str:
    """Return what is to be said of a 29 February; empty for all other days."""
    return f"born on 29 February, which {row.day.year} has not" if row.leaps else ""
