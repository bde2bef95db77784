"""One rendering by a template.

In: `Job`: names, folders, plain values. Out: the document's text, or `ReportError`.
Not known here: plugins, the network, and in which process this runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, fields
from typing import Final, cast

from jinja2 import Template

from pnm.reports.blocks import check_blocks
from pnm.reports.context import Page
from pnm.reports.environment import ReportEnvironment
from pnm.reports.faults import FAULTS, TooMuchError, report_error
from pnm.reports.filters import Looks, own_filters
from pnm.reports.folders import (
    GENERIC,
    SUFFIXES,
    Format,
    TemplateFolders,
    find_template,
    has_edited,
)
from pnm.reports.guarded import guarded
from pnm.reports.outward import stays_inside

MOST_CHARACTERS: Final = 5_000_000
_BLANK_LINES: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be rendered.

    Attributes:
        template: The report's template, without its suffix.
        fmt: `markdown` or `html`.
        page: What the template may use.
        looks: How the document is to be written.
        folders: Where templates come from.
        filters: Those that plugins give.
    """

    template: str
    fmt: Format
    page: Page
    looks: Looks
    folders: TemplateFolders
    filters: Mapping[str, Callable[..., object]] = field(default_factory=dict)


def do(job: Job) -> str:
    """Render a job.

    Args:
        job: What is to be rendered.

    Returns:
        The document.

    Raises:
        ReportError: A template is wrong; it says where and how to mend it.
    """
    filters = {**job.filters, **own_filters(job.fmt, job.looks)}
    environment = ReportEnvironment(job.fmt, job.folders, filters)
    name = job.template + SUFFIXES[job.fmt]
    try:
        if find_template(name, job.folders) is None:
            name = GENERIC + SUFFIXES[job.fmt]
        template = environment.get_template(name)
        if has_edited(job.folders):
            check_blocks(environment, name)
        return _finished(_text(template, job.page), name, job)
    except FAULTS as exc:
        known = {
            "filter": environment.filters,
            "test": environment.tests,
            "template": environment.list_templates(),
        }
        raise report_error(exc, name, known) from exc


def _finished(text: str, name: str, job: Job) -> str:
    """Return a document as it is given out; what people wrote may not make it reach out."""
    folders = job.folders
    if job.fmt == "markdown":
        tidy = _tidy(text)
        of_vault = has_edited(TemplateFolders(vault=folders.vault))
        return stays_inside(tidy, "markdown", name, folders) if of_vault else tidy
    return stays_inside(guarded(text), "html", name, folders) if has_edited(folders) else text


def _text(template: Template, page: Page) -> str:
    names = {field.name: getattr(page, field.name) for field in fields(page)}
    pieces = cast("Generator[str]", template.generate(names))
    kept: list[str] = []
    size = 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size > MOST_CHARACTERS:
            megabytes = MOST_CHARACTERS // 1_000_000
            pieces.throw(TooMuchError(f"it writes more than {megabytes} million characters"))
    return "".join(kept)


def _tidy(text: str) -> str:
    """Return Markdown with one blank line where a template's blocks left several."""
    lines = (line.rstrip(" \t") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n") + "\n"
