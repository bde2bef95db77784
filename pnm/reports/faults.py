"""What went wrong in a template, said to the person who writes it.

In: an exception out of Jinja. Out: `ReportError` with the template's line, a guess at what was
meant, and the names that could be meant.
Not known here: how a template is rendered.
"""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from jinja2 import (
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError

from pnm.diagnostics import Source
from pnm.errors import ReportError
from pnm.reports import context

FAULTS: Final = (
    TemplateError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    StopIteration,
    SyntaxError,
    TypeError,
    ValueError,
)
"""All that a template and the filters in it raise."""

Said: TypeAlias = tuple[str, str]
"""What is wrong, and how to mend it."""

_UNKNOWN_NAME: Final = re.compile(r"'(\w+)' is undefined")
_UNKNOWN_PART: Final = re.compile(r"'(?:[\w.]*\.)?(\w+) object' has no attribute '(\w+)'")
_UNKNOWN_FILTER: Final = re.compile(r"No (filter|test) named '(\w+)'")
_UNSAFE: Final = re.compile(r"access to attribute '(\w+)' of '(\w+)' object is unsafe")

_VIEWS: Final = {
    "ReportView": ("report", context.ReportView),
    "SectionView": ("section", context.SectionView),
    "LineView": ("line", context.LineView),
    "PersonView": ("person", context.PersonView),
    "SourceView": ("source", context.SourceView),
    "ChartView": ("chart", context.ChartView),
}


class TooMuchError(RuntimeError):
    """A template takes more time or makes more text than it may."""


def report_error(
    exc: BaseException, template: str, known: Mapping[str, Iterable[str]]
) -> ReportError:
    """Say what is wrong in a template.

    Args:
        exc: What was raised.
        template: The template that was asked for, for a fault that has no line.
        known: The names of `filter`s, `test`s and `template`s.

    Returns:
        The error to raise.
    """
    message, mend = _said(exc, known)
    return ReportError(
        f"cannot render: {message}", mend=mend, source=_place(exc) or Source(template)
    )


def _place(exc: BaseException) -> Source | None:
    """Return the innermost line of a template that an exception came through."""
    if isinstance(exc, TemplateSyntaxError) and (exc.filename or exc.name):
        return Source(exc.filename or exc.name or "", exc.lineno)
    frames = [
        Source(frame.filename, frame.lineno or 0)
        for frame in traceback.extract_tb(exc.__traceback__)
        if frame.filename.endswith(".j2")
    ]
    return frames[-1] if frames else None


def _said(exc: BaseException, known: Mapping[str, Iterable[str]]) -> Said:
    match exc:
        case TemplateNotFound():
            return _lost(exc, known)
        case SecurityError():
            return _unsafe(str(exc))
        case UndefinedError():
            return _undefined(str(exc))
        case TemplateSyntaxError():
            return _syntax(exc.message or "", known)
        case RecursionError():
            return (
                "it goes into itself without end",
                'extend the original as {% extends "builtin/NAME" %}, and let no macro call itself',
            )
        case MemoryError():
            return "it needs too much memory", "make less text"
        case TooMuchError():
            return str(exc), "look for a loop that does not end"
    text = " ".join(str(exc).split())[:200]
    return f"{type(exc).__name__}: {text}", "mend that line, or take the template away"


def _undefined(text: str) -> Said:
    if found := _UNKNOWN_NAME.search(text):
        names = context.names(context.Page)
        may = f"the template may use: {', '.join(names)}"
        return f"{found[1]!r} is undefined", _guessed(found[1], [*names, "section", "line"], may)
    found = _UNKNOWN_PART.search(text)
    if found and found[1] in _VIEWS:
        noun, view = _VIEWS[found[1]]
        names = context.names(view)
        has = f"a {noun} has: {', '.join(names)}"
        return f"a {noun} has no {found[2]!r}", _guessed(found[2], names, has)
    plain = text.replace("pnm.reports.context.", "")
    return plain, "ask first whether it is there: {% if … is defined %}"


def _syntax(text: str, known: Mapping[str, Iterable[str]]) -> Said:
    found = _UNKNOWN_FILTER.search(text)
    if found is None:
        return text.rstrip("."), "mend that line; docs/reports.md shows the syntax"
    return f"no {found[1]} is called {found[2]!r}", _of_known(found[2], known.get(found[1], ()))


def _lost(exc: TemplateNotFound, known: Mapping[str, Iterable[str]]) -> Said:
    asked = str(exc.name or exc)
    return f"there is no template {asked!r}", _of_known(asked, known.get("template", ()))


def _unsafe(text: str) -> Said:
    if found := _UNSAFE.search(text):
        text = f"{found[1]!r} of a {found[2]} may not be used"
    return text, "write it in another way; docs/reports.md lists the filters"


def _of_known(asked: str, known: Iterable[str]) -> str:
    names = sorted(known)
    return _guessed(asked, names, f"known are: {', '.join(names)}")


def _guessed(asked: str, names: Iterable[str], otherwise: str) -> str:
    near = difflib.get_close_matches(asked, list(names), 1)
    return f"did you mean {near[0]!r}? {otherwise}" if near else otherwise
