"""One note to the presents that it tells of, and the ideas for some.

In: a note as it is written, words that are no presents. Out: facts of the kinds `GIFT` and `IDEA`.
Not known here: other notes, and whom a link means.

A present is told of in a dated line. It is `gift: …`, or it begins with `gave her …`, `gave me …`,
`got … from her`; and what follows is a thing, not a lift.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from pnm.api import Fact, WrittenLine, WrittenNote, fold, parse_day, shortened
from pnm_gifts.linked import LINK, OWN, linked, places
from pnm_gifts.words import ARTICLES, HEADINGS, NO_GIFTS, OCCASIONS

GIFT: Final = "gift"
IDEA: Final = "gift_idea"
GIVEN: Final = "given"
"""The value of a present that says whether it was given; else it was received."""

_LONGEST: Final = 120
_LOOKED_AT: Final = 400
_FIRST_WORDS: Final = 4
"""So many words of a thing are looked at for one that is no present."""

_START: Final = 80
_SIGN: Final = re.compile(r"gave |got |received |gift|present", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_END: Final = re.compile(r"[;.!?](?:\s|$)|\s[–—]\s")
_LEAD: Final = re.compile(
    r"\A(?!\(?(?:gift|present)s?\b)(?:\([\w -]{1,20}\)[\s:–—-]*|[\w-]{1,20}:\s+)", re.IGNORECASE
)
"""A channel before the text: `(coffee)`, `lunch:`."""


class _Told(NamedTuple):
    """A present in a line: whether it was given, to or from whom, and what."""

    given: bool
    who: str
    thing: str


def facts_of(note: WrittenNote, no_gifts: frozenset[str]) -> Iterator[Fact]:
    """Yield the presents and the ideas of a note.

    Args:
        note: As it is written.
        no_gifts: Folded words that are no presents, beside the usual ones.
    """
    for line in note.lines:
        rest = line.rest
        if line.heading and note.is_contact and _lists_ideas(line.heading) and _is_idea(line):
            idea = linked(rest[:_LOOKED_AT])
            if text := shortened(idea.plain(idea.text), _LONGEST):
                yield Fact(IDEA, line.line, text)
        # Most lines tell of no present; plain words are found several times as fast as a pattern.
        elif (
            "ave " in rest
            or "ot " in rest
            or "eceived " in rest
            or "ift" in rest
            or "resent" in rest
        ) and _may_tell(line):
            yield from _gifts(note, line, no_gifts)


@lru_cache(maxsize=1024)
def _lists_ideas(heading: str) -> bool:
    return fold(heading).strip(" :") in HEADINGS


def _is_idea(line: WrittenLine) -> bool:
    return line.kind in {"item", "task"} and line.box in {"", " "} and bool(line.rest.strip())


def _may_tell(line: WrittenLine) -> bool:
    if _SIGN.search(line.rest, 0, _START) is None:
        return False
    return line.kind in {"item", "paragraph", "task"} and line.box in {"", "x", "X"}


def _gifts(note: WrittenNote, line: WrittenLine, no_gifts: frozenset[str]) -> Iterator[Fact]:
    day = _day(note, line)
    if day is None:
        return
    said = linked(line.rest[:_LOOKED_AT], note.name if note.is_contact else "")
    told = _told(_LEAD.sub("", said.text.strip(), count=1), no_gifts)
    if told is None:
        return
    about = tuple(line.links[at] for at in places(told.who) if at < len(line.links))
    thing = shortened(said.plain(_cut(told.thing)), _LONGEST).strip(" .,;:")
    if thing and (about or note.is_contact):
        yield Fact(GIFT, line.line, thing, about, day, MappingProxyType({GIVEN: told.given}))


def _day(note: WrittenNote, line: WrittenLine) -> date | None:
    """Return the day that a line tells of: its own, its heading's, or the note's."""
    if line.day is not None:
        return line.day
    heading = line.heading.strip("[] ").split(maxsplit=1)
    return (parse_day(heading[0].strip("[]:")) if heading else None) or note.day


# -- what a line says ------------------------------------------------------------------------------

_ONE: Final = f"(?:her|him|them|{OWN}|{LINK})"
_WHO: Final = rf"(?P<who>{_ONE}(?:(?:, | and | & ){_ONE})*)(?!\w)"
_WAYS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), given, sure)
    for pattern, given, sure in (
        (r"\((?:gift|present)s?\)[\s:–—-]*(?P<thing>.+)", True, True),
        (rf"(?:gift|present)s?(?: (?:for|to) {_WHO})?\s*:\s*(?P<thing>.+)", True, True),
        (rf"(?:gift|present)s? from {_WHO}\s*:\s*(?P<thing>.+)", False, True),
        (rf"(?:I )?gave {_WHO},? (?P<thing>.+)", True, False),
        (rf"(?:I )?gave (?P<thing>[^;.]+?) to {_WHO}", True, False),
        (rf"(?:(?:she|he|they|{_WHO}) )?gave (?:me|us) (?P<thing>.+)", False, False),
        (rf"(?:got|received) from {_WHO},? (?P<thing>.+)", False, False),
        (rf"(?:got|received) (?P<thing>[^;.]+?) from {_WHO}", False, False),
    )
)
"""How a present is told, each with whether it was given, and whether it is one for sure."""


def _told(text: str, no_gifts: frozenset[str]) -> _Told | None:
    """Return the present that a line tells of, as it stands without its day and channel."""
    for pattern, given, sure in _WAYS:
        if found := pattern.match(text):
            thing = found["thing"]
            if not (sure or _is_thing(_cut(thing), no_gifts)):
                return None
            return _Told(given, found.groupdict().get("who") or "", thing)
    return None


def _is_thing(thing: str, no_gifts: frozenset[str]) -> bool:
    """Return whether what was given is a thing, by its first words."""
    words = [word.casefold() for word in _WORD.findall(thing)]
    if not OCCASIONS.isdisjoint(words):
        return True
    if re.match(LINK, thing):
        return True
    if not words or (words[0] not in ARTICLES and not words[0].isdecimal()):
        return False
    first = {fold(word) for word in words[1 : 1 + _FIRST_WORDS]}
    return bool(first) and first.isdisjoint(NO_GIFTS) and first.isdisjoint(no_gifts)


def _cut(text: str) -> str:
    """Return a text up to the end of what it says first."""
    end = _END.search(text)
    return text[: end.start()] if end else text
