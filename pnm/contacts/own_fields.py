"""What a contact's note says in a plugin's field: read by the kind that the field is declared with.

In: the field, a key's value. Out: its texts as the index keeps them, or why they are not of that
kind; and the texts as values again.
Not known here: other notes, so that a field of the kind `contact` has targets of links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, NamedTuple

from pnm.contacts.facts import TEXT, Fault, FieldRow
from pnm.contacts.profile import Profile
from pnm.contacts.values import EMPTY, NO, SEPARATORS, YES, is_empty, links_of, words
from pnm.dates import ambiguous, parse_day
from pnm.model import Field
from pnm.notes import Node, scalars

WRONG: Final = "PNM107"
"""A value that is not of its field's kind."""

SINGLE: Final = frozenset({"text", "number", "day", "flag"})
"""Kinds of which a contact has one value; the first that is written counts."""

_NUMBER: Final = re.compile(r"([+-]?)([0-9]{1,15})(?:[.,]([0-9]{1,15}))?")
_THOUSANDS: Final = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_SHOWN: Final = 60


class FieldRead(NamedTuple):
    """What came of a key.

    Attributes:
        rows: For the index; empty for an empty value, or a wrong one.
        fault: Why the value is not of its kind; None where it is.
    """

    rows: tuple[FieldRow, ...] = ()
    fault: Fault | None = None


def read_field(field: Field, key: str, value: Node, line: int, profile: Profile) -> FieldRead:
    """Read a key that stands for a plugin's field.

    Args:
        field: The field.
        key: As written.
        value: Its value.
        line: The key's line.
        profile: The vault's profile.
    """
    if field.kind == "contact":
        return FieldRead(tuple(_people(field, value, line)))
    if field.kind == "list":
        texts = tuple(dict.fromkeys(words(value)))
        return FieldRead((FieldRow(field.name, texts, line),) if texts else ())
    text = ", ".join(words(value, split=False))
    if is_empty(text):
        return FieldRead()
    read = _READERS[field.kind](text, profile)
    if read is not None:
        return FieldRead((FieldRow(field.name, (read,), line),))
    return FieldRead((), _fault(field, key, text, line))


def _people(field: Field, value: Node, line: int) -> Iterable[FieldRow]:
    for scalar in scalars(value):
        at = scalar.line or line
        targets = [link.target for link in links_of(scalar.text, at)]
        if not targets:
            names = (name.strip() for name in SEPARATORS.split(scalar.text))
            targets = [TEXT + name for name in names if name.casefold() not in EMPTY]
        if targets:
            yield FieldRow(field.name, tuple(targets), at)


# -- single values ---------------------------------------------------------------------------------


def _text(text: str, _: Profile) -> str | None:
    return text


def _number(text: str, _: Profile) -> str | None:
    """Return a number as Python writes it; `1,000` may be two numbers, so it is none."""
    found = None if _THOUSANDS.fullmatch(text) else _NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, part = found.groups()
    return f"{sign.strip('+')}{whole}.{part}" if part else f"{sign.strip('+')}{whole}"


def _day(text: str, profile: Profile) -> str | None:
    day = parse_day(text, order=profile.date_order)
    return day.isoformat() if day is not None else None


def _flag(text: str, _: Profile) -> str | None:
    said = text.casefold()
    return "yes" if said in YES else "no" if said in NO else None


_READERS: Final[dict[str, Callable[[str, Profile], str | None]]] = {
    "text": _text,
    "number": _number,
    "day": _day,
    "flag": _flag,
}

_WANTED: Final = {
    "number": ("a number", "write {}: 12, or with decimals {}: 12.5"),
    "day": ("a day", "write {}: YYYY-MM-DD"),
    "flag": ("yes or no", "write {}: yes, or {}: no"),
}


def _fault(field: Field, key: str, text: str, line: int) -> Fault:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if field.kind == "day" and ambiguous(text):
        message = f"{key} {shown!r} can be read in two ways"
        mend = "write YYYY-MM-DD, or set date_order in .pnm/config.toml to dmy or mdy"
        return Fault("PNM103", line, 0, "warning", message, mend)
    wanted, mend = _WANTED[field.kind]
    message = f"{key} {shown!r} is not {wanted}"
    return Fault(WRONG, line, 0, "error", message, mend.replace("{}", key))


def value_of(kind: str, text: str) -> str | float | date | bool:
    """Return the value that the text of a row stands for.

    Args:
        kind: Of the field; one of those with a single value.
        text: As `read_field` gave it.
    """
    if kind == "number":
        return float(text) if "." in text else int(text)
    if kind == "day":
        return date.fromisoformat(text)
    return text == "yes" if kind == "flag" else text
