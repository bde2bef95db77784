"""A plugin's own settings, `[plugins.NAME]`: declared once, read with defaults, checked.

In: a frozen dataclass whose fields are declared by `flag`, `whole_number` or `texts`, and the table
as written. Out: an instance of it, and a diagnostic for each value that is wrong or unknown.
Not known here: any plugin, and what a setting leads to.

    @dataclass(frozen=True, slots=True)
    class Options:
        days: int = whole_number(60, most=366)
        weekends: bool = flag()

    options = read_settings(Options, settings)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeVar

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


def flag(default: bool = False) -> bool:
    """Declare a setting that is `true` or `false`."""
    return field(default=default, metadata=_rule(_is_flag, "write {} = true or {} = false"))


def whole_number(default: int, *, most: int) -> int:
    """Declare a setting that is a whole number from 0 to `most`."""

    def fits(value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most

    mend = f"write {{}} = {default}, or any number from 0 to {most}"
    return field(default=default, metadata=_rule(fits, mend))


def texts(*default: str) -> tuple[str, ...]:
    """Declare a setting that is a list of texts."""
    listed = ", ".join(f'"{text}"' for text in default)
    return field(default=default, metadata=_rule(_are_texts, f"write {{}} = [{listed}]"))


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
        value = settings.get(name)
        if rule.fits(value):
            values[name] = tuple(value) if isinstance(value, list) else value
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
            yield Diagnostic(at, WRONG, message, rule.mend.replace("{}", name))


def _rules(kind: type[Any]) -> Iterator[tuple[str, _Rule]]:
    return ((each.name, each.metadata[_RULE]) for each in fields(kind))


def _rule(fits: Callable[[object], bool], mend: str) -> Mapping[str, _Rule]:
    return {_RULE: _Rule(fits, mend)}


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _are_texts(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(text, str) for text in value)
