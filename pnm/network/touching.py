"""The times of being in touch that notes tell of, up to a day and after it.

In: facts, who is meant by a link, the day. Out: rows (see `times.py`), and the targets of lists of
people. Not known here: relations, promises, and what is made of the rows.

A later time is a plan, unless it was only noted after the fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pnm.contacts.rules import EXPLICIT, TICKED
from pnm.contacts.stored import Facts
from pnm.model import TICKED_IN_REVIEW
from pnm.network.times import Row
from pnm.network.whom import OWN, Whom

_NO_PLAN = frozenset({EXPLICIT, TICKED, TICKED_IN_REVIEW})
"""What is noted after the fact: on an earlier day it was nothing yet, and no plan."""


def listed(facts: Iterable[Facts], today: str) -> Iterator[tuple[str, str]]:
    """Yield who stands in lists of people up to the day.

    Args:
        facts: Of all notes.
        today: ISO.

    Yields:
        Targets of links, each with its note's path.
    """
    for note in facts:
        if note.lists_people:
            for day, _, _, _, _, people, _, is_listed, _ in note.touches:
                if is_listed and day <= today:
                    for target in people:
                        yield target, note.path


def times(facts: Iterable[Facts], whom: Whom, today: str) -> tuple[list[Row], list[Row]]:
    """Find the times of being in touch.

    Args:
        facts: Of all notes.
        whom: Who is meant.
        today: ISO.

    Returns:
        The rows up to the day, and the plans after it.
    """
    past: list[Row] = []
    plans: list[Row] = []
    words: dict[str, str] = {}  # a word is held once, however many rows say it
    once = words.setdefault
    for note in facts:
        path, private = note.path, note.private
        own = whom.people(OWN, path)
        for day, channel, text, line, rule, targets, favour, _, earliest in note.touches:
            if day > today:
                day = earliest or day
                if day > today and rule in _NO_PLAN:
                    continue
            people = own if targets == OWN else whom.people(targets, path)
            if people:
                rows = plans if day > today else past
                rows.append(
                    (
                        once(day, day),
                        rule != EXPLICIT,
                        path,
                        line,
                        len(rows),
                        people,
                        once(channel, channel),
                        text,
                        once(rule, rule),
                        favour,
                        private,
                    )
                )
    return past, plans
