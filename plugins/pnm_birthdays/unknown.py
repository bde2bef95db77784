"""Not known yet: a few people one is often in touch with, whose birthday no note tells.

In: a view. Out: the section `unknown`, or None. Not known here: the other sections.
"""

from __future__ import annotations

from pnm.api import Contact, Line, Section, counted, fold, full_day
from pnm_birthdays.view import View


def section(view: View) -> Section | None:
    """Return those who might be asked, who was seen last first."""
    found = [
        contact
        for contact in view.network.in_notes()
        if contact.birthday is None
        and not (contact.me or contact.dead or contact.paused)
        and view.discretion.shows(contact.id)
        and view.met_lately(contact.id) >= view.options.often
    ]
    found.sort(key=lambda one: (-_last(view, one), fold(one.name), one.id))
    asked = found[: view.options.ask]
    if not asked:
        return None
    return Section(
        "unknown",
        "Whose birthday is not known",
        80,
        tuple(_line(view, contact) for contact in asked),
        intro="You are often in touch; ask when there is a moment."
        + (f" There are {len(found) - len(asked)} more." if len(found) > len(asked) else ""),
        tally=f"{counted(len(asked), 'birthday')} to ask for",
    )


def _last(view: View, contact: Contact) -> int:
    return view.network.days_of(contact.id)[-1].toordinal()


def _line(view: View, contact: Contact) -> Line:
    last = view.network.last_contact(contact.id)
    seen = f"last: {last.channel or 'in touch'} on {full_day(last.day)}" if last else ""
    return Line(
        seen,
        contact.id,
        box=True,
        details=(f"write birthday: YYYY-MM-DD, or --MM-DD, into {contact.path}",),
        why=f"in touch on {counted(view.met_lately(contact.id), 'day')} of the last year",
        sources=(
            contact.source(),
            *((last.source,) if last and view.discretion.is_open(last) else ()),
        ),
        key=f"unknown:{contact.id}",
    )
