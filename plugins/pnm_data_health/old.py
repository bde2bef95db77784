"""Facts that may be out of date: nothing was heard of the person for years.

In: a view. Out: the section `old`, or None. A date has to support it: the last time in touch, or
the last dated note that names the person. Who has a key such as `verified:` is told of by code
PNM208 already. Not known here: how facts change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from pnm.api import Contact, Section, Source, fold, listed, spoken_days, written_day
from pnm_data_health.finding import Finding, section_of
from pnm_data_health.view import View

_LOOKED_OVER: Final = frozenset(
    {"verified", "lastverified", "checked", "lastchecked", "updated", "modified", "lastmodified"}
)


def section(view: View) -> Section | None:
    """Return whose facts may be old, of those who matter now first."""
    found = [row for one in view.people for row in _old(view, one)]
    return section_of(
        view,
        "old",
        "Perhaps out of date",
        75,
        found,
        tally=("person to ask again", "people to ask again"),
        intro="Nothing tells what changed; these facts are only as old as the last sign.",
    )


def _old(view: View, one: Contact) -> Iterator[Finding]:
    facts = tuple(_facts(one))
    cadence = view.network.cadence_of(one.id)
    if not facts or one.dead or one.paused or (cadence is not None and cadence.never):
        return
    last = None if _is_looked_over(one) else _last_sign(view, one)
    if last is None or (view.today - last[0]).days < view.options.stale_days:
        return
    day, source = last
    verb = "is" if len(facts) == 1 else "are"
    yield Finding(
        "old",
        f"{listed(facts)} {verb} {spoken_days((view.today - day).days)} old or more",
        (one.source(), source),
        f"ask at the next talk, then write verified: {view.today.isoformat()}",
        one.id,
        sure=f"a guess: the last sign is of {written_day(day, view.today)}",
        values=(("last", day.isoformat()),),
    )


def _last_sign(view: View, one: Contact) -> tuple[date, Source] | None:
    """Return the last day on which a note tells of somebody."""
    rows = filter(view.discretion.is_open, view.network.mentions_of(one.id))
    signs = [(row.day, row.source) for row in rows if row.day]
    last = view.network.last_contact(one.id)
    if last is not None and view.discretion.is_open(last):
        signs.append((last.day, last.source))
    return max(signs, default=None)


def _is_looked_over(one: Contact) -> bool:
    keys = ("".join(c for c in fold(key) if c.isalnum()) for key in one.extra)
    return not _LOOKED_OVER.isdisjoint(keys)


def _facts(one: Contact) -> Iterator[str]:
    facts = {
        "job": one.organizations or one.title,
        "city": one.city,
        "e-mail": one.emails,
        "phone": one.phones,
        "address": one.addresses,
    }
    return (name for name, value in facts.items() if value)
