"""Who was close or often met, and has gone quiet.

In: the network, the day, the options. Out: `Lost` values, in order.
Not known here: what might be an occasion to write, and how anything is shown.

It is told by days of contact: how many there were, over how long, and how the present quiet
compares with what was usual. Nobody has a score.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final

from pnm.api import Contact, Interaction, Network, fold
from pnm_lost_touch.options import Options

SPAN_DAYS: Final = 60
"""Days between the first and the last contact; what is over sooner was one matter."""
PLAN_DAYS: Final = 90
"""A plan this near means that touch is not lost."""
_FEWEST: Final = 2
_LONG_KNOWN: Final = 3
"""Days of contact that are enough where they lie a year or more apart."""
_YEAR: Final = 365
_LONGER: Final = 2
"""How many of the usual gaps the quiet is longer than; a year is long by itself."""
_KIN: Final = frozenset(
    "spouse partner child parent sibling grandparent grandchild kin friend godparent godchild"
    " co_resident mentor mentee".split()
)
"""What somebody may be to the vault's owner to be close."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Somebody who has gone quiet.

    Attributes:
        contact: Who.
        days: The days of contact, oldest first.
        usual: Days that usually lay between two of them.
        quiet: Days since the last.
        last: The last time.
        close: Whether a circle or a relation says that they are close.
    """

    contact: Contact
    days: tuple[date, ...]
    usual: int
    quiet: int
    last: Interaction
    close: bool


def may_write(network: Network, contact: Contact, today: date) -> bool:
    """Return whether to speak of writing to somebody at all.

    Args:
        network: The whole vault.
        contact: Anybody of it.
        today: The day to answer for.

    Returns:
        False for the vault's owner, the dead, the paused, the snoozed, those of whom the user
        wishes never to be reminded, those known only by a link, and those with a plan near.
    """
    if contact.path is None or contact.me or contact.dead or contact.paused:
        return False
    if contact.snooze_until is not None and contact.snooze_until > today:
        return False
    cadence = network.cadence_of(contact.id)
    if cadence is not None and cadence.never:
        return False
    plans = network.plans_of(contact.id)
    return not plans or (plans[0].day - today).days > PLAN_DAYS


def gone_quiet(
    network: Network, today: date, options: Options, since: date | None
) -> tuple[Lost, ...]:
    """Return who has gone quiet.

    Args:
        network: The whole vault.
        today: The day to count from.
        options: What the user set.
        since: Only those who were in touch on this day or later; None for all.

    Returns:
        The close ones first, then those met most often.
    """
    kin = _kin(network)
    found = (
        _lost(network, contact, today, options, kin)
        for contact in network.in_notes()
        if options.include_private or not contact.private
    )
    rows = [row for row in found if row is not None and (since is None or row.last.day >= since)]
    rows.sort(
        key=lambda row: (not row.close, -len(row.days), fold(row.contact.name), row.contact.id)
    )
    return tuple(rows)


def _kin(network: Network) -> frozenset[str]:
    ego = network.ego
    rows = network.relations_of(ego.id) if ego is not None else ()
    return frozenset(row.to for row in rows if row.kind in _KIN)


def _lost(
    network: Network, contact: Contact, today: date, options: Options, kin: frozenset[str]
) -> Lost | None:
    last = network.last_contact(contact.id)
    quiet = (today - last.day).days if last is not None else 0
    if last is None or quiet < options.quiet or not may_write(network, contact, today):
        return None
    days = network.days_of(contact.id)
    close = contact.id in kin or _is_close(network, contact, options)
    if not _was_near(days, close=close, times=options.times):
        return None
    usual = round(median((later - earlier).days for earlier, later in pairwise(days)))
    if quiet < max(min(_LONGER * usual, _YEAR), usual, _wished(network, contact)):
        return None
    return Lost(contact, days, usual, quiet, last, close)


def _was_near(days: tuple[date, ...], *, close: bool, times: int) -> bool:
    """Return whether so many days of contact, so far apart, are of somebody close or often met."""
    if len(days) < _FEWEST or close:
        return len(days) >= _FEWEST
    span = (days[-1] - days[0]).days
    return span >= (SPAN_DAYS if len(days) >= times else _YEAR) and len(days) >= min(
        times, _LONG_KNOWN
    )


def _wished(network: Network, contact: Contact) -> int:
    """Return the days that the user wishes to let pass, which is no losing touch."""
    cadence = network.cadence_of(contact.id)
    if cadence is None:
        return 0
    return max(cadence.every_days or 0, cadence.longest_days or 0) + 1


def _is_close(network: Network, contact: Contact, options: Options) -> bool:
    words = {word for name in network.circles_of(contact.id) for word in fold(name).split()}
    return not words.isdisjoint(map(fold, options.close))
