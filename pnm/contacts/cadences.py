"""How often the user wishes to be in touch with somebody, as keys and tags say it.

In: the text of a key, the tags of a note. Out: rows of a cadence.
Not known here: circles, and what is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pnm.dates import parse_interval, parse_span

TIERS: dict[str, int] = {
    "inner": 14,
    "close": 30,
    "casual": 90,
    "warm": 180,
    "dormant": 365,
}
"""Days that the words of `prm-tier` stand for; numbers stand for themselves."""

LISTS: dict[str, int] = {"alist": 21, "blist": 60, "clist": 180, "dlist": 365}
"""Days between contacts for Derek Sivers' lists; `elist` carries no interval."""

NEVER_LIST = "flist"
"""hal_md's list of people whom one does not want to connect with."""

NEVER = frozenset({"never", "none", "no", "off", "false"})
"""What a cadence's key says where the user wants no reminders."""

_FEWEST_TIER_DAYS = 7

Row = list[Any]
"""Days wished, days at most, whether never, and where it comes from."""


def from_key(text: str) -> Row | None:
    """Return the cadence that a key names: `3 weeks..6 weeks`, `never`; None for neither."""
    if text.casefold() in NEVER:
        return [None, None, True, "note"]
    span = parse_span(text)
    return None if span is None else [span[0], span[1], False, "note"]


def from_tier(text: str) -> Row | None:
    """Return the cadence of a tier: a word of `TIERS`, or days; `1` is a rank, not a day."""
    days = TIERS.get(text.casefold()) or parse_interval(text)
    if not days or (text.isdigit() and days < _FEWEST_TIER_DAYS):
        return None
    return [days, None, False, f"tier {text}"]


def from_tags(rows: Iterable[Row]) -> tuple[Row, int] | None:
    """Return the cadence of the first tag that carries one, with its line.

    Args:
        rows: Tags with their lines.

    Returns:
        The cadence and the line, or None.
    """
    for name, line in rows:
        folded = name.casefold()
        if folded in LISTS:
            return [LISTS[folded], None, False, f"tag {name}"], line
        if folded == NEVER_LIST:
            return [None, None, True, f"tag {name}"], line
    return None
