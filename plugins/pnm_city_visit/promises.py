"""What is open with the people of a place: what to bring, what to ask back.

In: a visit. Out: the section `open`, or None. Not known here: which tasks are promises.
"""

from __future__ import annotations

from pnm.api import Contact, Line, Promise, Section, counted, on_day, promise_text, who_promised
from pnm_city_visit.visit import Visit
from pnm_city_visit.words import plain


def section(visit: Visit) -> Section | None:
    """Return what is open with the people of the place: what to bring, what to ask back.

    Args:
        visit: The visit.

    Returns:
        The section with a box for each promise, or None where nothing is open.
    """
    found: dict[str, tuple[Promise, Contact]] = {}
    for row in visit.people:
        for promise in visit.promises(row.contact):
            found.setdefault(f"{promise.key}:{promise.source}", (promise, row.contact))
    rows = sorted(found.values(), key=lambda pair: (not pair[0].mine, pair[0].source))
    if not rows:
        return None
    lines = tuple(_promise(visit, *pair) for pair in rows)
    tally = counted(len(lines), "open promise")
    return Section("open", "Open with them", 40, lines, tally=tally)


def _promise(visit: Visit, promise: Promise, contact: Contact) -> Line:
    who = who_promised(promise, visit.network, contact.id)
    day = promise.due or promise.scheduled
    was = "was " if day is not None and day < visit.today else ""
    when = (f"{was}due {on_day(day, visit.today)}",) if day is not None else ()
    return Line(
        f"{who}: {plain(promise_text(promise, visit.network))}",
        contact.id,
        box=True,
        details=when,
        why="an open task",
        sources=(promise.source,),
        key=promise.key,
    )
