"""What plugins say of a network on a day: tags, reminders, reports and their parts.

In: nothing; these are types. Out: what hooks give back.
Not known here: who asks, and how anything is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from pnm.diagnostics import Diagnostic, Source
from pnm.model.facts import Tag

NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
NOT_GIVEN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})

REACH_OUT: Final = "reach_out"
"""The kind of reminder whose day is a contact's `due`: its clock restarts at each contact."""


@dataclass(frozen=True, slots=True)
class DerivedTag:
    """A plugin's answer: this contact deserves this tag, and why."""

    contact_id: str
    tag: str
    why: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A plugin's answer: something is due.

    Attributes:
        due: The day.
        contact_id: Whom it concerns.
        text: What to do, as a person would say it.
        kind: `reach_out`, `birthday`, `promise` …; a plugin may add its own.
        why: The reason, in one sentence.
        sources: The facts it rests on.
        ratio: For a cadence, days passed over days wished; orders what is due.
        lead_days: How many days before `due` it is worth speaking of.
        key: Stable identity, so that a review knows the same item again.
    """

    due: date
    contact_id: str
    text: str
    kind: str
    why: str = ""
    sources: tuple[Source, ...] = ()
    ratio: float | None = None
    lead_days: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report's section.

    Attributes:
        text: What it says, plain text; the renderer escapes it.
        contact_id: The person it links, put first.
        box: Whether there is something to do, so that it gets a checkbox.
        logs: Whether ticking it means having been in touch with that person.
        details: Short further facts, plain text.
        why: The reason, for HTML and JSON.
        sources: The facts it rests on.
        key: Stable identity; empty means made of section, contact and text.
        values: Numbers behind it, for JSON.
    """

    text: str
    contact_id: str | None = None
    box: bool = False
    logs: bool = False
    details: tuple[str, ...] = ()
    why: str = ""
    sources: tuple[Source, ...] = ()
    key: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers over time, one series a group, for a small picture.

    Attributes:
        title: What is counted.
        labels: The names of the points in time.
        series: Groups with one number a label.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A plugin's answer: a named part of a report.

    Attributes:
        id: Stable, for templates and configuration.
        title: The heading.
        order: Sections stand in ascending order.
        lines: Its content.
        intro: A sentence before the lines.
        folded: Whether HTML shows it closed at first.
        chart: A picture, in HTML.
        free: Whether it ends with room for the user's own words.
        tally: Its part of the report's one-line summary: `3 people to reach out to`.
        minutes: How long acting on it takes, roughly.
        template: A template of the plugin's own instead of the common one.
        values: What that template may use.
    """

    id: str
    title: str
    order: int
    lines: tuple[Line, ...] = ()
    intro: str = ""
    folded: bool = False
    chart: Chart | None = None
    free: bool = False
    tally: str = ""
    minutes: int = 0
    template: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What all plugins said before a report's sections are asked for.

    Attributes:
        reminders: Each with the plugin it is from, by due day.
        tags: For each contact its tags, written and derived.
        problems: All diagnostics: of the notes, of the whole, of the plugins.
    """

    reminders: tuple[tuple[str, Reminder], ...] = ()
    tags: Mapping[str, tuple[Tag, ...]] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a report wants to be told before it can be made.

    Attributes:
        name: As typed: `pnm report city-visit city=Lisbon`.
        about: What to write, in a few words.
        kind: `text`; `contact`, which is looked up and given as its id; `day`, which may be
            typed in words and is given as `2026-11-16`; `number`, a whole one, given in plain
            digits; or `quarter`: `Q1`, `2027-Q1`, `this`, `next` or `last`, given as typed.
        many: Whether it takes several values.
        default: The value where nobody says one; None where one must be said.
        least: Of a number, the smallest that is taken; None for no bound.
        most: Of a number, the largest that is taken; None for no bound.
        not_before: Of a day, the name of the parameter whose day it may not lie before.
    """

    name: str
    about: str
    kind: Literal["text", "contact", "day", "number", "quarter"] = "text"
    many: bool = False
    default: str | None = None
    least: int | None = None
    most: int | None = None
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A plugin's answer: a document it can make.

    Attributes:
        name: As typed after `pnm report`.
        title: As printed.
        template: Name of the template, without its format's suffix: `weekly-review`.
        path: Where `--write` puts it in the vault; `{folder} {week} {year} {month} {day}` are
            filled in.
        about: One sentence for the list of reports.
        parameters: What it wants to be told, in the order in which values are typed.
        given: For each parameter its values; filled in before sections are asked for.
    """

    name: str
    title: str
    template: str
    path: str = ""
    about: str = ""
    parameters: tuple[Parameter, ...] = ()
    given: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOT_GIVEN)

    def value(self, parameter: str) -> str:
        """Return the one value of a parameter; empty where there is none."""
        return next(iter(self.given.get(parameter, ())), "")
