"""New faces: contacts of the last two weeks of whom little is written yet.

In: a view. Out: the section `new_faces`, or None. Not known here: the other sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pnm.api import Contact, Line, Section, counted, full_day
from pnm_weekly_review.view import View

DAYS = 14
MOST = 7
"""Faces that are listed; somebody who imports an address book has hundreds."""
MINUTES_EACH = 1


def section(view: View) -> Section | None:
    """Return the new contacts, newest first, each with what is worth asking."""
    found = [
        (contact.created, contact, questions)
        for contact in view.network.in_notes()
        if contact.created is not None
        and 0 <= view.days_ago(contact.created) <= DAYS
        and not contact.dead
        and view.discretion.shows(contact.id)
        and (questions := tuple(_questions(view, contact)))
    ]
    found.sort(key=lambda row: -row[0].toordinal())
    lines = tuple(_line(view, *row) for row in found[:MOST])
    if not lines:
        return None
    return Section(
        "new_faces",
        "New faces",
        60,
        lines,
        intro=f"The latest {MOST} of {len(found)}." if len(found) > MOST else "",
        tally=counted(len(lines), "new face"),
        minutes=MINUTES_EACH * len(lines),
    )


def _line(view: View, created: date, contact: Contact, questions: tuple[str, ...]) -> Line:
    return Line(
        f"new since {full_day(created, view.today)}",
        contact.id,
        box=True,
        details=questions,
        sources=(contact.source("created"),),
        key=f"new_faces:{contact.id}",
    )


def _questions(view: View, contact: Contact) -> Iterator[str]:
    """Yield what the note does not say yet."""
    network = view.network
    introduced = any(row.kind == "introduced_by" for row in network.relations_of(contact.id))
    if not contact.met and not introduced:
        yield "How did you meet?"
    if network.cadence_of(contact.id) is None and not contact.paused:
        yield "How often would you like to be in touch?"
    if not network.circles_of(contact.id) and not _tagged(view, contact):
        yield "Which circle?"


def _tagged(view: View, contact: Contact) -> bool:
    """Return whether a tag says more than that the note is a person's."""
    marks = view.network.config.profile.person_tags
    tags = view.gathered.tags.get(contact.id, contact.tags)
    return any(tag.name.casefold().partition("/")[0] not in marks for tag in tags)
