"""The vault's configuration, `.pnm/config.toml`: read, checked, and said what is wrong where.

In: the file's text. Out: `Config`, or a `ConfigError` with line and mend. A vault without the
file has the defaults: pnm works in any folder of notes.
Not known here: notes; and what a plugin's own settings mean (see `Config.plugin`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, TypeVar

from pnm.contacts.profile import CHANNELS, Profile, folder_word
from pnm.dates import LeapDay, Order, parse_interval
from pnm.diagnostics import Source
from pnm.errors import ConfigError
from pnm.folding import fold, fold_key
from pnm.model import Circle, Field, RelationKind
from pnm.tables import read_tables
from pnm.wording import known_are

PATH: Final = ".pnm/config.toml"

_TABLES: Final = ("vault", "profile", "circles", "channels", "plugins", "reports")
_VAULT: Final = ("me", "date_order", "leap_day")
_ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy")
_LEAP_DAYS: Final[tuple[LeapDay, ...]] = ("feb28", "mar1")
_Word = TypeVar("_Word", bound=str)
_PROFILE: Final = (
    "person_keys",
    "person_tags",
    "person_links",
    "person_folders",
    "person_file_mark",
    "template_folders",
    "daily_folder",
    "daily_format",
)
_CIRCLE: Final = ("every", "longest", "birthday_lead", "tags")
_DISABLED: Final = "disabled"
_REPORTS: Final = ("folder", "review", "asks")


@dataclass(frozen=True, slots=True)
class Config:
    """What the vault's owner set.

    Attributes:
        profile: Which notes are people.
        circles: By folded name without a plural's s.
        me: The note of the vault's owner: its path without suffix, or its name; empty for none.
        disabled: Plugins that are not asked.
        plugins: `[plugins.NAME]` as written.
        review: The report that `pnm review` renders.
        asks: How many people a review asks for at most.
        lines: Where each key stands: dotted path to line.
        written: Whether the vault has a configuration at all.
    """

    profile: Profile = field(default_factory=Profile)
    circles: Mapping[str, Circle] = field(default_factory=lambda: MappingProxyType({}))
    me: str = ""
    disabled: frozenset[str] = frozenset()
    plugins: Mapping[str, Mapping[str, object]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    review: str = "weekly-review"
    asks: int = 7
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    written: bool = False

    def plugin(self, name: str) -> Mapping[str, object]:
        """Return the settings of a plugin; empty where there are none."""
        return self.plugins.get(name, MappingProxyType({}))

    def reading(
        self, fields: Iterable[tuple[str, Field]], kinds: Iterable[tuple[str, RelationKind]]
    ) -> Config:
        """Return the same configuration, by which further fields and kinds are read.

        Args:
            fields: Each with the plugin that declares it.
            kinds: Each with the plugin that declares it.
        """
        rows, relations = tuple(fields), tuple(kinds)
        if not rows and not relations:
            return self
        profile = replace(self.profile, fields=rows, relation_kinds=relations)
        return replace(self, profile=profile)

    def source(self, key: str) -> Source:
        """Return where a key stands, else its table; the file where neither does."""
        return _place(key, self.lines)


def _place(key: str, lines: Mapping[str, int]) -> Source:
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return Source(PATH, lines.get(key, 0))


def circle_key(name: str) -> str:
    """Return a circle's name for comparison: `Friends` and `friend` are one."""
    folded = fold(name.lstrip("#"))
    return folded[:-1] if folded.endswith("s") and len(folded) > 3 else folded


def read_config(text: str | None) -> Config:
    """Read a configuration.

    Args:
        text: The file's text; None where there is no file.

    Returns:
        The configuration; defaults for what it does not say.

    Raises:
        ConfigError: With line and mend, at the first fault.
    """
    if text is None:
        return Config()
    try:
        tables = read_tables(text)
    except ValueError as exc:
        found = re.search(r"line (\d+)", str(exc))
        line = int(found[1]) if found else 0
        raise ConfigError(
            f"cannot be read: {exc}",
            mend="mend that line; strings stand in quotes",
            source=Source(PATH, line),
        ) from exc
    return _Reader(tables, _key_lines(text)).read()


