"""The brief: what to know before meeting somebody, one person or several.

In: the network, who is met, the day, `[plugins.brief]`. Out: the report `brief` with its sections,
the command of that name, and facts: the lines of people's notes that it recalls.
Not known here: how a report is rendered, and how a name on the command line is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pnm.api import (
    Command,
    Contact,
    Fact,
    Gathered,
    Network,
    Parameter,
    Report,
    Section,
    WrittenNote,
    hookimpl,
    sentence,
)
from pnm_brief import (
    asking,
    between,
    common,
    dates,
    family,
    favours,
    joins,
    last,
    likes,
    remarks,
    since,
    who,
)
from pnm_brief.options import Options
from pnm_brief.times import times_of
from pnm_brief.view import View, view_of

REPORT = "brief"
_ABOUT = "What to know before meeting somebody."


@hookimpl
def pnm_settings() -> Iterable[type]:
    """Declare the settings."""
    yield Options


@hookimpl
def pnm_facts(note: WrittenNote) -> Iterator[Fact]:
    """Yield the lines of a person's note that are neither log nor task."""
    yield from remarks.facts_of(note)


@hookimpl
def pnm_reports() -> Iterable[Report]:
    """Name the brief."""
    yield Report(
        name=REPORT,
        title="Before you meet",
        template=REPORT,
        about=_ABOUT,
        parameters=(Parameter("who", "whom you meet", kind="contact", many=True),),
    )


@hookimpl
def pnm_commands() -> Iterable[Command]:
    """Name the command that makes it."""
    yield Command("brief", _ABOUT, "pnm_brief.command:command")


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, gathered: Gathered, settings: Options
) -> Iterator[Section]:
    """Yield what joins the people who are met, then a group of sections for each."""
    if report.name != REPORT:
        return
    view = view_of(network, today, gathered, settings, report.given.get("who", ()))
    if len(view.asked) > 1:
        yield joins.section(view)
    for number, contact in enumerate(view.asked):
        for section in _sections(view, contact):
            alone = len(view.asked) == 1
            yield _alone(section) if alone else _of(section, contact, number + 1)


def _sections(view: View, contact: Contact) -> Iterator[Section]:
    times = times_of(view, contact)
    parts = (
        who.section(view, contact, times),
        last.section(view, contact, times),
        since.section(view, contact, times),
        between.section(view, contact),
        asking.section(view, contact, times),
        dates.section(view, contact),
        remarks.section(view, contact),
        family.section(view, contact),
        likes.section(view, contact),
        common.section(view, contact),
        favours.section(view, contact, times),
    )
    yield from (part for part in parts if part is not None)


def _alone(section: Section) -> Section:
    """Return a section of a brief on one person; the first begins the summary."""
    return replace(section, tally=sentence(section.tally)) if section.id == "who" else section


def _of(section: Section, contact: Contact, number: int) -> Section:
    """Return a section as one of several people's: with their name, after those before."""
    is_first = section.id == "who"
    return replace(
        section,
        id=f"{section.id}:{contact.id}",
        title=contact.name if is_first else f"{contact.name}: {section.title.lower()}",
        order=100 * number + section.order,
        tally=f"{contact.name}: {section.tally}" if is_first else "",
        values=MappingProxyType({"part": section.id, "person": contact.id}),
    )
