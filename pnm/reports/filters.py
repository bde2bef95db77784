"""pnm's own filters for templates.

In: a page's values. Out: text that is already in the output's format, or plain text.
Not known here: the environment that the filters are put into.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from jinja2 import Undefined
from markupsafe import Markup

from pnm.dates import spoken_day
from pnm.keep import marker
from pnm.reports import markdown
from pnm.reports.chart import svg
from pnm.reports.context import ChartView, LineView, PersonView
from pnm.reports.environment import Filters, HtmlText, MarkdownText
from pnm.reports.escape import clean
from pnm.reports.faults import WrongUseError
from pnm.reports.folders import Format
from pnm.wording import counted, shortened

_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_LINKED: Final = "{% if line.person %}{{ line.person | link }}{% endif %}"
_BARE_YAML: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*( [A-Za-z0-9_.-]+)*")
_TYPED_BY_YAML: Final = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|none|nan|[0-9][0-9_.]*(e[0-9]+)?|0x[0-9a-f]+|0o[0-7]+)"
)


@dataclass(frozen=True, slots=True)
class Looks:
    """How a document is to be written.

    Attributes:
        today: The day from which days are named.
        keep_marks: Whether lines carry their marks.
        base: The address of the vault, from which an HTML page links notes; None for no links.
    """

    today: date
    keep_marks: bool = False
    base: str | None = None


def own_filters(fmt: Format, looks: Looks) -> Filters:
    """Return the filters of one format.

    Args:
        fmt: `markdown` or `html`.
        looks: How the document is to be written.

    Returns:
        Filters by name.
    """
    common: dict[str, Callable[..., object]] = {
        "day": day,
        "until": until,
        "spoken": lambda value: spoken(value, looks.today),
        "plural": plural,
    }
    if fmt == "html":
        return {**common, "link": lambda person: html_link(person, looks.base), "chart": svg_of}
    return {
        **common,
        "link": link,
        "mark": lambda line: mark(line, is_kept=looks.keep_marks),
        "yaml": yaml,
    }


def _want(filter_name: str, value: object, kind: type, noun: str, written: str) -> None:
    """Refuse what a filter cannot use, saying what it wants; what is not there says so itself."""
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, kind):
        raise WrongUseError(
            f"{filter_name!r} wants {noun}, not {shortened(repr(value), 40)}", f"write {written}"
        )


def link(person: PersonView) -> Markup:
    """Write a person as a link to the note."""
    _want("link", person, PersonView, "a person", _LINKED)
    return MarkdownText(markdown.link(person.target, person.name))


def html_link(person: PersonView, base: str | None) -> Markup:
    """Write a person as a link to the note, or in bold where there is none to link."""
    _want("link", person, PersonView, "a person", _LINKED)
    name = HtmlText("<bdi>{}</bdi>").format(person.name)
    if base is None or person.path is None:
        return HtmlText("<strong>{}</strong>").format(name)
    address = f"{base.rstrip('/')}/{markdown.percent(person.path)}"
    return HtmlText('<a class="person" href="{}">{}</a>').format(address, name)


def mark(line: LineView, *, is_kept: bool) -> Markup:
    """Write the comment by which a line is known again; nothing when no note is made."""
    _want("mark", line, LineView, "a line", "{{ line | mark }}")
    return MarkdownText(f" {marker(line.word, line.key)}" if is_kept else "")


def svg_of(chart: ChartView, name: str = "chart") -> Markup:
    """Draw a chart; the name tells it from others on the page."""
    _want("chart", chart, ChartView, "a chart", "{% if section.chart %}{{ section.chart | chart }}")
    return HtmlText(svg(chart, re.sub(r"[^A-Za-z0-9-]", "-", name)))


def yaml(value: object) -> Markup:
    """Write a value of front matter: bare where that is safe, else quoted."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    is_bare = _BARE_YAML.fullmatch(text) and not _TYPED_BY_YAML.fullmatch(text)
    return MarkdownText(text if is_bare else json.dumps(clean(text), ensure_ascii=False))


def day(value: date) -> str:
    """Say a day in full: `16 November 2026`."""
    _want("day", value, date, "a day", "{{ today | day }}")
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def spoken(value: date, today: date) -> str:
    """Say a day as people do: `Tue 3 Nov`."""
    _want("spoken", value, date, "a day", "{{ today | spoken }}")
    return spoken_day(value, today)


def plural(number: int, one: str = "", many: str = "") -> str:
    """Say a number with its noun: `3 people`."""
    written = '{{ 3 | plural("person", "people") }}'
    _want("plural", number, int, "a number", written)
    if not one:
        raise WrongUseError("'plural' wants a noun, too", f"write {written}")
    return counted(number, one, many)


def until(first: date, last: date) -> str:
    """Say a span of days: `16–22 November 2026`."""
    for value in (first, last):
        _want("until", value, date, "days", "{{ week_start | until(week_end) }}")
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day(last)}"
    return f"{first.day}–{day(last)}"
