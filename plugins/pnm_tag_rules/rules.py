"""The rules as written, checked one by one.

In: the plugin's settings, and where each key of them stands. Out: `Rules`: those that can be
used, and a diagnostic for each fault. Not known here: contacts, and what a query means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pnm.api import Diagnostic, Severity, Source, known_are

"""`rules` is not a list of tables, or one of them is not a table."""
NO_WHEN: Final = "PNM311"
"""A rule without a query."""
NO_TAGS: Final = "PNM312"
"""A rule without tags."""
UNREADABLE: Final = "PNM313"
"""A rule whose query cannot be read or asked."""
UNKNOWN_KEY: Final = "PNM314"
"""A key that means nothing; the rule still works."""

KEYS: Final = ("when", "tags", "why")

Sources = Callable[[str], Source]
"""From a dotted key of the configuration to where it stands."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A query and the tags of those whom it matches.

    Attributes:
        when: The query.
        tags: Names without `#`.
        why: The reason to show; the query where none is written.
        source: Where the query stands.
    """

    when: str
    tags: tuple[str, ...]
    why: str
    source: Source


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that can be used, in the order written, and the faults of all."""

    rules: tuple[Rule, ...]
    problems: tuple[Diagnostic, ...]


def read_rules(rows: Iterable[Mapping[str, object]], source: Sources) -> Rules:
    """Read the rules.

    Args:
        rows: The tables `[[plugins.tag_rules.rules]]`.
        source: Says where a key of the configuration stands.

    Returns:
        The rules that can be used; a fault costs its own rule only.
    """
    base = "plugins.tag_rules"
    problems: list[Diagnostic] = []
    rules: list[Rule] = []
    for number, row in enumerate(rows):
        rule, faults = _read(row, f"{base}.rules.{number}", source)
        rules += [rule] if rule else []
        problems += faults
    return Rules(tuple(rules), tuple(problems))


def _read(
    row: Mapping[str, object], key: str, source: Sources
) -> tuple[Rule | None, list[Diagnostic]]:
    faults = list(_unknown(row, KEYS, key, source))
    when, tags, why = row.get("when"), _tags(row.get("tags")), row.get("why", "")
    if not isinstance(when, str) or not when.strip():
        faults.append(
            Diagnostic(
                source(f"{key}.when"),
                NO_WHEN,
                "a rule has no query",
                'write when = "…" with a query, such as when = "circle:climbing and city:trieste"',
                Severity.ERROR,
            )
        )
        return None, faults
    if not tags:
        faults.append(
            Diagnostic(
                source(f"{key}.tags"),
                NO_TAGS,
                f"the rule {when!r} has no tags",
                'write tags = ["…"] with names',
                Severity.ERROR,
            )
        )
        return None, faults
    reason = why.strip() if isinstance(why, str) else ""
    return Rule(when, tags, reason or when, source(f"{key}.when")), faults


def _tags(value: object) -> tuple[str, ...]:
    """Return the names of a list or of one text; none at all where one of them is no name."""
    values = value if isinstance(value, list | tuple) else [value]
    names = [text.strip().lstrip("#").strip() for text in values if isinstance(text, str)]
    whole = len(names) == len(values) and all(names)
    return tuple(dict.fromkeys(names)) if whole else ()


def _unknown(
    table: Mapping[str, object], known: tuple[str, ...], key: str, source: Sources
) -> Iterator[Diagnostic]:
    for name in table:
        if name not in known:
            yield Diagnostic(
                source(f"{key}.{name}"),
                UNKNOWN_KEY,
                f"unknown key {name!r} in the tag rules",
                known_are(name, known),
            )
