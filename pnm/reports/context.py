"""What a template may use: the answers of the plugins as plain, frozen views.

In: a report, its sections, the network, the day. Out: `Page`, made of text, numbers, days and
tuples. No view leads to a file, a connection or the network, so no template reaches them.
Not known here: formats, templates, and how anything is escaped.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Final

from pnm import __version__
from pnm.dates import iso_week, week_days
from pnm.keep import key_of
from pnm.reports.escape import one_line
from pnm.reports.markdown import target_of
from pnm.wording import counted

if TYPE_CHECKING:
    from pnm.diagnostics import Source
    from pnm.model import Chart, Contact, Line, Parameter, Report, Section
    from pnm.network import Network

NOTHING_ASKED: Final = "Nothing is asked of you this week."

_KEY: Final = re.compile(r"[0-9a-f]{8}")
_EXACT_MINUTES: Final = 10
_MOST_MINUTES: Final = 90
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report that is made.

    Attributes:
        name: As typed after `pnm report`.
        title: As printed, with what the report was asked about: `City visit: Lisbon`.
        given: For each parameter what was typed for it: text, days, people.
    """

    name: str
    title: str
    given: Mapping[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A place in the vault.

    Attributes:
        path: The file.
        line: 1-based; 0 means the file as a whole.
        text: Both as `path:line`.
    """

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """The person that a line is about.

    Attributes:
        name: What to call the person.
        id: The contact's id.
        path: The note; None for a person known only by links.
        target: What a link to the person names.
        city: Where the person lives; empty where not known.
    """

    name: str
    id: str
    path: str | None
    target: str
    city: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a section.

    Attributes:
        text: What it says, without the person's name.
        person: Whom it is about; None for nobody.
        box: Whether there is something to do.
        logs: Whether ticking it logs a contact with the person.
        details: Short further facts.
        said: Text and details together, without empty ones.
        why: The reason.
        sources: The places it rests on.
        key: What stays the same in the next rendering.
        word: What its mark says: `log`, `do` or `see`.
        values: Numbers behind it, by name.
    """

    text: str
    person: PersonView | None
    box: bool
    logs: bool
    details: tuple[str, ...]
    said: tuple[str, ...]
    why: str
    sources: tuple[SourceView, ...]
    key: str
    word: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ChartView:
    """Numbers over time.

    Attributes:
        title: What is counted.
        labels: The names of the points in time.
        series: Groups: a name and one number a label.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A named part of a report.

    Attributes:
        id: Stable, for `{% if section.id == "promises" %}`.
        title: The heading.
        intro: A sentence before the lines.
        lines: The content.
        folded: Whether HTML shows it closed at first.
        free: Whether it ends with room for the reader's own words.
        tally: Its part of the summary.
        minutes: How long acting on it takes.
        chart: Numbers for a picture; None for none.
        template: The template that renders it.
        values: What a template of the plugin's own may use.
    """

    id: str
    title: str
    intro: str
    lines: tuple[LineView, ...]
    folded: bool
    free: bool
    tally: str
    minutes: int
    chart: ChartView | None
    template: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Page:
    """All that a report's template may use, by name.

    Attributes:
        report: The report.
        today: The day that it is made for.
        week: The day's ISO week, such as `2026-W47`.
        week_start: The Monday of that week.
        week_end: The Sunday of that week.
        sections: Those that have something in them, in order.
        summary: All in one line.
        front: The keys and values of the note's front matter; empty unless a note is written.
        version: Of pnm.
    """

    report: ReportView
    today: date
    week: str
    week_start: date
    week_end: date
    sections: tuple[SectionView, ...]
    summary: str
    front: tuple[tuple[str, str], ...]
    version: str


def page(
    report: Report,
    sections: Iterable[Section],
    network: Network,
    today: date,
    *,
    suffix: str = "",
    is_note: bool = False,
) -> Page:
    """Make what a template may use.

    Args:
        report: The report to make.
        sections: What the plugins contribute.
        network: Knows the people that lines are about.
        today: The day that the report is made for.
        suffix: What the names of the format's templates end with.
        is_note: Whether a note in the vault is made, which has front matter.

    Returns:
        The page. Sections without content are left out.
    """
    ordered = sorted(sections, key=lambda section: (section.order, section.id))
    views = tuple(
        _section(section, network, suffix) for section in ordered if _has_content(section)
    )
    week = iso_week(today)
    first, last = week_days(week) or (today, today)
    return Page(
        report_view(report, network),
        today,
        week,
        first,
        last,
        views,
        summary_of(views),
        _front(report, week, today) if is_note else (),
        __version__,
    )


def report_view(report: Report, network: Network) -> ReportView:
    """Make what a template may know of the report itself.

    Args:
        report: With what was given for its parameters.
        network: Knows the people among that.

    Returns:
        The view. What somebody typed for the first parameter stands in the title.
    """
    given = {
        parameter.name: tuple(
            _given(parameter, value, network) for value in report.given.get(parameter.name, ())
        )
        for parameter in report.parameters
    }
    about = ""
    if report.parameters:
        first = report.parameters[0]
        values = report.given.get(first.name, ())
        if values != (first.default,):
            about = ", ".join(map(shown_given, given[first.name]))
    title = one_line(report.title)
    return ReportView(report.name, f"{title}: {about}" if about else title, given)


def shown_given(value: object) -> str:
    """Return a given value as text: a person by name."""
    return value.name if isinstance(value, PersonView) else str(value)


def _given(parameter: Parameter, value: str, network: Network) -> object:
    if parameter.kind == "contact":
        contact = network.get(value)
        return _person(contact) if contact else one_line(value)
    if parameter.kind == "day":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return one_line(value)
    return one_line(value)


def names(view: type[object]) -> tuple[str, ...]:
    """Return the names that a view has for templates, in the order of the alphabet."""
    return tuple(sorted(field.name for field in fields(view)))  # type: ignore[arg-type]


def summary_of(sections: Sequence[SectionView]) -> str:
    """Say in one line what a report asks for, such as `7 people, 2 birthdays. About 25 minutes`."""
    tallies = ", ".join(section.tally for section in sections if section.tally)
    if not tallies:
        boxes = sum(line.box for section in sections for line in section.lines)
        if not boxes:
            return NOTHING_ASKED
        tallies = counted(boxes, "thing to do", "things to do")
    minutes = sum(section.minutes for section in sections)
    return f"{tallies}. About {_duration(minutes)}." if minutes > 0 else f"{tallies}."


def _duration(minutes: int) -> str:
    if minutes >= _MOST_MINUTES:
        hours = round(minutes / 30) / 2
        return f"{hours:g} hours"
    if minutes >= _EXACT_MINUTES:
        minutes = 5 * round(minutes / 5)
    return counted(minutes, "minute")


def _front(report: Report, week: str, today: date) -> tuple[tuple[str, str], ...]:
    return (
        ("type", "review"),
        ("generated_by", "pnm"),
        ("report", report.name),
        ("week", week),
        ("date", today.isoformat()),
    )


def _has_content(section: Section) -> bool:
    return bool(
        section.lines or section.chart or section.free or (section.template and section.values)
    )


def _section(section: Section, network: Network, suffix: str) -> SectionView:
    return SectionView(
        id=section.id,
        title=one_line(section.title),
        intro=one_line(section.intro),
        lines=tuple(_line(line, section.id, network) for line in section.lines),
        folded=section.folded,
        free=section.free,
        tally=one_line(section.tally),
        minutes=section.minutes,
        chart=_chart(section.chart) if section.chart else None,
        template=(section.template or "section") + suffix,
        values=_plain_values(section.values),
    )


def _line(line: Line, section_id: str, network: Network) -> LineView:
    contact = network.get(line.contact_id) if line.contact_id else None
    text = one_line(line.text)
    details = tuple(filter(None, map(one_line, line.details)))
    logs = line.box and line.logs and contact is not None
    return LineView(
        text=text,
        person=_person(contact) if contact else None,
        box=line.box,
        logs=logs,
        details=details,
        said=(text, *details) if text else details,
        why=one_line(line.why),
        sources=tuple(map(_source, line.sources)),
        key=_key(line, section_id),
        word="log" if logs else "do" if line.box else "see",
        values=_plain_values(line.values),
    )


def _key(line: Line, section_id: str) -> str:
    if _KEY.fullmatch(line.key):
        return line.key
    if line.key:
        return key_of(line.key)
    return key_of(section_id, line.contact_id or "", line.text)


def _person(contact: Contact) -> PersonView:
    name = one_line(contact.name)
    return PersonView(name, contact.id, contact.path, target_of(contact), one_line(contact.city))


def _source(source: Source) -> SourceView:
    return SourceView(source.path, source.line, str(source))


def _chart(chart: Chart) -> ChartView:
    series = tuple(
        (one_line(name), tuple(_number(number) for number in numbers))
        for name, numbers in chart.series
    )
    return ChartView(one_line(chart.title), tuple(map(one_line, chart.labels)), series)


def _number(number: float) -> float:
    return max(0.0, float(number)) if math.isfinite(number) else 0.0


def _plain_values(values: Mapping[str, object]) -> dict[str, object]:
    return {str(key): plain(value) for key, value in values.items()}


def plain(value: object, depth: int = 0) -> object:
    """Return a value without anything that can do more than be shown.

    Args:
        value: What a plugin gave.
        depth: How deep in a container it is.

    Returns:
        Text, numbers, days, None, tuples and dictionaries of these; the text of anything else.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return _plain_number(value)
    if type(value) is date:
        return value
    if depth < _DEEPEST and isinstance(value, Mapping):
        return {str(key): plain(inner, depth + 1) for key, inner in value.items()}
    if depth < _DEEPEST and isinstance(value, (tuple, list)):
        return tuple(plain(inner, depth + 1) for inner in value)
    if depth < _DEEPEST and isinstance(value, (set, frozenset)):
        return tuple(sorted((plain(inner, depth + 1) for inner in value), key=str))
    return "".join(str(value))


def _plain_number(number: float) -> float | None:
    if isinstance(number, int):
        return int(number)
    return float(number) if math.isfinite(number) else None
