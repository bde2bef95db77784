"""Days, names and links in words.

In: values. Out: short English texts that stay true while a brief lies in a pocket.
Not known here: contacts, and what is told of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from pnm.api import counted, parse_day, shortened, spoken_days, written_day

LINE: Final = 200
"""Characters of a line's text that a brief shows."""

_NAMES: Final = 5
_WIKI: Final = re.compile(r"!?\[\[([^\]\[]+)\]\]")
_LINK: Final = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_DATED: Final = re.compile(r"^\d{4}-\d{2}-\d{2} +(?=\S)")
"""The day with which a note's name begins; it is told already."""


def ago(day: date, today: date) -> str:
    """Say how long a day lies back: `today`, `3 weeks ago`."""
    days = (today - day).days
    return f"{spoken_days(days)} ago" if days else "today"


def on(day: date, today: date) -> str:
    """Say a day inside a sentence: `on Tue 3 Nov`."""
    return f"on {written_day(day, today)}"


def joined(names: Sequence[str], most: int = _NAMES) -> str:
    """Return names as a person lists them: `Ada, Bob and 3 others`."""
    if len(names) > most:
        names = [*names[: most - 1], counted(len(names) - most + 1, "other")]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def plain(text: str) -> str:
    """Return a text on one line, its links as they are read: `[[People/Ada|her]]` is `her`."""
    return shortened(_DATED.sub("", _LINK.sub(r"\1", _WIKI.sub(_shown, text))), LINE)


def _shown(link: re.Match[str]) -> str:
    target, _, label = link[1].partition("|")
    return label.strip() or target.partition("#")[0].rpartition("/")[2].strip()


def said(text: str, today: date) -> str:
    """Return a text, a bare day in it said as people say it: `14 Jul 2024`."""
    told = plain(text)
    day = parse_day(told) if told[:1].isdigit() else None
    return written_day(day, today) if day is not None else told


def sentence(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
