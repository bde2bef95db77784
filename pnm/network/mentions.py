"""Where other notes link a contact, and which of those links do not count as being in touch.

In: the notes that are there, who is meant by a link. Out: `Mention`, `Rejected`.
Not known here: the day asked for, and what is made of them.

Notes hold more links than anything else, so their texts are unpacked only for who is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from pnm.contacts import kinds
from pnm.contacts.stored import Facts
from pnm.diagnostics import Source
from pnm.model import Mention, Rejected
from pnm.network.people import note_id
from pnm.network.times import day_of
from pnm.network.whom import Whom


class Mentions:
    """Finds the links to a contact; a generated review mentions nobody."""

    def __init__(self, notes: Iterable[Facts], whom: Whom) -> None:
        """Take the notes.

        Args:
            notes: Those that are there on the day.
            whom: Who is meant.
        """
        self._all = tuple(notes)
        self._notes = tuple(note for note in self._all if note.kind != kinds.REVIEW)
        self._whom = whom

    @cached_property
    def _linking(self) -> dict[str, list[tuple[Facts, list[int]]]]:
        """For each contact the notes of others that link them, with the links' places in each."""
        found: defaultdict[str, list[tuple[Facts, list[int]]]] = defaultdict(list)
        for note in self._notes:
            path, own = note.path, note_id(note.path)
            places: dict[str, list[int]] = {}
            for place, target in enumerate(note.ends[0]):
                person = self._whom.of(target, path)
                if person and person != own:
                    places.setdefault(person, []).append(place)
            for person, there in places.items():
                found[person].append((note, there))
        return dict(found)

    def of(self, contact_id: str) -> tuple[Mention, ...]:
        """Return the places that link a contact: undated ones, then by day."""
        rows: list[Mention] = []
        for note, places in self._linking.get(contact_id, ()):
            links = note.links
            day = day_of(note.day) if note.day else None
            for place in places:
                _, line, text = links[place]
                rows.append(Mention(contact_id, Source(note.path, line), text, day))
        return tuple(sorted(rows, key=lambda row: (row.day or date.min, row.source)))

    def between(self, first: date, last: date) -> tuple[Mention, ...]:
        """Return the places in notes of a stretch of days that link a contact, by note."""
        start, end = first.isoformat(), last.isoformat()
        notes = (note for note in self._notes if note.day and start <= note.day <= end)
        return tuple(row for note in notes for row in self._in(note))

    def _in(self, note: Facts) -> Iterator[Mention]:
        own, path = note_id(note.path), note.path
        day = day_of(note.day) if note.day else None
        for target, line, text in note.links:
            person = self._whom.of(target, path)
            if person and person != own:
                yield Mention(person, Source(path, line), text, day)

    # -- what does not count -----------------------------------------------------------------

    @cached_property
    def _refused(self) -> dict[str, list[tuple[str, int, str]]]:
        found: defaultdict[str, list[tuple[str, int, str]]] = defaultdict(list)
        for note in self._all:
            path = note.path
            for target, line, reason in note.refusals:
                if person := self._whom.of(target, path):
                    found[person].append((path, line, reason))
        return dict(found)

    def refused(self, contact_id: str) -> tuple[Rejected, ...]:
        """Return the mentions of a contact that do not count, with reasons."""
        return tuple(
            Rejected(contact_id, Source(path, line), reason)
            for path, line, reason in dict.fromkeys(self._refused.get(contact_id, ()))
        )
