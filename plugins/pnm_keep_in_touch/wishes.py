"""Reminders for the contacts that the user wishes to be in touch with every so often.

In: the network, the day. Out: reminders of the kind `reach_out`, also those of days to come.
Not known here: contacts without a wish (see `drift.py`), and reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pnm.api import (
    REACH_OUT,
    Cadence,
    Contact,
    Interaction,
    Network,
    Reminder,
    Source,
    on_day,
    spoken_days,
    spoken_interval,
    written_day,
)
from pnm_keep_in_touch.clock import days_between, may_ask, plan_within
from pnm_keep_in_touch.words import every, talk


def wished(network: Network, today: date) -> Iterator[Reminder]:
    """Yield when to be in touch again with each contact that has a cadence.

    Args:
        network: The whole vault.
        today: The day to count from.

    Yields:
        One reminder a contact. The clock starts at the last contact; a snooze and a near
        plan move the day.
    """
    for contact in network.in_notes():
        cadence = network.cadence_of(contact.id)
        if cadence is None or cadence.never or not may_ask(contact):
            continue
        if cadence.every_days:
            yield _reminder(network, contact, cadence, cadence.every_days, today)


@dataclass(frozen=True, slots=True)
class _Delay:
    """What moves a reminder's day: not before when, why, and where that stands."""

    until: date
    why: str
    source: Source


def _reminder(
    network: Network, contact: Contact, cadence: Cadence, every_days: int, today: date
) -> Reminder:
    last = network.last_contact(contact.id)
    start = contact.created if last is None else last.day
    quiet = days_between(start, today) if start else every_days
    due = start + timedelta(days=every_days) if start else today
    delays = tuple(_delays(network, contact, every_days, today))
    why = (
        _wish(every_days, cadence.origin),
        f"last: {talk(last, today)}" if last else _untold(contact, today),
        *_beyond(cadence, quiet),
        *(delay.why for delay in delays),
    )
    return Reminder(
        due=max(due, *(delay.until for delay in delays)) if delays else due,
        contact_id=contact.id,
        text=_text(contact, last, quiet, today),
        kind=REACH_OUT,
        why="; ".join(why),
        sources=(
            last.source if last else contact.source("created"),
            cadence.source,
            *(delay.source for delay in delays),
        ),
        ratio=round(quiet / every_days, 3),
        key=f"{REACH_OUT}:{contact.id}",
    )


def _text(contact: Contact, last: Interaction | None, quiet: int, today: date) -> str:
    if last is None:
        return _untold(contact, today)
    return f"quiet for {spoken_days(quiet)}" if quiet else "in touch today"


def _untold(contact: Contact, today: date) -> str:
    if contact.created is None:
        return "no contact noted yet"
    return f"no contact noted since the note began {on_day(contact.created, today)}"


@lru_cache(maxsize=512)
def _wish(every_days: int, origin: str) -> str:
    where = "" if origin == "note" else f" ({origin})"
    return f"you wished {every(spoken_interval(every_days))}{where}"


def _beyond(cadence: Cadence, quiet: int) -> Iterator[str]:
    if cadence.longest_days and quiet > cadence.longest_days:
        yield f"longer than the {spoken_interval(cadence.longest_days)} you named as the longest"


def _delays(network: Network, contact: Contact, every_days: int, today: date) -> Iterator[_Delay]:
    plan = plan_within(network, contact.id, today, every_days)
    if plan is not None:
        meet = "you meet" if plan.channel in {"", "in person"} else f"planned: {plan.channel}"
        why = f"{meet} {on_day(plan.day, today)}"
        yield _Delay(plan.day + timedelta(days=1), why, plan.source)
    if contact.snooze_until is not None and contact.snooze_until > today:
        why = f"snoozed until {written_day(contact.snooze_until, today)}"
        yield _Delay(contact.snooze_until, why, contact.source("snooze_until"))
