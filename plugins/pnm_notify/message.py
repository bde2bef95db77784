"""What a notification says: the first few things that are due, in kind and short words.

In: what all plugins remind of, the network, the day, the options. Out: `Message`, or None.
Not known here: how it is shown.

A screen is seen by others: nobody private stands on it, whatever the settings say. It counts
neither days nor people; who has gone quiet is asked for one by one, and `pnm due` has the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pnm.api import REACH_OUT, Network, Reminder, counted, discretion_of, shortened
from pnm_notify.options import Options

TITLE: Final = "People to think of"
MORE: Final = "pnm due has more"

_LINE_LENGTH: Final = 90
_PROMISE: Final = "promise"
_NOUNS: Final = {
    REACH_OUT: ("person to get in touch with", "people to get in touch with"),
    "birthday": ("birthday", "birthdays"),
    "anniversary": ("anniversary", "anniversaries"),
    "remembrance": ("day of remembrance", "days of remembrance"),
    _PROMISE: ("promise", "promises"),
}
_OTHER: Final = ("other thing", "other things")
_NO_TEXT: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Message:
    """A notification: plain text, to be escaped where it is shown.

    Attributes:
        title: Its first line.
        lines: The others.
    """

    title: str
    lines: tuple[str, ...]


def message(
    rows: Iterable[tuple[str, Reminder]], network: Network, today: date, options: Options
) -> Message | None:
    """Say what to think of today.

    Args:
        rows: What all plugins remind of.
        network: The whole vault.
        today: The day.
        options: What the user set.

    Returns:
        The message; None where nothing is due.
    """
    discretion = discretion_of(network)
    dated = {promise.key for promise in network.promises if promise.due or promise.scheduled}
    due = [
        row
        for _, row in rows
        if row.contact_id in network
        and _is_due(row, today, options)
        and _has_its_day(row, dated)
        and discretion.allows_reminder(row)
    ]
    unique = {(row.kind, row.key or (row.contact_id, row.text)): row for row in reversed(due)}
    chosen = sorted(unique.values(), key=lambda row: _order(row, today))
    if not chosen:
        return None
    shown = chosen[: options.lines]
    lines = [_line(network, row) for row in shown] if options.names else [_tally(shown)]
    return Message(TITLE, tuple([*lines, MORE] if len(chosen) > len(shown) else lines))


def _is_due(row: Reminder, today: date, options: Options) -> bool:
    wanted = not options.kinds or row.kind in options.kinds
    ahead = 0 if row.kind == REACH_OUT else options.ahead
    return wanted and (row.due - today).days <= ahead


def _order(row: Reminder, today: date) -> tuple[object, ...]:
    """What has its day now comes first, then people by how quiet it is, then what is late."""
    if row.kind != REACH_OUT and row.due >= today:
        return 0, row.due, 0.0, row.contact_id, row.key, row.text
    if row.ratio is not None:
        return 1, date.min, -row.ratio, row.contact_id, row.key, row.text
    return 2, row.due, 0.0, row.contact_id, row.key, row.text


def _line(network: Network, row: Reminder) -> str:
    text = " ".join(f"{network[row.contact_id].name}: {row.text}".split())
    return shortened(_NO_TEXT.sub("", text), _LINE_LENGTH)


def _tally(rows: Iterable[Reminder]) -> str:
    counts = Counter(_NOUNS.get(row.kind, _OTHER) for row in rows)
    return ", ".join(counted(count, *nouns) for nouns, count in counts.items())


def _has_its_day(row: Reminder, dated: Container[str]) -> bool:
    """Return whether a reminder is no promise without a day: of that, a screen need not speak."""
    return row.kind != _PROMISE or not row.key or row.key in dated
