"""A plugin's own settings, `[plugins.NAME]`: declared once, read with defaults, checked.

In: a frozen dataclass whose fields are declared by `flag`, `whole_number`, `texts` and their like,
and the table as written. Out: an instance of it, and a diagnostic for each value that is wrong or
unknown.
Not known here: any plugin, and what a setting leads to.

    @dataclass(frozen=True, slots=True)
    class Options:
        days: int = whole_number(60, most=366, about="how long without lunch")
        weekends: bool = flag()

    options = read_settings(Options, settings)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Final, TypeVar

from pnm.dates import parse_interval
from pnm.diagnostics import Diagnostic, Source
from pnm.wording import known_are

WRONG: Final = "PNM330"
"""A setting whose value is not of its kind; the default counts."""
UNKNOWN: Final = "PNM331"
"""A setting that means nothing."""

_RULE: Final = "pnm"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a value must be, and how to write one: `{}` stands for the setting's name."""

    fits: Callable[[object], bool]
    mend: str
    kind: str
    about: str
    read: Callable[[Any], object] = lambda value: value


@dataclass(frozen=True, slots=True)
class Declared:
    """A setting that a plugin has.

    Attributes:
        name: Its key.
        kind: What its value must be, in words.
        default: The value where none is written.
        about: What it leads to, in one sentence; empty where its plugin does not say.
    """

    name: str
    kind: str
    default: object
    about: str


def flag(default: bool = False, *, about: str = "") -> bool:
    """Declare a setting that is `true` or `false`."""
    rule = _Rule(_is_flag, "write {} = true or {} = false", "true or false", about)
    return _declared(default, rule)


def whole_number(default: int, *, most: int, least: int = 0, about: str = "") -> int:
    """Declare a setting that is a whole number from `least` to `most`."""

    def fits(value: object) -> bool:
        return _is_number(value) and isinstance(value, int) and least <= value <= most

    mend = f"write {{}} = {default}, or any number from {least} to {most}"
    rule = _Rule(fits, mend, f"a whole number from {least} to {most}", about)
    return _declared(default, rule)


def number(default: float, *, most: float, least: float = 0.0, about: str = "") -> float:
    """Declare a setting that is a number, with decimals or without, from `least` to `most`."""

    def fits(value: object) -> bool:
        return _is_number(value) and isinstance(value, (int, float)) and least <= value <= most

    mend = f"write {{}} = {default}, or any number from {least:g} to {most:g}"
    rule = _Rule(fits, mend, f"a number from {least:g} to {most:g}", about, float)
    return _declared(default, rule)


def text(default: str = "", *, about: str = "") -> str:
    """Declare a setting that is a text."""
    rule = _Rule(lambda value: isinstance(value, str), f'write {{}} = "{default}"', "a text", about)
    return _declared(default, rule)


def choice(default: str, *others: str, about: str = "") -> str:
    """Declare a setting that is one of a few words."""
    words = (default, *others)
    listed = " or ".join(f'"{word}"' for word in words)
    rule = _Rule(lambda value: value in words, f"write {{}} = {listed}", listed, about)
    return _declared(default, rule)


def interval(default: str, *, about: str = "") -> int:
    """Declare a setting that is a span of time, `"3 weeks"` or a number of days; read as days.

    Args:
        default: As the user would write it.
        about: What it leads to.

    Raises:
        ValueError: The default is no interval.
    """
    days = parse_interval(default)
    if days is None:
        raise ValueError(f"{default!r} is no interval")

    def fits(value: object) -> bool:
        return not isinstance(value, bool) and parse_interval(str(value)) is not None

    mend = f'write {{}} = "{default}", or a number of days'
    rule = _Rule(fits, mend, "an interval", about, lambda value: parse_interval(str(value)))
    return _declared(days, rule)


def texts(*default: str, about: str = "") -> tuple[str, ...]:
    """Declare a setting that is a list of texts."""
    listed = ", ".join(f'"{text}"' for text in default)
    rule = _Rule(_are_texts, f"write {{}} = [{listed}]", "a list of texts", about, tuple)
    return _declared(default, rule)


def tables(*, about: str = "") -> tuple[Mapping[str, object], ...]:
    """Declare a setting that is a list of tables, `[[plugins.NAME.SETTING]]`; none by default."""
    kind = "a list of tables"
    rule = _Rule(_are_tables, "write it as tables: [[plugins.{plugin}.{}]]", kind, about, tuple)
    return _declared((), rule)


def read_settings(kind: type[T], settings: Mapping[str, object], **instead: object) -> T:
    """Read a plugin's settings.

    Args:
        kind: The dataclass that declares them.
        settings: The table as written.
        instead: Defaults that take the place of the declared ones.

    Returns:
        An instance; the default for each setting that is not written, or wrong.
    """
    values = dict(instead)
    for name, rule in _rules(kind):
        if name in settings and rule.fits(settings[name]):
            values[name] = rule.read(settings[name])
    return kind(**values)


def check_settings(
    kind: type[Any],
    plugin: str,
    settings: Mapping[str, object],
    source: Callable[[str], Source],
) -> Iterator[Diagnostic]:
    """Say which settings of a plugin are not understood.

    Args:
        kind: The dataclass that declares them.
        plugin: The plugin's name.
        settings: The table as written.
        source: Gives the place of a dotted key, as `network.config.source` does.

    Yields:
        A diagnostic for each setting that is unknown or has a wrong value.
    """
    rules = dict(_rules(kind))
    for name, value in settings.items():
        at = source(f"plugins.{plugin}.{name}")
        rule = rules.get(name)
        if rule is None:
            message = f"unknown setting {name!r} of {plugin}"
            yield Diagnostic(at, UNKNOWN, message, known_are(name, rules))
        elif not rule.fits(value):
            message = f"{name} of {plugin} is {value!r}"
            yield Diagnostic(
                at, WRONG, message, rule.mend.replace("{}", name).replace("{plugin}", plugin)
            )


def declared(kind: type[Any]) -> tuple[Declared, ...]:
    """Return the settings that a dataclass declares, in its order.

    Args:
        kind: The dataclass.

    Raises:
        TypeError: It is no dataclass, or a field is not declared as a setting, or has no default.
    """
    if not is_dataclass(kind) or not isinstance(kind, type):
        raise TypeError(f"{kind!r} is not a dataclass")
    rows = []
    for each in fields(kind):
        rule = each.metadata.get(_RULE)
        if rule is None:
            raise TypeError(
                f"{kind.__name__}.{each.name} is not declared by flag, whole_number, number, text, "
                "choice, interval or texts"
            )
        rows.append(Declared(each.name, rule.kind, each.default, rule.about))
    return tuple(rows)


def _rules(kind: type[Any]) -> Iterator[tuple[str, _Rule]]:
    return ((each.name, each.metadata[_RULE]) for each in fields(kind))


def _declared(default: T, rule: _Rule) -> T:
    return field(default=default, metadata={_RULE: rule})


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _are_tables(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(row, dict) for row in value)


def _are_texts(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(text, str) for text in value)
