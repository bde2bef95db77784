"""All that a template may use, by name: what it is, and what it is just now in one report.

In: the views, the environment, a page. Out: `Name` rows. What is not listed here cannot be used,
and a test holds the list to the views and to `docs/reports.md`.
Not known here: how the list is printed.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Final

from pnm.reports import context
from pnm.reports.blocks import blocks_in
from pnm.reports.environment import (
    JINJA_FILTERS,
    JINJA_GLOBALS,
    JINJA_TESTS,
    REPLACED_FILTERS,
    Filters,
    ReportEnvironment,
)
from pnm.reports.filters import Looks, own_filters
from pnm.reports.folders import GENERIC, ORIGINAL, SUFFIXES, find_template

if TYPE_CHECKING:
    from pnm.reports.context import Page
    from pnm.reports.folders import Format, TemplateFolders

VIEWS: Final[Mapping[str, type]] = {
    "page": context.Page,
    "report": context.ReportView,
    "section": context.SectionView,
    "line": context.LineView,
    "person": context.PersonView,
    "source": context.SourceView,
    "chart": context.ChartView,
}
"""The views by the word for what they show; the page's names stand alone in a template."""

KINDS: Final = {
    "str": "text",
    "str | None": "text or none",
    "int": "number",
    "bool": "yes or no",
    "date": "day",
    "ReportView": "the report",
    "PersonView | None": "a person or none",
    "ChartView | None": "a chart or none",
    "tuple[str, ...]": "texts",
    "tuple[SectionView, ...]": "sections",
    "tuple[LineView, ...]": "lines",
    "tuple[SourceView, ...]": "sources",
    "tuple[tuple[str, str], ...]": "pairs of texts",
    "tuple[tuple[str, tuple[float, ...]], ...]": "pairs of a text and numbers",
    "Mapping[str, object]": "values by name",
    "Mapping[str, tuple[object, ...]]": "several values by name",
}
"""The types of views in words for people who write templates."""

_MEANING: Final = re.compile(r"^    (\w+): (.+?)(?=^    \w+: |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Name:
    """Something that a template may use.

    Attributes:
        where: `page`, `section`, `line` …; `filter`, `test`, `function` or `block`.
        name: As it is written: `week`, `section.title`, `line.values.days`, `link`.
        kind: What kind of value it is, in words; empty for a filter.
        about: What it means.
        example: Its value in the report that was asked for; None where that has none.
    """

    where: str
    name: str
    kind: str
    about: str
    example: object = None


def names_of(page: Page) -> Iterator[Name]:
    """Yield all values that a template may use, with examples.

    Args:
        page: A report; the examples are taken from it.
    """
    found = _found(page)
    for where, view in VIEWS.items():
        about = meanings(view)
        for field in fields(view):
            written = field.name if where == "page" else f"{where}.{field.name}"
            values = (getattr(one, field.name) for one in found[where])
            example = _plain(next(filter(_has_something, values), None))
            yield Name(where, written, KINDS[str(field.type)], about[field.name], example)
        if where in {"section", "line"}:
            yield from _values(where, page)


def meanings(view: type) -> dict[str, str]:
    """Return what the names of a view mean, as its docstring says."""
    told = inspect.getdoc(view) or ""
    rows = _MEANING.findall(told.partition("Attributes:\n")[2])
    return {name: " ".join(meaning.split()) for name, meaning in rows}


def filters_of(fmt: Format, plugins: Filters) -> Iterator[Name]:
    """Yield the filters, tests and functions of a format.

    Args:
        fmt: `markdown` or `html`.
        plugins: Filters that plugins give.
    """
    own = own_filters(fmt, Looks(date(2000, 1, 1)))
    for name, function in sorted({**plugins, **own}.items()):
        about = _first_line(function) if name not in _UNNAMED else _UNNAMED[name]
        yield Name("filter", name, "", about if name in own else f"{about} (of a plugin)".strip())
    known = {*JINJA_FILTERS, *REPLACED_FILTERS} - own.keys() - plugins.keys()
    yield from (Name("filter", name, "", "Jinja's own") for name in sorted(known))
    yield from (Name("test", name, "", "Jinja's own") for name in JINJA_TESTS)
    yield from (Name("function", name, "", "Jinja's own") for name in JINJA_GLOBALS)


def blocks_of(
    template: str, fmt: Format, folders: TemplateFolders, filters: Filters
) -> Iterator[Name]:
    """Yield the blocks that a template of one's own may fill in another way.

    Args:
        template: The report's, without its suffix.
        fmt: `markdown` or `html`.
        folders: Where templates lie.
        filters: Those that plugins give.
    """
    name = template + SUFFIXES[fmt]
    if find_template(ORIGINAL + name, folders) is None:
        name = GENERIC + SUFFIXES[fmt]
    environment = ReportEnvironment(
        fmt, folders, {**filters, **own_filters(fmt, Looks(date(2000, 1, 1)))}
    )
    for block in blocks_in(environment, ORIGINAL + name):
        yield Name("block", block, "", BLOCKS.get(block, "Of the template itself."))


BLOCKS: Final = {
    "front": "The front matter.",
    "keys": "Further keys of the front matter: `tags: [review]`.",
    "style": "The style sheet.",
    "when": "The words above the heading.",
    "title": "The heading.",
    "summary": "All in one line.",
    "sections": "All sections.",
    "section": "One section.",
    "foot": "What comes last.",
}
"""What stands in the blocks of pnm's own templates."""

_UNNAMED: Final = {
    "mark": "Write the comment by which a line is known again; nothing when no note is made.",
    "spoken": "Say a day as people do: `Tue 3 Nov`.",
    "plural": "Say a number with its noun: `3 people`.",
    "link": "Write a person as a link to the note.",
}
"""What those filters do that are made for one document."""


def _first_line(function: Callable[..., object]) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]


def _found(page: Page) -> dict[str, list[object]]:
    """Return all views of each kind in a page, in order."""
    lines = [line for section in page.sections for line in section.lines]
    return {
        "page": [page],
        "report": [page.report],
        "section": list(page.sections),
        "line": list(lines),
        "person": [line.person for line in lines if line.person],
        "source": [source for line in lines for source in line.sources],
        "chart": [section.chart for section in page.sections if section.chart],
    }


def _values(where: str, page: Page) -> Iterator[Name]:
    """Yield the values that plugins give, which are others in each section."""
    for section in page.sections:
        holders: Iterable[context.SectionView | context.LineView]
        holders = (section,) if where == "section" else section.lines
        known: dict[str, object] = {}
        for holder in holders:
            for key, value in holder.values.items():
                if key not in known or not _has_something(known[key]):
                    known[key] = value
        for key, value in known.items():
            about = f"In the section {section.id}."
            yield Name(where, f"{where}.values.{key}", kind_of(value), about, _plain(value))


def kind_of(value: object) -> str:
    """Say what kind of value a plugin gives, in words."""
    match value:
        case bool():
            return "yes or no"
        case int() | float():
            return "number"
        case date():
            return "day"
        case str():
            return "text"
        case tuple():
            return "several values"
        case dict():
            return "values by name"
    return "none here"


def _has_something(value: object) -> bool:
    return value is not None and value not in ("", (), {})


def _plain(value: object) -> object:
    """Return an example as JSON has it: of views their names, and one of several."""
    match value:
        case context.PersonView() | context.ReportView() | context.ChartView():
            return getattr(value, "name", "") or getattr(value, "title", "")
        case context.SectionView():
            return value.id
        case context.LineView() | context.SourceView():
            return value.text
        case date():
            return value.isoformat()
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case tuple():
            return [_plain(inner) for inner in value]
    return value
