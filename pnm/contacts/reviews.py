"""The ticked lines of a generated review: each is a contact that its reader logged.

In: the text of a review, its day, the file's day. Out: touches, refusals and ticks.
Not known here: whom a link means, and which day it is.
"""

from __future__ import annotations

from datetime import date, timedelta

from pnm.contacts.facts import Refusal, Tick, Touch
from pnm.contacts.profile import Profile
from pnm.contacts.rules import UNTICKED
from pnm.contacts.touches import Touches
from pnm.contacts.words import said
from pnm.keep import ReviewItem, items, ticked_days
from pnm.model import TICKED_IN_REVIEW
from pnm.notes import links_in, plain

DAYS = 7
"""A tick without a day of its own was made within the review's week, or counts on its first day."""


def read_review(
    text: str, day: date | None, changed: date | None, profile: Profile
) -> tuple[Touches, tuple[Tick, ...]]:
    """Read what was ticked in a review.

    Args:
        text: The note's text.
        day: The day the review was made for.
        changed: The day the file was last changed, in the user's time zone.
        profile: The vault's profile.

    Returns:
        The touches and refusals, and the ticks of all lines by key.
    """
    touches: list[Touch] = []
    refusals: list[Refusal] = []
    ticks: list[Tick] = []
    known = ticked_days(text)
    for item in items(text):
        links = links_in(item.text, item.line)
        if item.state in {"x", "X"}:
            tick = _tick(item, known.get(item.key), day, changed)
            if tick.day:
                ticks.append(tick)
                if item.word == "log" and links:
                    touches.append(_touch(item, links[0].target, tick, profile))
        elif links:
            refusals.append(Refusal(links[0].target, item.line, UNTICKED))
    return Touches(tuple(touches), tuple(refusals)), tuple(ticks)


def _tick(item: ReviewItem, known: date | None, day: date | None, changed: date | None) -> Tick:
    """Find the day of a tick: as written on the line, as pnm noted, or by the file's own day."""
    sure = item.done or known
    if sure is not None:
        return Tick(item.key, sure.isoformat(), item.line)
    if day is None:
        return Tick(item.key, changed.isoformat() if changed else "", item.line)
    if changed and day <= changed < day + timedelta(days=DAYS):
        return Tick(item.key, changed.isoformat(), item.line, day.isoformat())
    return Tick(item.key, day.isoformat(), item.line)


def _touch(item: ReviewItem, target: str, tick: Tick, profile: Profile) -> Touch:
    told = " / ".join(line.strip("-*+ \t") for line in item.typed.splitlines() if line.strip())
    channel, favour, text = said(plain(told), profile, anywhere=True)
    return Touch(
        tick.day,
        channel,
        text,
        item.line,
        TICKED_IN_REVIEW,
        (target,),
        favour,
        earliest=tick.earliest,
    )
