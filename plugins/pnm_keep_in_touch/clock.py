"""Whom to ask for at all, since when there was silence, and what is planned.

In: a contact, the network, the day. Out: days and plans. Not known here: cadences and words.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from pnm.api import Contact, Interaction, Network

PLAN_DAYS: Final = 14
"""A plan this near silences, also where somebody is met more often."""


def may_ask(contact: Contact) -> bool:
    """Say whether to speak of being in touch with somebody at all.

    Args:
        contact: Anybody of the network.

    Returns:
        False for the vault's owner, the dead, the paused, and people known only by a link.
    """
    return not (contact.path is None or contact.dead or contact.me or contact.paused)


def silent_since(network: Network, contact: Contact) -> date | None:
    """Return the last day of contact, else the note's first day, else None."""
    last = network.last_contact(contact.id)
    return last.day if last else contact.created


def days_between(start: date, today: date) -> int:
    """Return the days that passed, never below 0."""
    return max(0, (today - start).days)


def plan_within(network: Network, contact_id: str, today: date, days: float) -> Interaction | None:
    """Return the next plan with a contact.

    Args:
        network: The whole vault.
        contact_id: The contact.
        today: The day to look from.
        days: How far to look; at least two weeks are.

    Returns:
        The soonest plan in that time, or None.
    """
    plans = network.plans_of(contact_id)
    if plans and (plans[0].day - today).days <= max(PLAN_DAYS, days):
        return plans[0]
    return None
