"""At a glance: who somebody is, where they live, how to reach them.

In: a view, a contact. Out: the section `who`. Not known here: talks, promises, dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pnm.api import Contact, Line, Section, fold, listed, spoken_ago, written_day
from pnm_brief.clock import time_there
from pnm_brief.family import RELATED_KEYS
from pnm_brief.times import Time
from pnm_brief.view import View
from pnm_brief.words import NAMES, plain, said

_FURTHER: Final = 5
"""Further keys of the note that are told at most."""

_HOW_MET: Final = frozenset({"introduced", "introduced_by", "met", "acquaintance"})
"""Kinds of relation that say how somebody came into one's life, not what they are in it."""

_DULL: Final = frozenset(
    "modified updated created verified checked reviewed photo picture avatar image cover banner "
    "icon cssclass cssclasses publish permalink rev prodid version sort uid id aliases type "
    "linter sortspec template gender sex".split()
)
"""Folded keys that say something about the note, not about the person."""


def section(view: View, contact: Contact, times: tuple[Time, ...]) -> Section:
    """Return the first lines of a brief: role and place, how you met, how to reach them.

    Args:
        view: The vault.
        contact: Whom the user meets.
        times: All times with them, newest first.

    Returns:
        The section; its tally says how long ago the last contact was.
    """
    lines = (
        _first(view, contact),
        *_died(view, contact),
        *_met(view, contact),
        *time_there(view, contact),
        *_reach(contact),
        *_further(view, contact),
    )
    return Section("who", "At a glance", 10, lines, tally=_tally(view, contact, times))


def _tally(view: View, contact: Contact, times: tuple[Time, ...]) -> str:
    if contact.dead:
        return "in memory"
    return f"last in touch {spoken_ago(times[0].day, view.today)}" if times else "not in touch yet"


def _first(view: View, contact: Contact) -> Line:
    # What is written of one's own family needs no role, but that they are family.
    mine = [
        f"your {(row.label or row.kind).replace('_', ' ')}"
        for row in view.mine(contact.id)
        if row.kind not in _HOW_MET
    ]
    orgs = listed(
        [plain(name) for name in filter(view.discretion.clears, contact.organizations)], NAMES
    )
    title = contact.title if view.discretion.clears(contact.title) else ""
    at = f"{'worked' if contact.dead else 'works'} at {orgs}" if orgs else ""
    work = " at ".join(filter(None, (plain(title), orgs))) if title else at
    place = ", ".join(filter(None, (plain(contact.city), plain(contact.country))))
    lives = ("lived in" if contact.dead else "lives in") if place else ""
    parts = (*dict.fromkeys(mine), work, f"{lives} {place}".strip())
    return Line(
        " · ".join(filter(None, parts)),
        contact.id,
        details=tuple(_details(view, contact)),
        sources=tuple(
            dict.fromkeys(
                contact.source(field) for field in ("title", "organizations", "city", "country")
            )
        ),
        key=f"brief:who:{contact.id}",
    )


def _details(view: View, contact: Contact) -> Iterator[str]:
    if contact.path is None:
        yield "known by links only, there is no note of their own"
    own = fold(contact.name)
    others = [name for name in contact.aliases if fold(name) not in own]
    others = [*filter(view.discretion.clears, others)]
    if others:
        yield f"also called {listed(others, NAMES)}"
    if contact.pronouns:
        yield contact.pronouns
    circles = view.network.circles_of(contact.id)
    if circles:
        yield f"{'circle' if len(circles) == 1 else 'circles'}: {', '.join(circles)}"


def _died(view: View, contact: Contact) -> Iterator[Line]:
    if not contact.dead:
        return
    day = contact.died.full if contact.died is not None else None
    when = f" on {written_day(day, view.today)}" if day else ""
    if contact.died is not None and not day:
        when = f" in {contact.died}"
    years = contact.birthday.years_at(day) if contact.birthday and day else None
    age = f", at {years}" if years else ""
    yield Line(f"died{when}{age}", sources=(contact.source("died"),))


def _met(view: View, contact: Contact) -> Iterator[Line]:
    """Yield how the user came to know them, as it is written."""
    rows = [row for row in view.relations(contact.id) if row.kind == "introduced_by"]
    through = listed([view.network.name_of(row.to) for row in rows], NAMES)
    met = said(contact.met, view.today) if view.discretion.clears(contact.met) else ""
    parts = (met, f"introduced by {through}" if through else "")
    text = "; ".join(filter(None, parts))
    if text:
        sources = (*((contact.source("met"),) if met else ()), *(row.source for row in rows))
        yield Line(f"how you met: {text}", sources=tuple(dict.fromkeys(sources)))


def _reach(contact: Contact) -> Iterator[Line]:
    if contact.dead:
        return
    rows = (*contact.phones[:1], *contact.emails[:1])
    if rows:
        fields = ("phones",) * bool(contact.phones) + ("emails",) * bool(contact.emails)
        text = " · ".join(row.value for row in rows)
        yield Line(f"to reach: {text}", sources=tuple(contact.source(field) for field in fields))


# -- what else the note says ---------------------------------------------------------------------


def _further(view: View, contact: Contact) -> Iterator[Line]:
    """Yield the note's own keys, and those that plugins know, one a line."""
    fields = view.network.fields_of(contact.id)
    lines = {row.source.line for row in fields}
    rows = [
        (row.field, _value(row.value), row.source)
        for row in fields
        if row.field not in view.options.leave_out
    ]
    rows += [
        (key, value, contact.source(key))
        for key, value in contact.extra.items()
        if contact.source(key).line not in lines and _is_told(key, value)
    ]
    told = [row for row in rows if row[1] and view.discretion.clears(row[1])]
    for key, value, source in told[:_FURTHER]:
        word = key.replace("_", " ").replace("-", " ")
        yield Line(f"{word}: {said(value, view.today)}", sources=(source,))


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _is_told(key: str, value: str) -> bool:
    word = fold(key)
    return word not in _DULL and word not in RELATED_KEYS and not value.startswith("http")
