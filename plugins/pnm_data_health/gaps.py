"""What is missing: people without any day of contact, and people without a note.

In: a view. Out: the sections `no_day` and `no_note`, or None. Not known here: fields.
"""

from __future__ import annotations

from collections.abc import Iterator

from pnm.api import Contact, Section, Source, counted, fold, spoken_interval, written_day
from pnm_data_health.finding import Finding, section_of
from pnm_data_health.view import View


def no_day(view: View) -> Section | None:
    """Return the living of whom no day of contact is written; who is to be reminded of first."""
    found = [_undated(view, one) for one in view.people if _is_undated(view, one)]
    return section_of(
        view,
        "no_day",
        "No day of contact",
        55,
        found,
        tally=("person without a day of contact", "people without a day of contact"),
        intro="Without a day, nobody can say who has gone quiet.",
    )


def _is_undated(view: View, one: Contact) -> bool:
    cadence = view.network.cadence_of(one.id)
    asked_for = not (one.dead or one.paused or (cadence is not None and cadence.never))
    return asked_for and view.network.last_contact(one.id) is None


def _undated(view: View, one: Contact) -> Finding:
    cadence = view.network.cadence_of(one.id)
    wish = (
        f"you wished every {spoken_interval(cadence.every_days).removeprefix('1 ')}"
        if (cadence is not None and cadence.every_days)
        else ""
    )
    began = one.created
    since = f"the note began on {written_day(began, view.today)}" if began else ""
    said = "; ".join(filter(None, (wish, since)))
    return Finding(
        "no_day",
        f"no day of being in touch is written{f'; {said}' if said else ''}",
        (one.source(),),
        f"write below ## Log: - {view.today.isoformat()} call: …, with the day it was",
        one.id,
    )


def no_note(view: View) -> Section | None:
    """Return whom several notes link, and who has none."""
    linked = ((one, tuple(_places(view, one))) for one in view.network if one.path is None)
    rows = [(_notes(places), one, places) for one, places in linked]
    rows = [row for row in rows if row[0] >= view.options.linked]
    rows.sort(key=lambda row: (-row[0], fold(row[1].name)))
    found = [
        Finding(
            "no_note",
            f"linked in {counted(notes, 'note')}, and has none",
            places,
            f'start "{one.name}.md" with type: person, if there is more to keep',
            one.id,
        )
        for notes, one, places in rows
    ]
    return section_of(
        view,
        "no_note",
        "Often linked, without a note",
        60,
        found,
        tally=("person without a note", "people without a note"),
    )


def _notes(places: tuple[Source, ...]) -> int:
    return len({source.path for source in places})


def _places(view: View, one: Contact) -> Iterator[Source]:
    """Yield the places that link somebody, each once."""
    rows = [row.source for row in view.network.mentions_of(one.id)]
    rows += [row.source for row in view.network.interactions_of(one.id)]
    rows += [row.source for row in view.network.relations_of(one.id)]
    for source in sorted(set(rows)):
        if view.discretion.allows(source.path, one.name):
            yield source
