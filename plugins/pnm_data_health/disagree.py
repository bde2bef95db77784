"""What cannot both be true: two notes, or two lines, that contradict each other.

In: a view, the pairs that may be one person. Out: the section `disagree`, or None.
Not known here: dates that cannot be right by themselves (see `dates.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pnm.api import Contact, PartialDate, Relation, Section
from pnm_data_health.finding import Finding, section_of
from pnm_data_health.twins import Pair
from pnm_data_health.view import View

_COUPLE: Final = frozenset({"spouse"})
_CLASHES: Final = (
    ("parent", "child"),
    ("parent", "sibling"),
    ("child", "sibling"),
    ("spouse", "parent"),
    ("spouse", "child"),
    ("spouse", "sibling"),
)


def section(view: View, twins: tuple[Pair, ...]) -> Section | None:
    """Return the contradictions between notes."""
    found = [*_spouses(view), *_kinds(view), *_anniversaries(view), *_of_twins(twins)]
    place = {one.id: number for number, one in enumerate(view.people)}
    found.sort(key=lambda one: place.get(one.contact_id or "", len(place)))
    return section_of(
        view,
        "disagree",
        "What cannot both be true",
        45,
        found,
        tally=("contradiction", "contradictions"),
    )


def _written(view: View, kinds: frozenset[str]) -> Iterator[tuple[Relation, Contact, Contact]]:
    """Yield relations as a note tells them, with both people; who is private is left out."""
    for row in view.network.relations:
        of, to = view.network.get(row.of), view.network.get(row.to)
        if of is None or to is None or row.inferred or row.kind not in kinds:
            continue
        if view.discretion.shows(of.id) and view.discretion.shows(to.id):
            yield row, of, to


def _spouses(view: View) -> Iterator[Finding]:
    """Yield those who name somebody as spouse who names somebody else."""
    named: defaultdict[str, list[Relation]] = defaultdict(list)
    for row, _, to in _written(view, _COUPLE):
        if not to.dead:
            named[row.of].append(row)
    for row, _, to in _written(view, _COUPLE):
        theirs = named.get(to.id, [])
        if to.dead or not theirs or any(other.to == row.of for other in theirs):
            continue
        other = view.network.name_of(theirs[0].to)
        yield Finding(
            "spouses",
            f"names {to.name} as spouse, whose note names {other}",
            (row.source, theirs[0].source),
            "write former_spouse: for the one that is past, or take it out",
            row.of,
        )


def _kinds(view: View) -> Iterator[Finding]:
    """Yield pairs of whom two things are written that exclude each other."""
    kinds: defaultdict[tuple[str, str], dict[str, Relation]] = defaultdict(dict)
    wanted = frozenset(kind for clash in _CLASHES for kind in clash)
    for row in view.network.relations:
        if row.kind in wanted:
            kinds[row.of, row.to].setdefault(row.kind, row)
    told: set[frozenset[str]] = set()
    for (of, to), rows in sorted(kinds.items()):
        one, other = view.network.get(of), view.network.get(to)
        if one is None or other is None or frozenset((of, to)) in told:
            continue
        clash = next((pair for pair in _CLASHES if pair[0] in rows and pair[1] in rows), None)
        if clash and view.discretion.shows(of) and view.discretion.shows(to):
            told.add(frozenset((of, to)))
            first, second = rows[clash[0]], rows[clash[1]]
            yield Finding(
                "kinds",
                f"has {other.name} both as {clash[0]} and as {clash[1]}",
                tuple(dict.fromkeys((first.source, second.source))),
                "keep the line that is right, and take the other out",
                of,
            )


def _anniversaries(view: View) -> Iterator[Finding]:
    """Yield couples whose notes tell of different days."""
    told: set[frozenset[str]] = set()
    for _, of, to in _written(view, _COUPLE):
        pair = frozenset((of.id, to.id))
        if pair not in told and _differ(of.anniversary, to.anniversary):
            told.add(pair)
            yield Finding(
                "anniversaries",
                f"has {of.anniversary} as anniversary, {to.name} has {to.anniversary}",
                (of.source("anniversary"), to.source("anniversary")),
                f"write anniversary: {of.anniversary} into both, or the day that is right",
                of.id,
            )


def _of_twins(twins: tuple[Pair, ...]) -> Iterator[Finding]:
    """Yield what differs between two notes that may be one person's."""
    for pair in twins:
        for field, ours, theirs in _fields(pair.a, pair.b):
            yield Finding(
                "twins",
                f"{field} is {ours} here, and {theirs} in {pair.b.path}",
                (pair.a.source(field), pair.b.source(field)),
                f"if they are one person, keep the {field} that is right",
                pair.a.id,
                sure="only if they are one person",
            )


def _fields(a: Contact, b: Contact) -> Iterator[tuple[str, object, object]]:
    for field, ours, theirs in (
        ("birthday", a.birthday, b.birthday),
        ("died", a.died, b.died),
        ("anniversary", a.anniversary, b.anniversary),
    ):
        if _differ(ours, theirs):
            yield field, ours, theirs
    if a.city and b.city and a.city != b.city:
        yield "city", a.city, b.city


def _differ(ours: PartialDate | None, theirs: PartialDate | None) -> bool:
    """Return whether two dates exclude each other; a missing part excludes nothing."""
    if ours is None or theirs is None:
        return False
    parts = (
        (ours.year, theirs.year),
        (ours.month, theirs.month),
        (ours.day, theirs.day),
    )
    return any(one != other for one, other in parts if one is not None and other is not None)
