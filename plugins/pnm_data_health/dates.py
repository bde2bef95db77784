"""Dates that cannot be right: born tomorrow, married before birth, in touch after death.

In: a view. Out: the section `impossible`, or None. Not known here: dates that do not parse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from pnm.api import Contact, Section, counted, written_day
from pnm_data_health.finding import Finding, section_of
from pnm_data_health.view import View

OLDEST: Final = 110
"""Years that hardly anybody lives."""
YOUNGEST_PARENT: Final = 12
YOUNGEST_COUPLE: Final = 14
SAME_FIRST: Final = 3
"""From so many on, birthdays on 1 January are told as those of forms."""

_FORM_DAYS: Final = frozenset({(1970, 1, 1), (1900, 1, 1), (1904, 1, 1), (1980, 1, 1)})
_MEND: Final = "look it up, and write birthday: YYYY-MM-DD, or --MM-DD without the year"


def section(view: View) -> Section | None:
    """Return the dates that cannot be right, of those who matter now first."""
    firsts = Counter(_month_day(one) for one in view.people)[1, 1] >= SAME_FIRST
    found = []
    for one in view.people:
        found += [*_birthday(view, one, firsts=firsts), *_life(one), *_touch(view, one)]
        found += _children(view, one)
    return section_of(
        view,
        "impossible",
        "Dates that can hardly be right",
        50,
        found,
        tally=("date to look up", "dates to look up"),
    )


def _month_day(one: Contact) -> tuple[int | None, int | None]:
    born = one.birthday
    return (born.month, born.day) if born is not None else (None, None)


def _birthday(view: View, one: Contact, *, firsts: bool) -> Iterator[Finding]:
    born = one.birthday
    if born is None:
        return
    at = (one.source("birthday"),)
    if born.first is not None and born.first > view.today:
        yield Finding("birthday", f"is born only on {born}", at, _MEND, one.id)
        return
    age = born.years_at(view.today)
    if age is not None and age > OLDEST and not one.dead:
        text = f"would be {age} years old, by birthday: {born}"
        mend = f"{_MEND}; or write died: yes"
        yield Finding("birthday", text, at, mend, one.id, sure="a guess, but a good one")
    elif (born.year, born.month, born.day) in _FORM_DAYS or (
        firsts and born.year and (born.month, born.day) == (1, 1)
    ):
        text = f"birthday {born} is what forms write where nobody knows it"
        mend = f"ask, or write birthday: {born.year} if the year is right"
        yield Finding("birthday", text, at, mend, one.id, sure="a guess: it may be the day")


def _life(one: Contact) -> Iterator[Finding]:
    born = one.birthday.first if one.birthday else None
    if born is None:
        return
    died = one.died.last if one.died else None
    if died is not None and died < born:
        at = (one.source("died"), one.source("birthday"))
        yield Finding("life", f"died {one.died}, before birth", at, "mend one of the two", one.id)
    wed = one.anniversary.last if one.anniversary else None
    if wed is not None and wed.year < born.year + YOUNGEST_COUPLE:
        text = f"anniversary {one.anniversary} lies within the childhood (born {one.birthday})"
        at = (one.source("anniversary"), one.source("birthday"))
        yield Finding("life", text, at, "mend one of the two", one.id)


def _touch(view: View, one: Contact) -> Iterator[Finding]:
    """Yield whom one was in touch with before birth or after death."""
    talks = view.network.interactions_of(one.id)
    told = [row for row in talks if view.discretion.allows(row.source.path, row.text)]
    died = one.died.last if one.died else None
    after = [row for row in told if died is not None and row.day > died]
    born = one.birthday.first if one.birthday else None
    early = [row for row in told if born is not None and row.day < born]
    if after:
        text = f"died {one.died}, and is in touch on {written_day(after[0].day, view.today)}"
        mend = (
            "if you only remembered, move the line under a heading ## Timeline, which is no contact"
        )
        yield Finding("life", text, (after[0].source, one.source("died")), mend, one.id)
    if early:
        text = f"is born {one.birthday}, and is in touch on {written_day(early[0].day, view.today)}"
        at = (early[0].source, one.source("birthday"))
        yield Finding("life", text, at, "mend one of the two", one.id)


def _children(view: View, one: Contact) -> Iterator[Finding]:
    """Yield the first child who is hardly younger than a parent, and how many more there are."""
    ours = one.birthday.first if one.birthday else None
    rows = view.network.relations_of(one.id) if ours is not None else ()
    found = [
        (row, child, theirs)
        for row in rows
        if row.kind == "child"
        and (child := view.network.get(row.to)) is not None
        and (theirs := child.birthday) is not None
        and view.discretion.shows(child.id)
        and _is_as_old(ours, theirs.last)
    ]
    for row, child, theirs in found[:1]:
        more = f", and {counted(len(found) - 1, 'more child', 'more children')}"
        yield Finding(
            "children",
            f"is born {one.birthday}, the child {child.name} {theirs}{more * (len(found) > 1)}",
            (one.source("birthday"), child.source("birthday"), row.source),
            "mend one of the birthdays, or the relation",
            one.id,
            sure="likely; a child by marriage may be as old",
        )


def _is_as_old(parent: date | None, child: date | None) -> bool:
    return parent is not None and child is not None and child.year - parent.year < YOUNGEST_PARENT