class _Reader:
    """Checks the tables one by one; the first fault stops it."""

    def __init__(self, tables: dict[str, Any], lines: dict[str, int]) -> None:
        self._tables = tables
        self._lines = lines

    def read(self) -> Config:
        self._only(self._tables, _TABLES, "")
        vault = self._table("vault", _VAULT)
        reports = self._table("reports", _REPORTS)
        plugins = self._raw_table("plugins", "write [plugins.NAME]")
        return Config(
            profile=self._profile(vault, reports),
            circles=MappingProxyType(self._circles()),
            me=self._text(vault, "vault.me"),
            disabled=frozenset(self._texts(plugins, "plugins.disabled")),
            plugins=MappingProxyType(self._plugins(plugins)),
            review=self._text(reports, "reports.review") or "weekly-review",
            asks=self._number(reports, "reports.asks", 7),
            lines=MappingProxyType(self._lines),
            written=True,
        )

    # -- faults ------------------------------------------------------------------------------

    def _fault(self, key: str, message: str, mend: str) -> ConfigError:
        return ConfigError(message, mend=mend, source=_place(key, self._lines))

    def _only(self, table: dict[str, Any], known: tuple[str, ...], prefix: str) -> None:
        for key in table:
            if key not in known:
                raise self._fault(
                    f"{prefix}{key}",
                    f"unknown key {key!r}" + (f" in [{prefix.rstrip('.')}]" if prefix else ""),
                    known_are(key, known),
                )

    def _raw_table(self, name: str, mend: str) -> dict[str, Any]:
        table = self._tables.get(name, {})
        if not isinstance(table, dict):
            raise self._fault(name, f"{name} is not a table", mend)
        return table

    def _table(self, name: str, known: tuple[str, ...]) -> dict[str, Any]:
        table = self._raw_table(name, f"write [{name}] and keys below it")
        self._only(table, known, f"{name}.")
        return table

    # -- values ------------------------------------------------------------------------------

    def _text(self, table: dict[str, Any], key: str) -> str:
        value = table.get(key.rpartition(".")[2], "")
        if not isinstance(value, str):
            raise self._fault(key, f"{key} is not a text", f'write {key.rpartition(".")[2]} = "…"')
        return value

    def _texts(self, table: dict[str, Any], key: str) -> list[str]:
        value = table.get(key.rpartition(".")[2], [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise self._fault(
                key, f"{key} is not a list of texts", f'write {key.rpartition(".")[2]} = ["…"]'
            )
        return values

    def _number(self, table: dict[str, Any], key: str, default: int) -> int:
        value = table.get(key.rpartition(".")[2], default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self._fault(key, f"{key} is not a number", "write a whole number from 0 up")
        return value

    def _choice(self, table: dict[str, Any], key: str, known: tuple[_Word, ...]) -> _Word | None:
        value = self._text(table, key)
        chosen = next((word for word in known if word == value), None)
        if value and chosen is None:
            raise self._fault(key, f"{key} is {value!r}", f"write one of: {', '.join(known)}")
        return chosen

    def _days(self, table: dict[str, Any], key: str) -> int | None:
        value = table.get(key.rpartition(".")[2])
        if value is None:
            return None
        days = None if isinstance(value, bool) else parse_interval(str(value))
        if days is None:
            raise self._fault(key, f"{key} is {value!r}, not an interval", 'write "3 weeks" or 21')
        return days

    # -- the tables --------------------------------------------------------------------------

    def _profile(self, vault: dict[str, Any], reports: dict[str, Any]) -> Profile:
        table = self._table("profile", _PROFILE)
        changes: dict[str, Any] = {}
        readers: dict[str, tuple[str, Callable[[str], Any]]] = {
            "person_keys": ("profile.person_keys", self._pair),
            "person_links": ("profile.person_links", self._pair),
            "person_tags": ("profile.person_tags", lambda text: text.lstrip("#").casefold()),
            "person_folders": ("profile.person_folders", _folder),
            "template_folders": ("profile.template_folders", folder_word),
        }
        for name, (key, read) in readers.items():
            if name in table:
                changes[name] = frozenset(read(text) for text in self._texts(table, key))
        for name in ("person_file_mark", "daily_folder", "daily_format"):
            if name in table:
                changes[name] = self._text(table, f"profile.{name}")
        order = self._choice(vault, "vault.date_order", _ORDERS)
        leap = self._choice(vault, "vault.leap_day", _LEAP_DAYS)
        return replace(
            Profile(),
            **changes,
            review_folder=self._text(reports, "reports.folder") or "Reviews",
            date_order=order,
            leap_day=leap or "feb28",
            channels=self._channels(),
        )

    def _pair(self, text: str) -> tuple[str, str]:
        key, colon, value = text.partition(":")
        if not colon or not value.strip():
            raise self._fault(
                "profile", f"{text!r} is not a key with a value", 'write "type: person"'
            )
        return fold_key(key.strip()), fold(value.strip().strip("[]\"' "))

    def _channels(self) -> Mapping[str, frozenset[str]]:
        table = self._raw_table("channels", 'write [channels] and below it call = ["rang"]')
        channels = dict(CHANNELS)
        for name in table:
            words = {word.casefold() for word in self._texts(table, f"channels.{name}")}
            channels[name] = channels.get(name, frozenset()) | words
        return MappingProxyType(channels)

    def _circles(self) -> dict[str, Circle]:
        tables = self._raw_table("circles", "write [circles.friends]")
        circles: dict[str, Circle] = {}
        for name, table in tables.items():
            if not isinstance(table, dict):
                raise self._fault(
                    f"circles.{name}", f"circle {name} is not a table", f"write [circles.{name}]"
                )
            self._only(table, _CIRCLE, f"circles.{name}.")
            circles[circle_key(name)] = self._circle(name, table)
        return circles

    def _circle(self, name: str, table: dict[str, Any]) -> Circle:
        key = f"circles.{name}"
        every = self._days(table, f"{key}.every")
        longest = self._days(table, f"{key}.longest")
        if every and longest and longest < every:
            raise self._fault(
                f"{key}.longest", "longest is shorter than every", "write a longer interval"
            )
        line = self._lines.get(f"{key}.every") or self._lines.get(key, 0)
        return Circle(
            name,
            Source(PATH, line),
            every,
            longest,
            self._days(table, f"{key}.birthday_lead"),
            frozenset(t.lstrip("#").casefold() for t in self._texts(table, f"{key}.tags")),
        )

    def _plugins(self, tables: dict[str, Any]) -> dict[str, Mapping[str, object]]:
        for name, table in tables.items():
            if name != _DISABLED and not isinstance(table, dict):
                raise self._fault(
                    f"plugins.{name}", f"plugins.{name} is not a table", f"write [plugins.{name}]"
                )
        return {
            name: MappingProxyType(table) for name, table in tables.items() if name != _DISABLED
        }


def _folder(text: str) -> str:
    return text.strip("/").casefold() if "/" in text else folder_word(text)


_TABLE_LINE = re.compile(r"^\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY_LINE = re.compile(r"^\s*([\w\"'.-]+)\s*=")


def _key_lines(text: str) -> dict[str, int]:
    """Return the first line of each table and key, by dotted path; a table array counts up."""
    lines: dict[str, int] = {}
    table = ""
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLE_LINE.match(line):
            table = found[1].replace('"', "").replace("'", "")
            if line.lstrip().startswith("[["):
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}.{counts[table]}"
            parts = table.split(".")
            for count in range(1, len(parts) + 1):
                lines.setdefault(".".join(parts[:count]), number)
        elif found := _KEY_LINE.match(line):
            key = found[1].replace('"', "").replace("'", "")
            lines.setdefault(f"{table}.{key}" if table else key, number)
    return lines
