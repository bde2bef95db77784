"""Contacts without a cadence who have grown quiet by their own rhythm.

In: the network, the day. Out: reminders of the kind `drift`.
Not known here: cadences other than that there is one (see `wishes.py`), and reports.

Drift is a band: from twice the usual gap, and two weeks, to twelve times the gap, or 90 days where
that is longer. Below it somebody met daily would be named after three days; above it lie the ties
of a school or a job that has simply ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from pnm.api import Contact, Network, Reminder, counted, spoken_days, written_day
from pnm_keep_in_touch.clock import days_between, may_ask, plan_within
from pnm_keep_in_touch.words import every, talk

LEAST_QUIET: Final = 14
"""Days below which nobody counts as quiet, whatever their rhythm."""

DRIFT: Final = "drift"
"""The kind of these reminders."""

FEWEST_DAYS: Final = 4
"""Days of contact from which on there is a rhythm."""

_SOURCES: Final = 4


def drifting(network: Network, today: date) -> Iterator[Reminder]:
    """Yield the contacts that are quiet by their own rhythm.

    Args:
        network: The whole vault.
        today: The day to count from.

    Yields:
        One reminder for each who is in the band today; its day is when the band was reached.
    """
    for contact in network.in_notes():
        cadence = network.cadence_of(contact.id)
        free = cadence is None or not (cadence.never or cadence.every_days)
        if free and may_ask(contact) and not _is_snoozed(contact, today):
            yield from _drift_of(network, contact, today)


def _is_snoozed(contact: Contact, today: date) -> bool:
    return contact.snooze_until is not None and contact.snooze_until > today


def _drift_of(network: Network, contact: Contact, today: date) -> Iterator[Reminder]:
    last = network.last_contact(contact.id)
    quiet = days_between(last.day, today) if last is not None else 0
    if quiet < LEAST_QUIET:
        return
    days = network.days_of(contact.id)
    if len(days) < FEWEST_DAYS:
        return
    gap = _median([(later - earlier).days for earlier, later in pairwise(days)])
    lower, upper = band(gap)
    if not lower <= quiet <= upper or plan_within(network, contact.id, today, gap):
        return
    rows = network.interactions_of(contact.id)
    rhythm = every(spoken_days(round(gap)))
    why = (
        f"no cadence wished; {counted(len(days), 'day')} of contact since"
        f" {written_day(days[0], today)}, about {rhythm}; last: {talk(rows[-1], today)}"
    )
    yield Reminder(
        due=days[-1] + timedelta(days=lower),
        contact_id=contact.id,
        text=f"quiet for {spoken_days(quiet)}; your rhythm was about {rhythm}",
        kind=DRIFT,
        why=why,
        sources=tuple(dict.fromkeys(row.source for row in reversed(rows)))[:_SOURCES],
        ratio=round(quiet / gap, 3),
        key=f"{DRIFT}:{contact.id}",
    )


def _median(numbers: list[int]) -> float:
    numbers.sort()
    half = len(numbers) // 2
    return float(numbers[half]) if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2


def band(gap_days: float) -> tuple[int, float]:
    """Return between how many quiet days somebody drifts.

    Args:
        gap_days: The median of the days between two contacts.

    Returns:
        The fewest whole days that are more than twice the gap and at least two weeks, and the
        most: twelve times the gap, or 90 days where that is longer.
    """
    return max(LEAST_QUIET, int(2 * gap_days) + 1), max(12 * gap_days, 90.0)
