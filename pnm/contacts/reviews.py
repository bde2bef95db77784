"""The ticked lines of a generated review: each is a contact that its reader logged.

In: the text of a review, its day, the file's day. Out: touches, refusals and ticks.
Not known here: whom a link means, and which day it is.
"""

from __future__ import annotations

from datetime import date, timedelta

from pnm.contacts.facts import Refusal, Tick, Touch
from pnm.contacts.profile import Profile
from pnm.contacts.touches import Touches
from pnm.contacts.words import said
from pnm.keep import ReviewItem, items
from pnm.model import TICKED_IN_REVIEW
from pnm.notes import links_in, plain

UNTICKED = "an unticked line of a review"
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
    for item in items(text):
        links = links_in(item.text, item.line)
        if item.state in {"x", "X"}:
            on = _tick_day(item, day, changed)
            if not on:
                continue
            ticks.append(Tick(item.key, on, item.line))
            if item.word == "log" and links:
                touches.append(_touch(item, links[0].target, on, day, profile))
        elif links:
            refusals.append(Refusal(links[0].target, item.line, UNTICKED))
    return Touches(tuple(touches), tuple(refusals)), tuple(ticks)


def _tick_day(item: ReviewItem, day: date | None, changed: date | None) -> str:
    if item.done:
        return item.done.isoformat()
    if day is None:
        return changed.isoformat() if changed else ""
    if changed and day <= changed < day + timedelta(days=DAYS):
        return changed.isoformat()
    return day.isoformat()


def _touch(item: ReviewItem, target: str, on: str, day: date | None, profile: Profile) -> Touch:
    told = " / ".join(line.strip("-*+ \t") for line in item.typed.splitlines() if line.strip())
    found = said(plain(told), profile, anywhere=True)
    earliest = day.isoformat() if day and not item.done else ""
    return Touch(
        on, found.channel, found.text, item.line, TICKED_IN_REVIEW, (target,), found.favour, earliest=earliest
    )
