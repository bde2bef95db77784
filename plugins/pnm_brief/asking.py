"""Worth coming back to: what the last log lines leave open, in their own words.

In: a view, a contact's times. Out: the section `ask`, or None.
Not known here: what became of it, unless a later line says so. Nothing is made up: a line is
quoted as far as one of the words below makes it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pnm.api import Contact, Line, Section, telling_words, written_day
from pnm_brief.times import Time
from pnm_brief.view import View
from pnm_brief.words import plain

MOST: Final = 4
"""Things to come back to."""
_TIMES: Final = 8
"""Last times that are looked at."""
_YEAR: Final = 366
_SEASON: Final = 92
_SHORTEST: Final = 12

_CLAUSE: Final = re.compile(r"(?<=[;.!?])\s+(?:/\s+)?")

_WISHES: Final = (
    r"(?-i:I) (?:have not|haven't|had no answer|must|should|shall|owe|promised)|my turn",
    r"want(?:s|ed)? (?:to|a|an|me to)",
    r"would (?:like|love)",
    r"hop(?:es|ed|ing) (?:to|for|that)",
    r"plan(?:s|ned|ning)? (?:to|a|an|for)",
    r"(?-i:may|might) \w+|(?-i:he|she|they|we|it|I|you|who|and|[A-Z]\w+) (?-i:will) \w+",
    r"perhaps|maybe",
    r"(?:not|un)\s?decided|not sure|cannot decide",
    r"think(?:s|ing) (?:of|about)",
    r"consider(?:s|ing)",
    r"look(?:s|ing)? (?:for|at flats?|at houses?)",
    r"wait(?:s|ing)? (?:for|on)",
    r"appl(?:ies|ied|ying) (?:for|to)",
    r"train(?:s|ing) for|learning",
    r"in (?:the )?(?:spring|summer|autumn|fall|winter)|next (?:year|spring|summer|autumn|winter)",
    r"dream(?:s|t)? of",
    r"not yet|any day",
    r"offers? from|(?:did|has|have|had) not (?:yet )?(?:open|answer|decide|sa[iy]d?|told|tell)\w*",
)
"""What stays open for a year."""

_NEAR: Final = (
    r"going to",
    r"interviews?|exams?|viva",
    r"is to be|are to be",
    r"mov(?:es|ing) (?:to|in|out|house)",
    r"start(?:s|ing) (?:on|in|at|to|with|next)",
    r"(?:has|have) (?:booked|begun|started)",
    r"next (?:week|month|\w+day)|until \w+day|on \w+day|tomorrow|soon",
    r"asked (?:if|whether|for|me)",
    r"worr(?:y|ies|ied)|afraid|nervous",
    r"new (?:job|flat|house|baby|boss|school)|lost (?:his|her|their) job|laid off|on leave",
    r"operation|surgery|hospital|clinic|ill|sick|fever|pregnant|expecting|divorce",
)
"""What has settled, or is old news, after a season."""


class _Loose(NamedTuple):
    """A clause that leaves something open, and the time that it was written of."""

    clause: str
    time: Time


def section(view: View, contact: Contact, times: tuple[Time, ...]) -> Section | None:
    """Return what the last lines leave open, the latest first.

    Args:
        view: The vault.
        contact: Whom the user meets.
        times: All times with them, newest first.

    Returns:
        The section, or None where nothing is open.
    """
    if contact.dead:
        return None
    found = list(_loose(view, times[:_TIMES]))[:MOST]
    lines = tuple(_line(view, contact, row, times) for row in found)
    return Section("ask", "Worth coming back to", 40, lines) if lines else None


def _loose(view: View, times: tuple[Time, ...]) -> Iterator[_Loose]:
    wishes, near = _pattern((*_own(view), *_WISHES)), _pattern(_NEAR)
    for time in times:
        clauses = [clause for text in time.texts for clause in _clauses(text)]
        days = (view.today - time.day).days
        found = [clause for clause in clauses if days <= _YEAR and wishes.search(clause)]
        found += [clause for clause in clauses if days <= _SEASON and near.search(clause)]
        yield from (_Loose(clause, time) for clause in found[:1])


def _own(view: View) -> tuple[str, ...]:
    return tuple(re.escape(word) for word in view.options.ask_words if word.strip())


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _clauses(text: str) -> Iterator[str]:
    """Yield the parts of a line, each long enough to be understood alone."""
    parts = [part.strip() for part in _CLAUSE.split(text)]
    for number, part in enumerate(parts):
        told = part.strip(" ;.")
        if len(told) >= _SHORTEST:
            yield told
        elif number:
            yield f"{parts[number - 1]} {told}"


def _line(view: View, contact: Contact, row: _Loose, times: tuple[Time, ...]) -> Line:
    day = written_day(row.time.day, view.today)
    when = ", ".join(filter(None, (row.time.channel, day)))
    later = _later(view, row, times)
    details = [when]
    if later is not None:
        details.append(f"then, {written_day(later.day, view.today)}: {later.text}")
    return Line(
        plain(row.clause),
        details=tuple(details),
        why="the line leaves it open",
        sources=(*row.time.sources, *(later.sources if later else ())),
        key=f"brief:ask:{contact.id}:{row.time.day}:{row.time.channel}",
    )


def _later(view: View, row: _Loose, times: tuple[Time, ...]) -> Time | None:
    """Return the next time whose words come back to it, where there is one."""
    names = frozenset().union(*(telling_words(other.name) for other in view.network))
    words = telling_words(row.clause) - names
    after = [time for time in reversed(times) if time.day > row.time.day]
    return next((time for time in after if words & telling_words(time.text)), None)
