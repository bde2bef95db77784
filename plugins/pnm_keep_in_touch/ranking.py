"""Whom the review asks for: who is due, in which order, and who else is dear.

In: what all plugins remind of, the network, the day, the options. Out: reminders, chosen.
Not known here: how they are shown.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from pnm.api import REACH_OUT, TICKED_IN_REVIEW, Gathered, Network, Reminder, fold
from pnm_keep_in_touch.clock import days_between, may_ask, silent_since
from pnm_keep_in_touch.drift import DRIFT, LEAST_QUIET
from pnm_keep_in_touch.options import Options

_KINDS: Final = frozenset({REACH_OUT, DRIFT})
_DEAR: Final = 3
_DEAR_RATIO: Final = 3.0


def ranked(
    network: Network, today: date, gathered: Gathered, options: Options
) -> tuple[Reminder, ...]:
    """Return who is quiet today, the most quiet by their own interval first.

    Args:
        network: The whole vault.
        today: The day of the review.
        gathered: The reminders of all plugins.
        options: What the user set.

    Returns:
        One reminder a contact, by ratio; close circles, then names, decide between equals.
    """
    best: dict[str, Reminder] = {}
    for _, reminder in gathered.reminders:
        if reminder.kind in _KINDS and reminder.due <= today:
            known = best.get(reminder.contact_id)
            if known is None or (_ratio(reminder), reminder.key) > (_ratio(known), known.key):
                best[reminder.contact_id] = reminder
    shown = [row for row in best.values() if _is_shown(network, row.contact_id, options)]

    def order(row: Reminder) -> tuple[float, bool, str, str]:
        far = not _is_close(network, row.contact_id, options)
        return -_ratio(row), far, fold(network[row.contact_id].name), row.contact_id

    return tuple(sorted(shown, key=order))


def asked(
    quiet: tuple[Reminder, ...], options: Options, reached_already: int = 0
) -> tuple[Reminder, ...]:
    """Return those whom the review asks for; the others are only counted.

    Args:
        quiet: In order.
        options: What the user set.
        reached_already: Whom the review of this week asked for, and who was reached since:
            nobody else takes their place, so that a week never asks for more than its number.

    Returns:
        The first ones.
    """
    return quiet[: max(0, options.asks - reached_already)]


def reached(network: Network, today: date) -> int:
    """Return how many quiet people were reached by a tick in this week's reviews."""
    monday = today - timedelta(days=today.weekday())
    ticked = {
        person: row.day
        for row in network.interactions_between(monday, today)
        if row.rule == TICKED_IN_REVIEW
        for person in row.people
    }
    return sum(_was_quiet(network, person, day) for person, day in ticked.items())


def _was_quiet(network: Network, contact_id: str, day: date) -> bool:
    """Tell whether a person had been quiet for longer than wished when the line was ticked."""
    before = [other for other in network.days_of(contact_id) if other < day]
    cadence = network.cadence_of(contact_id)
    wished = cadence.every_days if cadence and cadence.every_days else LEAST_QUIET
    return not before or days_between(before[-1], day) >= wished


def dear(
    network: Network,
    today: date,
    quiet: tuple[Reminder, ...],
    chosen: tuple[Reminder, ...],
    options: Options,
) -> tuple[Reminder, ...]:
    """Return a few dear people who are not asked for; each week others, in turn.

    Args:
        network: The whole vault.
        today: The day of the review; its ISO week decides whose turn it is.
        quiet: Who is quiet.
        chosen: Who is asked for already.
        options: What the user set.

    Returns:
        At most three.
    """
    taken = {row.contact_id for row in chosen}
    rows = [
        row
        for row in quiet
        if row.contact_id not in taken and _is_dear(network, row, today, options)
    ]
    rows.sort(key=lambda row: (fold(network[row.contact_id].name), row.contact_id))
    week = (today.toordinal() - 1) // 7
    start = week * _DEAR % len(rows) if len(rows) > _DEAR else 0
    return tuple((rows[start:] + rows[:start])[:_DEAR])


def _ratio(reminder: Reminder) -> float:
    return 1.0 if reminder.ratio is None else reminder.ratio


def _is_shown(network: Network, contact_id: str, options: Options) -> bool:
    contact = network.get(contact_id)
    if contact is None or not may_ask(contact):
        return False
    return options.include_private or not contact.private


def _is_close(network: Network, contact_id: str, options: Options) -> bool:
    words = {word for name in network.circles_of(contact_id) for word in fold(name).split()}
    return not words.isdisjoint(map(fold, options.close))


def _is_dear(network: Network, reminder: Reminder, today: date, options: Options) -> bool:
    if _ratio(reminder) >= _DEAR_RATIO and _is_close(network, reminder.contact_id, options):
        return True
    cadence = network.cadence_of(reminder.contact_id)
    start = silent_since(network, network[reminder.contact_id])
    if cadence is None or cadence.longest_days is None or start is None:
        return False
    return days_between(start, today) > cadence.longest_days
