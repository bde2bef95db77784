"""A reminder for each open promise and each person it concerns.

In: the network, the day. Out: reminders of the kind `promise`. Not known here: reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from pnm.api import Network, Promise, Reminder, promise_text
from pnm_follow_ups.words import age, day_of, reason, timing

PROMISE: Final = "promise"
"""The kind of these reminders."""


def promised(network: Network, today: date) -> Iterator[Reminder]:
    """Yield each open promise for each person it concerns.

    Args:
        network: The whole vault.
        today: The day to count from.

    Yields:
        Reminders; those of one promise have one key, so that closing it closes them all.
    """
    for promise in network.promises:
        for person in promise.people:
            if person in network:
                yield Reminder(
                    due=day_of(promise, today),
                    contact_id=person,
                    text=_text(network, promise, person, today),
                    kind=PROMISE,
                    why=reason(promise, today),
                    sources=(promise.source,),
                    key=promise.key,
                )


def _text(network: Network, promise: Promise, person: str, today: date) -> str:
    owner = network[promise.people[0]]
    who = "you promised" if promise.mine else "they owe you"
    if not promise.mine and person != owner.id:
        who = f"{owner.name} owes you"
    facts = ", ".join(filter(None, (age(promise, today), timing(promise, today))))
    text = f"{who}: {promise_text(promise, network)}"
    return f"{text} ({facts})" if facts else text
