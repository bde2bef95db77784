"""One person or two: notes, and links without a note, that may mean the same person.

In: a view. Out: pairs with their reasons, and the section `one_or_two`, or None.
Not known here: what the two notes say differently (see `disagree.py`).

Signs are the same uid, name, e-mail, phone, and the same birthday with the same family name. People
who are tied by a relation may well share an address; where more than a few share one, it is an
office's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

from pnm.api import Contact, Section, fold
from pnm_data_health.finding import Finding, section_of
from pnm_data_health.view import View

MOST_SHARE: Final = 4
"""An address or a spelling that more people share tells nothing."""
PHONE_DIGITS: Final = 9
"""Enough of a number's end to know it, however its country is written."""
SHORTEST: Final = 6
"""Letters of a name in which one letter more or less may be a slip."""

_UID, _NAME, _MAIL, _PHONE, _BORN, _ALIAS = "uid", "name", "mail", "phone", "born", "alias"
_SAID: Final = {
    _UID: "the same uid",
    _NAME: "the same name",
    _MAIL: "the same e-mail",
    _PHONE: "the same phone",
    _BORN: "the same birthday and family name",
    _ALIAS: "an alias is the other's name",
}
_SHARED: Final = frozenset({_MAIL, _PHONE, _BORN})
"""Signs that families and flats share."""

_DIGITS: Final = re.compile(r"[0-9]")


class Pair(NamedTuple):
    """Two notes that may be one person's, and why."""

    a: Contact
    b: Contact
    signs: tuple[str, ...]


def pairs(view: View) -> tuple[Pair, ...]:
    """Return the notes that may be one person's, the surest first."""
    signs: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for sign, groups in _groups(view).items():
        for group in groups.values():
            if 1 < len(group) <= MOST_SHARE or sign in {_UID, _NAME}:
                for a, b in combinations(sorted(group)[: 2 * MOST_SHARE], 2):
                    signs[a, b][sign] = None
    found = [
        Pair(view.network[a], view.network[b], tuple(why))
        for (a, b), why in signs.items()
        if not (_SHARED.issuperset(why) and _are_two(view, a, b))
    ]
    return tuple(sorted(found, key=lambda pair: (-_weight(pair), view.rank(pair.a), pair.b.id)))


def _groups(view: View) -> dict[str, dict[object, set[str]]]:
    """Return for each sign the ids of those who share a value."""
    found: dict[str, defaultdict[object, set[str]]] = {s: defaultdict(set) for s in _SAID}
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    for one in view.people:
        for sign, value in _values(one):
            found[sign][value].add(one.id)
        by_name[fold(one.name)].add(one.id)
    for one in view.people:
        for alias in one.aliases:
            others = by_name.get(fold(alias), set()) - {one.id}
            if others and " " in alias.strip():
                found[_ALIAS][one.id, fold(alias)] = {one.id, *others}
    return {sign: dict(groups) for sign, groups in found.items()}


def _values(one: Contact) -> Iterator[tuple[str, object]]:
    words = fold(one.name).split()
    if one.uid:
        yield _UID, one.uid
    if words:
        yield _NAME, tuple(sorted(words))
    for mail in one.emails:
        yield _MAIL, mail.value.strip().casefold()
    for phone in one.phones:
        digits = "".join(_DIGITS.findall(phone.value))
        if len(digits) >= PHONE_DIGITS:
            yield _PHONE, digits[-PHONE_DIGITS:]
    if one.birthday is not None and one.birthday.full and len(words) > 1:
        yield _BORN, (one.birthday.full, words[-1])


def _weight(pair: Pair) -> int:
    return len(pair.signs) + (_UID in pair.signs) + (_NAME in pair.signs)


def _are_two(view: View, a: str, b: str) -> bool:
    """Return whether two people only share what families and flats share."""
    if any(row.to == b for row in view.network.relations_of(a)):
        return True
    one, other = view.network[a].birthday, view.network[b].birthday
    return one is not None and other is not None and one.full != other.full


def _names_meet(pair: Pair) -> bool:
    """Return whether two names have a word in common."""
    return not set(fold(pair.a.name).split()).isdisjoint(fold(pair.b.name).split())


def section(view: View, found: tuple[Pair, ...]) -> Section | None:
    """Return who may be one person, the surest first, then links that may be slips."""
    findings = [*(_finding(pair) for pair in found), *_slips(view)]
    return section_of(
        view,
        "one_or_two",
        "One person or two?",
        40,
        findings,
        tally=("likely duplicate", "likely duplicates"),
    )


def _finding(pair: Pair) -> Finding:
    a, b = pair.a, pair.b
    signs = ", ".join(_SAID[sign] for sign in pair.signs)
    text = f"may be the same person as {b.name} ({b.path}): {signs}"
    mend = f"if so, move what {b.path} knows into {a.path}{_with_alias(pair)}"
    if _SHARED.issuperset(pair.signs) and not _names_meet(pair):
        text = f"has {signs} as {b.name} ({b.path})"
        mend = "if neither is a slip, and they live or work together, write how they are tied"
    return Finding(
        "one_or_two",
        text,
        (a.source(), b.source()),
        mend,
        a.id,
        sure=_sure(pair),
        values=(("signs", pair.signs), ("other", b.id)),
    )


def _with_alias(pair: Pair) -> str:
    """Return what is to be written so that links to the other name keep their meaning."""
    known = {fold(name) for name in (pair.a.name, *pair.a.aliases)}
    return "" if fold(pair.b.name) in known else f", and add aliases: [{pair.b.name}]"


def _sure(pair: Pair) -> str:
    if _UID in pair.signs or len(pair.signs) > 1:
        return "quite sure"
    if pair.signs[0] in _SHARED:
        return "a guess: families share these"
    return "likely, though two people can have one name"


# -- links without a note ------------------------------------------------------------------------


def _slips(view: View) -> Iterator[Finding]:
    """Yield links without a note whose name is one letter away from somebody's."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    names = {}
    for one in view.people:
        for name in (one.name, *one.aliases):
            if len(fold(name)) >= SHORTEST:
                names[fold(name)] = one
                for rest in _shortened(fold(name)):
                    near[rest].add(fold(name))
    for ghost in view.network:
        if ghost.path is None and len(fold(ghost.name)) >= SHORTEST:
            close = {n for rest in _shortened(fold(ghost.name)) for n in near.get(rest, ())}
            meant = {names[name].id: names[name] for name in sorted(close)}
            if len(meant) == 1:
                yield from _slip(view, ghost, next(iter(meant.values())))


def _shortened(name: str) -> Iterator[str]:
    """Yield a name, and the name without each of its letters."""
    yield name
    for place, letter in enumerate(name):
        if not letter.isdigit():
            yield name[:place] + name[place + 1 :]


def _slip(view: View, ghost: Contact, meant: Contact) -> Iterator[Finding]:
    places = [row.source for row in view.network.mentions_of(ghost.id)]
    places += [row.source for row in view.network.relations_of(ghost.id)]
    at = tuple(dict.fromkeys(s for s in places if view.discretion.allows(s.path, ghost.name)))
    if at:
        yield Finding(
            "slip",
            f"may be meant by the link [[{ghost.name}]], which has no note",
            at,
            f"if so, write [[{meant.id.rpartition('/')[2]}]]",
            meant.id,
            sure="a guess: the spelling differs by a letter",
        )
