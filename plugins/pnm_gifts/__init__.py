"""Presents: ideas for some, those of before, and where they help.

In: notes, the network, `[plugins.gifts]`. Out: fields of contacts' notes, facts, and a section in
the brief and one among the birthdays.
Not known here: the reports themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pnm.api import Fact, Field, Network, Report, Section, WrittenNote, fold, hookimpl
from pnm_gifts import birthdays, meeting
from pnm_gifts.options import Options
from pnm_gifts.reading import facts_of


@hookimpl
def pnm_settings() -> Iterable[type]:
    """Declare the settings."""
    yield Options


@hookimpl
def pnm_fields() -> Iterator[Field]:
    """Yield the fields of a contact's note."""
    yield Field(
        "gift_ideas",
        "what to give them one day",
        "list",
        ("gift_idea", "gifts", "present_ideas", "presents", "wish_list", "wishes"),
    )
    yield Field(
        "likes", "what they like, as far as presents go", "list", ("favourites", "favorites")
    )
    yield Field("allergies", "what they must not get", "list", ("allergy", "allergic_to"))
    yield Field("no_gifts", "whether they want no presents", "flag", ("no_presents",))


@hookimpl
def pnm_facts(note: WrittenNote, settings: Options) -> Iterator[Fact]:
    """Yield the presents and ideas that a note tells of."""
    return facts_of(note, frozenset(map(fold, settings.no_gifts)))


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, settings: Options
) -> Iterator[Section]:
    """Yield the presents of those who are met, or whose birthday comes."""
    if report.name == "brief":
        yield from meeting.sections(network, today, settings, report.given.get("who", ()))
    elif report.name == "birthdays":
        found = birthdays.section(network, report, today, settings)
        if found is not None:
            yield found
