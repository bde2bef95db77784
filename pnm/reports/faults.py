"""What went wrong in a template, said to the person who writes it.

In: an exception out of Jinja. Out: `ReportError` with the template's line, a guess at what was
meant, and the names that could be meant.
Not known here: how a template is rendered.
"""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, TypeAlias

from jinja2 import (
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import TemplateReference

from pnm.diagnostics import Source
from pnm.errors import ReportError
from pnm.reports import context
from pnm.reports.folders import split_name
from pnm.reports.missing import Lost


class TooMuchError(RuntimeError):
    """A template takes more time or makes more text than it may."""


class WrongUseError(TypeError):
    """A filter got what it cannot use; it says what it wants."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


class UnreadableError(Exception):
    """A template cannot be read at all: it is nested too deep, or has a number without end.

    Attributes:
        shown: How messages name the template.
    """

    def __init__(self, shown: str, exc: BaseException) -> None:
        why = "a number in it is too long" if type(exc) is ValueError else "it is nested too deep"
        super().__init__(why)
        self.shown = shown


class StrayBlockError(Exception):
    """A template has a block that the one it extends has not, so that it is never shown.

    Attributes:
        place: Where it stands.
        block: Its name.
        known: The blocks that there are.
    """

    def __init__(self, place: Source, block: str, known: Iterable[str]) -> None:
        super().__init__(block)
        self.place = place
        self.block = block
        self.known = tuple(known)


FAULTS: Final = (
    TemplateError,
    StrayBlockError,
    UnreadableError,
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

TAGS: Final = (
    "autoescape block call extends filter for from if import include macro raw set with".split()
)
"""What may stand first in `{% %}`, beside what closes or divides them."""

_UNKNOWN_FILTER: Final = re.compile(r"No (filter|test) named '(\w+)'")
_UNSAFE: Final = re.compile(r"access to attribute '(\w+)' of '(\w+)' object is unsafe")
_UNKNOWN_TAG: Final = re.compile(r"Encountered unknown tag '(\w+)'")
_EXPECTED: Final = re.compile(r"following tags: (.+?)\. The innermost .* is '(\w+)'")
_NOT_PROVIDED: Final = re.compile(r"parameter '(\w+)' was not provided")
_ARGUMENT: Final = re.compile(r"_?(\w+)\(\) got an unexpected keyword argument '(\w+)'")

_WITHIN: Final = {
    "section": "there is one within {% for section in sections %}",
    "line": "there is one within {% for line in section.lines %}",
    "loop": "there is one within {% for … %}",
    "super": "it works within a block of a template that extends another",
    "caller": "it works within a macro that {% call %} calls",
}
"""Names that are there in some places only."""

_VIEWS: Final[Mapping[type, str]] = {
    context.ReportView: "report",
    context.SectionView: "section",
    context.LineView: "line",
    context.PersonView: "person",
    context.SourceView: "source",
    context.ChartView: "chart",
}
_SHOWN: Final = 4
_PLAIN: Final[Mapping[type, str]] = {str: "text", date: "day", bool: "truth", int: "number"}
_ASK_FIRST: Final = "ask first whether it is there: {% if … is defined %}"


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
    if isinstance(exc, StrayBlockError):
        return exc.place
    if isinstance(exc, UnreadableError):
        return Source(exc.shown)
    if isinstance(exc, TemplateSyntaxError) and (exc.filename or exc.name):
        return Source(exc.filename or exc.name or "", exc.lineno)
    return next(iter(reversed(list(_frames(exc)))), None)


def _frames(exc: BaseException) -> Iterator[Source]:
    for frame in traceback.extract_tb(exc.__traceback__):
        if frame.filename.endswith(".j2"):
            yield Source(frame.filename, frame.lineno or 0)


def _said(exc: BaseException, known: Mapping[str, Iterable[str]]) -> Said:
    match exc:
        case TemplateNotFound():
            return _not_there(exc, known)
        case SecurityError():
            return _unsafe(str(exc))
        case UndefinedError():
            return _undefined(exc)
        case TemplateSyntaxError():
            return _syntax(exc.message or "", known)
        case StrayBlockError():
            message = f"no template that this one extends has a block {exc.block!r}"
            return f"{message}, so it is never shown", _of_known(exc.block, exc.known)
    return _of_the_machine(exc)


def _of_the_machine(exc: BaseException) -> Said:
    match exc:
        case UnreadableError():
            return str(exc), "divide it by {% include %}, or let it say less"
        case RecursionError():
            return f"it goes into itself without end{_circle(exc)}", (
                'extend the original as {% extends "builtin/NAME" %}, and let no macro call itself'
            )
        case MemoryError():
            return "it needs too much memory", "make less text"
        case TooMuchError():
            return str(exc), "look for a loop that does not end"
        case WrongUseError():
            return str(exc), exc.mend
        case TypeError():
            return _type(exc)
    return _in_short(exc), "mend that line, or take the template away"


def _circle(exc: BaseException) -> str:
    """Say which templates call each other, where there are several."""
    names = list(dict.fromkeys(source.path for source in _frames(exc)))
    if not 1 < len(names) <= _SHOWN:
        return ""
    return f": {' → '.join([*names, names[0]])}"


def _type(exc: TypeError) -> Said:
    text = _in_short(exc)
    if found := _ARGUMENT.search(text):
        return f"{found[1]!r} takes no {found[2]!r}", "leave it out; docs/reports.md lists filters"
    if "is not callable" in text:
        return text, "leave out the brackets behind it: it is a value"
    return text, "mend that line, or take the template away"


def _in_short(exc: BaseException) -> str:
    return f"{type(exc).__name__}: {' '.join(str(exc).split())[:200]}"


# -- what is not there ---------------------------------------------------------------------------


def _undefined(exc: UndefinedError) -> Said:
    lost = exc.args[0] if exc.args else ""
    if isinstance(lost, Lost):
        return _lost_part(lost) if lost.is_part else _lost_name(lost.name)
    text = str(lost).replace("pnm.reports.context.", "")
    if found := _NOT_PROVIDED.search(text):
        return text, f"call the macro with it: NAME({found[1]}=…)"
    return text, _ASK_FIRST


def _lost_name(name: str) -> Said:
    names = context.names(context.Page)
    may = f"the template may use: {', '.join(names)}"
    message = f"{name!r} is undefined"
    if name in _WITHIN:
        return f"{message} here", f"{_WITHIN[name]}; {may}"
    near = difflib.get_close_matches(name, _WITHIN, 1)
    mend = _guessed(name, [*names, *_WITHIN], may)
    return message, f"{mend}; {_WITHIN[near[0]]}" if near and near[0] in mend else mend


def _lost_part(lost: Lost) -> Said:
    kind = type(lost.holder)
    if kind in _VIEWS:
        names = context.names(kind)
        has = f"a {_VIEWS[kind]} has: {', '.join(names)}"
        return f"a {_VIEWS[kind]} has no {lost.name!r}", _guessed(lost.name, names, has)
    if lost.holder is None:
        return f"there is none here, and none has no {lost.name!r}", "ask first: {% if … %}"
    if isinstance(lost.holder, Mapping):
        return f"there is no value {lost.name!r}", (
            f"{_of_known(lost.name, map(str, lost.holder))}; others may be there on another day: "
            "{% if … is defined %}"
        )
    if isinstance(lost.holder, TemplateReference):
        return f"no block is called {lost.name!r}", "docs/reports.md lists the blocks"
    if isinstance(lost.holder, (tuple, list)):
        return _of_several(lost, len(lost.holder))
    noun = next((noun for kind, noun in _PLAIN.items() if isinstance(lost.holder, kind)), "")
    if noun:
        has = "it is a value: write it without the dot"
        known = ("day", "month", "year") if noun == "day" else ()
        return f"a {noun} has no {lost.name!r}", _guessed(lost.name, known, has)
    return str(lost), _ASK_FIRST


def _of_several(lost: Lost, count: int) -> Said:
    if lost.is_place:
        return f"there is no element {lost.name} of {count}; the first is 0", _ASK_FIRST
    return f"several values have no {lost.name!r} together", (
        "take one after the other: {% for one in … %}"
    )


def _not_there(exc: TemplateNotFound, known: Mapping[str, Iterable[str]]) -> Said:
    asked = str(exc.name or exc)
    passed, bare = split_name(asked)
    names = set(known.get("template", ()))
    if passed and bare in names:
        return f"behind this one there is no template {bare!r}", "take the {% extends %} out"
    return f"there is no template {asked!r}", _of_known(bare, names)


# -- what cannot be read -------------------------------------------------------------------------


def _syntax(text: str, known: Mapping[str, Iterable[str]]) -> Said:
    if found := _UNKNOWN_FILTER.search(text):
        message = f"no {found[1]} is called {found[2]!r}"
        names = (name for name in known.get(found[1], ()) if name[0].isalpha())
        return message, _of_known(found[2], names)
    expected = _EXPECTED.search(text)
    closing = expected[1].replace("'", "").split(" or ") if expected else []
    tag = _UNKNOWN_TAG.search(text)
    if tag:
        return _tag(tag[1], closing, expected[2] if expected else "")
    if expected:
        return f"{expected[2]!r} is not closed", f"close it: {{% {_ends(closing)[0]} %}}"
    if text.startswith("Unexpected end of template"):
        return "the template ends too early", "close what is open"
    return text.rstrip("."), "mend that line; docs/reports.md shows the syntax"


def _tag(tag: str, closing: list[str], opened: str) -> Said:
    if tag.removeprefix("end") in TAGS and tag.startswith("end"):
        if not closing:
            return f"{tag!r} closes nothing", f"take it out, or open it before: {{% {tag[3:]} … %}}"
        mend = f"close it first: {{% {_ends(closing)[0]} %}}"
        return f"{tag!r} stands where {opened!r} is open", mend
    return f"there is no {{% {tag} %}}", _of_known(tag, [*TAGS, *closing])


def _ends(closing: list[str]) -> list[str]:
    """Return those of the expected tags that close, not divide."""
    return [name for name in closing if name.startswith("end")] or closing


def _unsafe(text: str) -> Said:
    if found := _UNSAFE.search(text):
        text = f"{found[1]!r} of a {found[2]} may not be used"
    return text, "write it in another way; docs/reports.md lists the filters"


def _of_known(asked: str, known: Iterable[str]) -> str:
    names = sorted(known)
    return _guessed(asked, names, f"known are: {', '.join(names) or 'none'}")


def _guessed(asked: str, names: Iterable[str], otherwise: str) -> str:
    near = difflib.get_close_matches(asked, list(names), 1)
    return f"did you mean {near[0]!r}? {otherwise}" if near else otherwise
