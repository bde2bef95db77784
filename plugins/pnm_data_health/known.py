"""What is known of how many: plain counts, and whom to ask. It is no grade.

In: a view. Out: the section `known`, or None where there are no contacts.
Not known here: what is worth knowing of whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

from pnm.api import Contact, Line, Section, counted, listed
from pnm_data_health.view import View

NAMES: Final = 4


def section(view: View) -> Section | None:
    """Return for each field of how many of the living it is known."""
    people = [one for one in view.people if not one.dead]
    if not people:
        return None
    lines = tuple(_line(people, *row) for row in _fields(view))
    intro = (
        f"Of {counted(len(people), 'person', 'people')} with a note. Nothing has to be filled in."
    )
    return Section("known", "What is known", 90, lines, intro=intro, folded=True)


_Known = Callable[[Contact], bool]


def _fields(view: View) -> Iterator[tuple[str, str, _Known]]:
    network = view.network

    def reached(one: Contact) -> bool:
        return bool(one.emails or one.phones or one.addresses or one.urls)

    def met(one: Contact) -> bool:
        ego = network.ego.id if network.ego is not None else ""
        rows = network.relations_of(one.id)
        return bool(one.met) or any(r.kind == "introduced_by" or r.to == ego for r in rows)

    yield "birthday", "birthday", lambda one: one.birthday is not None and bool(one.birthday.day)
    yield "city", "city", lambda one: bool(one.city)
    yield "how you met", "met", met
    yield "a way to reach them", "email", reached
    yield "a circle", "circle", lambda one: bool(network.circles_of(one.id))
    yield "how often", "contact_every", lambda one: network.cadence_of(one.id) is not None
    yield "a day of contact", "", lambda one: network.last_contact(one.id) is not None


def _line(people: list[Contact], name: str, key: str, known: _Known) -> Line:
    unknown = [one.name for one in people if not known(one)]
    have = len(people) - len(unknown)
    return Line(
        f"{name}: known of {have or 'none'}" if unknown else f"{name}: known of all {have}",
        details=(f"not of {listed(unknown, NAMES + 1)}",) if unknown else (),
        why=f"the key {key}, or a synonym of it" if key else "dated lines that name the person",
        key=f"known:{name}",
        values=MappingProxyType({"field": name, "known": have, "of": len(people)}),
    )
