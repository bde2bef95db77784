"""The Jinja environment of one output format: what a template can do, and what it cannot.

In: a format, folders of templates, filters. Out: an environment in which every value is escaped for
the format, templates come from the folders alone, and no value can be changed.
Not known here: reports, and where a template's output goes.

The sandbox is a fence, not a wall. What it cannot bound (time, memory) is bounded by `confined`,
where templates run that people write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sized
from types import CodeType
from typing import Any, Final, Self, cast

from jinja2 import (
    BaseLoader,
    Environment,
    TemplateNotFound,
    pass_eval_context,
)
from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext, Template
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pnm.reports import escape
from pnm.reports.faults import UnreadableError
from pnm.reports.folders import (
    Format,
    TemplateFolders,
    find_template,
    name_from,
    template_names,
)
from pnm.reports.missing import Missing

Filters = Mapping[str, Callable[..., object]]

JINJA_FILTERS: Final = (
    "abs capitalize count d default dictsort first float groupby int items last length list lower "
    "map max min reject rejectattr reverse safe select selectattr sort string sum title trim "
    "truncate unique upper wordcount"
).split()
"""The filters of Jinja that stay; the others make HTML, random results or endless text."""

JINJA_GLOBALS: Final = ("dict", "namespace", "range")
"""The functions of Jinja that stay."""

JINJA_TESTS: Final = (
    "!= < <= == > >= boolean callable defined divisibleby eq equalto escaped even false filter "
    "float ge greaterthan gt in integer iterable le lessthan lower lt mapping ne none number odd "
    "sameas sequence string test true undefined upper"
).split()
"""The tests of Jinja that stay: `is defined`."""

REPLACED_FILTERS: Final = ("e", "escape", "indent", "join", "replace", "round")
"""Filters of Jinja that stay by name, and are made for the format here."""

_WIDENING: Final = frozenset(
    "center encode expandtabs format format_map join ljust replace rjust to_bytes translate "
    "zfill".split()
)
_MOST_REPEATED: Final = 100_000
_MOST_BITS: Final = 4_096
_WIDEST_INDENT: Final = 40


class HtmlText(Markup):
    """Text that is HTML already."""

    __slots__ = ()
    plain = staticmethod(escape.html)

    @classmethod
    def escape(cls, s: object, /) -> Self:
        """Escape a value for the format, unless it says that it is in the format already."""
        if hasattr(s, "__html__"):
            return cls(s)
        return cls(cls.plain("" if s is None else str(s)))


class MarkdownText(HtmlText):
    """Text that is Markdown already."""

    __slots__ = ()
    plain = staticmethod(escape.md_escape)


class TerminalText(HtmlText):
    """Text that a terminal can show already."""

    __slots__ = ()
    plain = staticmethod(escape.terminal)


TEXTS: Final[dict[str, type[HtmlText]]] = {
    "html": HtmlText,
    "markdown": MarkdownText,
    "terminal": TerminalText,
}
"""For each format the type of text that needs no escaping any more."""


class _Template(JinjaTemplate):
    """A template whose own joining and marking of text is the format's."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, *args: Any) -> JinjaTemplate:
        """Load compiled code, and put the format's functions where it looks for HTML's."""
        template = super().from_code(environment, code, *args)
        own = cast("ReportEnvironment", environment)
        template.root_render_func.__globals__.update(
            escape=own.text.escape, Markup=own.text, markup_join=own.joined
        )
        return template


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox that writes one format."""

    template_class = _Template
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, fmt: Format, folders: TemplateFolders, filters: Filters) -> None:
        """Make the environment.

        Args:
            fmt: The format that is written.
            folders: The only places that templates come from.
            filters: pnm's own and the plugins'; they come before Jinja's of the same name.
        """
        self.text = TEXTS[fmt]
        self._folders = folders
        super().__init__(
            autoescape=True,
            finalize=_finalize,
            undefined=Missing,
            loader=_Loader(folders),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            optimized=False,
        )
        self.globals = {name: self.globals[name] for name in JINJA_GLOBALS}
        self.tests = {name: self.tests[name] for name in JINJA_TESTS}
        kept = {name: self.filters[name] for name in JINJA_FILTERS}
        self.filters = {**kept, **filters, **self._own_filters()}

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        """Read a template; one that is nested too deep is refused by name."""
        try:
            return super()._parse(source, name, filename)
        except (RecursionError, SyntaxError, ValueError) as exc:
            raise UnreadableError(filename or name or "", exc) from exc

    def _compile(self, source: str, filename: str) -> CodeType:
        """Compile what was made of a template; Python has bounds of its own."""
        try:
            return super()._compile(source, filename)
        except (RecursionError, SyntaxError, ValueError, MemoryError) as exc:
            raise UnreadableError(filename, exc) from exc

    def _generate(
        self, source: Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Write the code of a template."""
        try:
            return super()._generate(source, name, filename, defer_init)
        except RecursionError as exc:
            raise UnreadableError(filename or name or "", exc) from exc

    def join_path(self, template: str, parent: str) -> str:
        """Return the name of a template that another one asks for."""
        return name_from(template, parent, self._folders)

    def _own_filters(self) -> dict[str, Callable[..., object]]:
        """Return what stands for filters of Jinja that know HTML only, or make endless text."""
        return {
            "e": self.text.escape,
            "escape": self.text.escape,
            "indent": self._indent,
            "join": self._join,
            "replace": self._replace,
            "round": round,
        }

    # -- what stays harmless when it is put together ------------------------------------------

    def joined(self, parts: Iterable[object]) -> str:
        """Join the parts of `a ~ b`: escaped for the format as soon as one of them is."""
        known = list(parts)
        if any(hasattr(part, "__html__") for part in known):
            return self.text("").join(map(self.text.escape, known))
        return "".join(map(str, known))

    def _join(self, value: Iterable[object], d: str = "", attribute: str | None = None) -> Markup:
        """Join values, each escaped; the sign between them as it is written in the template."""
        parts = value if attribute is None else (self.getattr(v, attribute) for v in value)
        return self.text(d).join(map(self.text.escape, parts))

    def _replace(self, s: object, old: object, new: object) -> str:
        if len(str(s)) * len(str(new)) > _MOST_REPEATED * 10:
            raise SecurityError("'replace' would make too long a text")
        if any(hasattr(part, "__html__") for part in (s, old, new)):
            return self.text.escape(s).replace(str(old), self.text.escape(new))
        return str(s).replace(str(old), str(new))

    def _indent(self, s: object, width: int = 4) -> Markup:
        """Indent all lines but the first."""
        margin = "\n" + " " * max(0, min(width, _WIDEST_INDENT))
        return self.text(margin.join(self.text.escape(s).splitlines()))

    # -- what is not allowed -----------------------------------------------------------------

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may use an attribute; none that make text of any length."""
        if attr in _WIDENING and isinstance(obj, (str, bytes, int)):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> Callable[..., str] | None:
        """Leave `format` to `is_safe_attribute`, which refuses it."""
        return None

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Work out `+ * ** %`, unless the result is huge."""
        if operator == "+" and (isinstance(left, Markup) or isinstance(right, Markup)):
            return self.joined((left, right))
        if operator == "%" and isinstance(left, (str, bytes)):
            raise SecurityError("'%' does not put values into text here; write a ~ b")
        if operator == "*" and _is_huge_product(left, right):
            raise SecurityError("'*' would make too long a text or number")
        if operator == "**" and _is_huge_power(left, right):
            raise SecurityError("'**' would make too long a number")
        return super().call_binop(context, operator, left, right)


@pass_eval_context
def _finalize(context: EvalContext, value: object) -> Markup:
    """Escape what stands in `{{ }}`; asking for the context keeps Jinja from doing it for HTML."""
    return cast("ReportEnvironment", context.environment).text.escape(value)


class _Loader(BaseLoader):
    """Finds templates in the folders and nowhere else."""

    def __init__(self, folders: TemplateFolders) -> None:
        self._folders = folders

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """Give Jinja a template's text, and the name that messages show."""
        found = find_template(template, self._folders)
        if found is None:
            raise TemplateNotFound(template)
        return found.text, found.shown, None

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return list(template_names(self._folders))


def _is_huge_product(left: object, right: object) -> bool:
    if isinstance(left, int) and isinstance(right, int):
        return left.bit_length() + right.bit_length() > _MOST_BITS
    for text, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(text, Sized):
            return len(text) * times > _MOST_REPEATED
    return False


def _is_huge_power(left: object, right: object) -> bool:
    if isinstance(left, int) and isinstance(right, int):
        return left.bit_length() * max(right, 0) > _MOST_BITS
    return False
