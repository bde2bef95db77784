"""Reports, rendered: from the plugins' answers to a document.

In: a report, its sections, the network, the day, a format. Out: the document's text.
Not known here: where it is written, and what its reader did to an earlier one (see `pnm.keep`).
Jinja and rich are imported when something is rendered, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pnm.reports.folders import SUFFIXES, Format, TemplateFolders, has_edited

if TYPE_CHECKING:
    from pnm.model import Report, Section
    from pnm.network import Network

NO_FILTERS: Final[Mapping[str, Callable[..., object]]] = MappingProxyType({})


def render(
    report: Report,
    sections: Sequence[Section],
    network: Network,
    today: date,
    fmt: Format,
    folders: TemplateFolders,
    filters: Mapping[str, Callable[..., object]] = NO_FILTERS,
    *,
    keep_marks: bool = False,
    base: str | None = None,
    color: bool = False,
    width: int = 80,
) -> str:
    """Render a report.

    Args:
        report: The report to make.
        sections: What the plugins contribute, in any order.
        network: Knows the people that lines are about.
        today: The day that the report is made for.
        fmt: `markdown`, `html`, `terminal` or `json`.
        folders: Where templates come from.
        filters: Those that plugins give to templates.
        keep_marks: For Markdown that becomes a note: front matter, and a mark on each line.
        base: For HTML, the address of the vault (`file:///home/me/Notes`), so that people link
            their notes; None for no links.
        color: For a terminal, whether it shows colour.
        width: For a terminal, the columns it has.

    Returns:
        The document, with a line end.

    Raises:
        ReportError: A template is wrong; it says where and how to mend it.
    """
    from pnm.reports.context import page

    is_note = keep_marks and bool(report.path) and fmt == "markdown"
    view = page(report, sections, network, today, suffix=SUFFIXES.get(fmt, ""), is_note=is_note)
    if fmt == "json":
        from pnm.reports.escape import json_text
        from pnm.reports.values import page_values

        return json_text(page_values(view)) + "\n"
    if fmt == "terminal":
        from pnm.reports.terminal import terminal_text

        return terminal_text(view, color=color, width=width)
    from pnm.reports.filters import Looks
    from pnm.reports.job import Job, do

    job = Job(report.template, fmt, view, Looks(today, keep_marks, base), folders, filters)
    if has_edited(folders):
        from pnm.reports.confined import do_confined

        return do_confined(job)
    return do(job)
