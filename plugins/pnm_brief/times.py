"""The times of being in touch with one person, each told once.

In: a view, a contact. Out: `Time` values, newest first. Not known here: sections.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pnm.api import Contact, Interaction, Source
from pnm_brief.view import View
from pnm_brief.words import plain


@dataclass(frozen=True, slots=True)
class Time:
    """One time of being in touch: all lines of a day whose channels do not differ.

    Attributes:
        day: When.
        channel: `call`, `in person` …; empty where no line says it.
        texts: What the lines say of it, the longest first.
        others: Who was there besides, and may be named.
        sources: The lines.
        favour: `given`, `received` or empty.
    """

    day: date
    channel: str
    texts: tuple[str, ...]
    others: tuple[str, ...]
    sources: tuple[Source, ...]
    favour: str = ""

    @property
    def text(self) -> str:
        """Return the most that is said of it in one line."""
        return self.texts[0] if self.texts else ""


def times_of(view: View, contact: Contact) -> tuple[Time, ...]:
    """Return the times with a contact.

    Args:
        view: The vault.
        contact: Who.

    Returns:
        The times, newest first; those that a private note tells of are left out.
    """
    groups: dict[tuple[date, str], list[Interaction]] = {}
    rows = [row for row in view.network.interactions_of(contact.id) if view.discretion.is_open(row)]
    channels = {row.day: row.channel for row in sorted(rows, key=_last_wins) if row.channel}
    for row in rows:
        channel = row.channel or channels.get(row.day, "")
        groups.setdefault((row.day, channel), []).append(row)
    found = [_time(view, contact, group, channel) for (_, channel), group in groups.items()]
    return tuple(sorted(found, key=lambda time: (-time.day.toordinal(), time.sources)))


def _last_wins(row: Interaction) -> tuple[bool, Source]:
    return row.channel == "in person", row.source


def _time(view: View, contact: Contact, rows: list[Interaction], channel: str) -> Time:
    told = dict.fromkeys(filter(None, (plain(view.discretion.told(row)) for row in rows)))
    # A line that only repeats what a longer one says is not told again.
    texts = sorted(told, key=lambda text: (-len(text), text))
    people = {person for row in rows for person in row.people} - {contact.id}
    others = sorted(p for p in people if p in view.network and view.discretion.shows(p))
    favours = [row.favour for row in rows if row.favour]
    return Time(
        rows[0].day,
        channel,
        tuple(texts),
        tuple(others),
        tuple(sorted({row.source for row in rows})),
        favours[0] if favours else "",
    )
