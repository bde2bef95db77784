"""Contacts out of a table: one new note a row, with the keys that pnm reads.

In: a file's bytes, the settings. Out: notes.
Not known here: the vault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pnm.api import NewNote, fold, note_text, parse_partial
from pnm_csv.cells import values_of
from pnm_csv.headings import Column, columns_of
from pnm_csv.options import ANY, Options
from pnm_csv.table import read_table

_DAYS: Final = frozenset({"birthday", "anniversary", "died", "connected"})
_NO_DAY: Final = re.compile(r"[0\W]+")
_NAMES: Final = ("given_name", "middle_name", "family_name")
_ELSE: Final = ("aliases", "organization", "email", "url", "phone")
"""What a row is called where it has no name."""
_LABELLED: Final = frozenset({"email", "phone", "address", "url"})
_BY_LABEL: Final = frozenset({"relation", "event", "custom", "im"})
_LABELS: Final = {"cell": "mobile", "business": "work", "other": "", "home_page": "homepage"}
_OWN_GROUPS: Final = frozenset({"mycontacts", "* mycontacts", "* starred", "starred"})
"""Labels that Google gives by itself."""
_OF_NOTES: Final = frozenset(
    "type notetype kind fileclass class deftype generatedby me isme template date".split()
)
"""Keys that say what kind of note it is; a column of such a name says something else."""
_ADDRESS: Final = ("street", "po box", "extended address", "postal code", "city", "region", "state")
_LONGEST: Final = 2_000
"""A longer value stands in the note's text; a front matter has room for thirty of these."""
_LONGEST_KEY: Final = 60
_SHOWN: Final = 60
"""So many letters of a row that cannot be read are shown."""
_OTHER_LETTERS: Final = re.compile(r"[\W_]+")
_WEB: Final = re.compile(r"(?:https?://)?(?:[\w-]+\.)*linkedin\.com/", re.IGNORECASE)
_NOTHING: Final = frozenset({"unspecified", "false", "normal", "none"})


def read(data: bytes, options: Options) -> Iterator[NewNote]:
    """Read the contacts of a file.

    Args:
        data: The file.
        options: The plugin's settings.

    Yields:
        A note for each row that names somebody, or the row's fault.

    Raises:
        PnmError: It is no table of contacts.
    """
    table = read_table(data)
    columns = columns_of(table.headings)
    order = None if options.date_order == ANY else options.date_order
    for row in table.rows:
        if row.fault:
            shown = next(filter(None, row.cells), "")[:_SHOWN]
            yield NewNote(shown, "", row.lines, row.fault)
        elif note := _note(_Row(columns, row.cells, order), row.lines):
            yield note


def _note(row: _Row, lines: str) -> NewNote | None:
    """Return the note of a row, or why there can be none; None for a row that is empty."""
    name = row.name
    if not name:
        fault = f"names nobody, or with more than {_LONGEST:,} letters"
        return NewNote("", "", lines, fault) if row.keys or row.notes else None
    try:
        return NewNote(name, row.text(name), lines)
    except ValueError as exc:
        return NewNote(name, "", lines, f"is too much: {exc}")


@dataclass(slots=True)
class _Row:
    """One row, its cells gathered by the keys of a note."""

    columns: Sequence[Column]
    cells: Sequence[str]
    order: str | None
    keys: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Gather them."""
        addresses: dict[tuple[str, int | None], dict[str, str]] = {}
        for column, cell in zip(self.columns, self.cells, strict=False):
            values = values_of(cell) if column.key else ()
            if not values:
                continue
            if column.part == "notes":
                self.notes.append(cell.strip())
            elif column.part != "value":
                parts = addresses.setdefault((column.key, column.label_of), {})
                known = parts.get(column.part)
                parts[column.part] = ", ".join([*([known] if known else []), *values])
            else:
                self._take(column, values)
        for (key, label_of), parts in addresses.items():
            self._take_address(Column(key, label_of), parts)

    @property
    def name(self) -> str:
        """What the person is called; empty where the row names nobody."""
        if "name" in self.keys:
            return " ".join(self.keys["name"])
        parts = [value for key in _NAMES for value in self.keys.get(key, ())]
        if parts:
            return " ".join(parts)
        return next((values[0] for key in _ELSE if (values := self._like(key))), "")

    def text(self, name: str) -> str:
        """Return the note's text."""
        keys: dict[str, str | list[str]] = {"type": "person", "name": name}
        for key, values in self.keys.items():
            if key != "name":
                keys[key] = values[0] if len(values) == 1 else values
        body = "\n\n".join(self.notes)
        return note_text(keys, f"## Notes\n\n{body}" if body else "")

    def _like(self, key: str) -> list[str]:
        """Return the values of a key, with a label or without."""
        labelled = (one for one in self.keys if one == key or one.startswith(f"{key}_"))
        return next((self.keys[one] for one in labelled), [])

    def _take(self, column: Column, values: Sequence[str]) -> None:
        key = self._key(column)
        for value in values:
            text = self._value(key, value)
            if len(text) > _LONGEST:
                self.notes.append(f"{key}: {text}")
                continue
            found = self.keys.setdefault(key, []) if text else []
            if text and text not in found:
                found.append(text)

    def _key(self, column: Column) -> str:
        label = self._label(column)
        if column.key in _BY_LABEL:
            return _free(label or column.key)
        if column.key == "url" and any(_WEB.match(cell.strip()) for cell in self._cells(column)):
            return "linkedin"
        if column.key in _LABELLED and label:
            return f"{column.key}_{label}"
        return _free(column.key)

    def _cells(self, column: Column) -> Sequence[str]:
        return [c for o, c in zip(self.columns, self.cells, strict=False) if o == column]

    def _label(self, column: Column) -> str:
        """Return the label beside a value, as a key may end in it."""
        if column.label_of is None or column.label_of >= len(self.cells):
            return ""
        words = _OTHER_LETTERS.sub("_", fold(self.cells[column.label_of])).strip("_")[:40]
        return _LABELS.get(words, words)

    def _value(self, key: str, value: str) -> str:
        """Return a value as the key wants it; empty where it says nothing."""
        if key in _DAYS:
            day = parse_partial(value, order=self.order)  # type: ignore[arg-type]
            return "" if _NO_DAY.fullmatch(value) else str(day or value)
        if key == "circle":
            return "" if fold(value) in _OWN_GROUPS else value.removeprefix("* ")
        if key == "private":
            return "true" if fold(value) in {"true", "yes", "1"} else ""
        if key == "gender" and fold(value) in _NOTHING:
            return ""
        return " ".join(value.split()) if key == "name" or key in _NAMES else value

    def _take_address(self, column: Column, parts: dict[str, str]) -> None:
        written = [parts[part] for part in (*_ADDRESS, "country") if part in parts]
        whole = parts.get("formatted") or ", ".join(written)
        lines = (line.strip(" ,") for line in whole.splitlines())
        if whole and not parts.keys() <= {"city", "country"}:
            self._take(column, [", ".join(line for line in lines if line)])
        for part in ("city", "country"):
            if part in parts and part not in self.keys:
                self._take(Column(part), [parts[part]])


def _free(key: str) -> str:
    """Return a key that does not say what kind of note it is."""
    key = key[:_LONGEST_KEY].strip()
    return f"csv_{key}" if _OTHER_LETTERS.sub("", key.casefold()) in _OF_NOTES else key
