"""The days on which lines of a generated note were ticked, kept in the note itself.

In: a note's text. Out: days by key, and the text with or without the comment that holds them.
Not known here: how a day is found out.

A box does not say when it was ticked, and the file's own time is gone as soon as pnm writes the
note again. So pnm notes the day in a comment at the end, and leaves the reader's line alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

_COMMENT = re.compile(r"(?:\r?\n)?<!-- pnm:ticked((?: [0-9a-f]{8}=\d{4}-\d{2}-\d{2}){1,2000}) -->")


def ticked_days(text: str) -> dict[str, date]:
    """Return the day on which each item was ticked, by key; only what a comment says."""
    days: dict[str, date] = {}
    for found in _COMMENT.finditer(text):
        for pair in found[1].split():
            key, _, day = pair.partition("=")
            try:
                days[key] = date.fromisoformat(day)
            except ValueError:
                continue
    return days


def without_ticked(text: str) -> str:
    """Return a note's text without the comment."""
    return _COMMENT.sub("", text) if "<!-- pnm:ticked" in text else text


def with_ticked(text: str, days: Mapping[str, date]) -> str:
    """Return a note's text with the comment as its last line; without days, without it."""
    bare = without_ticked(text)
    if not days:
        return bare
    newline = "\r\n" if "\r\n" in bare else "\n"
    pairs = "".join(f" {key}={day.isoformat()}" for key, day in sorted(days.items()))
    ends = bare.endswith("\n")
    body = bare[: -len(newline)] if ends and bare.endswith(newline) else bare.rstrip("\n")
    return f"{body}{newline}<!-- pnm:ticked{pairs} -->{newline if ends else ''}"
