"""What is known of presents, in words.

In: `Known`, the day. Out: short English texts. Not known here: sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pnm.api import KnownFact, listed, written_day
from pnm_gifts.known import Known


def ideas(known: Known, today: date) -> str:
    """Return the ideas, those that were given before with the day."""
    return listed([_idea(known, idea, today) for idea in known.ideas.texts])


def _idea(known: Known, idea: str, today: date) -> str:
    before = known.given_before(idea)
    if before is None or before.day is None:
        return idea
    return f"{idea} (given {written_day(before.day, today)})"


def present(fact: KnownFact, today: date) -> str:
    """Return a present with its day: `12 Dec 2025: an atlas`."""
    return f"{written_day(fact.day, today)}: {fact.text}" if fact.day else fact.text


def presents(facts: Sequence[KnownFact], today: date, most: int) -> str:
    """Return presents on one line, the newest first: `an atlas (12 Dec 2025)`."""
    shown = [f"{fact.text} ({written_day(fact.day, today)})" for fact in facts[:most] if fact.day]
    return listed(shown, others=max(0, len(facts) - most))
