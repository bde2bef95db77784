"""What a checkbox says in the syntax of Obsidian Tasks, with emoji or in Dataview's words.

In: the character in the box and the text behind it. Out: `Task`, and the dates that no calendar
has.

Not known here: whose task it is, and when it is due next.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pnm.dates import parse_day
from pnm.notes.note import Task

_DATE_SIGNS = {
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "⏳": "scheduled",
    "⌛": "scheduled",
    "🛫": "start",
    "✅": "done",
    "\N{HEAVY PLUS SIGN}": "created",
    "❌": "cancelled",
}
_PRIORITIES = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}
_WORDS = {
    "due": "due",
    "scheduled": "scheduled",
    "start": "start",
    "completion": "done",
    "done": "done",
    "created": "created",
    "cancelled": "cancelled",
}

_BLANK = r"[ \t\u00a0\u202f\ufe0f]{0,9}"
_DATED = re.compile(
    f"([{''.join(_DATE_SIGNS)}]){_BLANK}(?:\\[\\[)?([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:\\]\\])?(?![0-9])"
)
_PRIORITY = re.compile(f"([{''.join(_PRIORITIES)}])\ufe0f?")
_REPEAT = re.compile(f"🔁{_BLANK}([A-Za-z0-9, !\u00a0-]{{0,100}})")
_OTHER = re.compile(f"(?:🏁|🆔|⛔){_BLANK}[\\w-]{{0,40}}(?:, ?[\\w-]{{1,40}}){{0,20}}")
_WORDED = re.compile(
    r"[\[(](due|scheduled|start|completion|done|created|cancelled|repeat|priority|id|dependsOn"
    r"|onCompletion)::[ \t]{0,9}(?:\[\[)?([^\[\]()\n]{0,100})(?:\]\])?[\])]"
)
_WHEN_DONE = re.compile(r"[ \u00a0]when done\b", re.IGNORECASE)


def read_task(state: str, text: str) -> tuple[Task, tuple[str, ...]]:
    """Read a checkbox line.

    Args:
        state: The character in the box.
        text: What stands behind the box.

    Returns:
        The task, and the dates in it that do not exist, as written.
    """
    if text.isascii() and "::" not in text:
        return Task(state, text), ()
    reader = _TaskReader()
    rest = _WORDED.sub(reader.worded, text) if "::" in text else text
    if not rest.isascii():
        rest = _DATED.sub(reader.dated, rest)
    if not rest.isascii():
        rest = _PRIORITY.sub(reader.priority, rest)
        rest = _REPEAT.sub(reader.repeated, rest)
        rest = _OTHER.sub(" ", rest)
    return Task(state, " ".join(rest.split()), **reader.found), tuple(reader.missing)


class _TaskReader:
    """Takes the signs out of one line; the first of a kind counts."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}
        self.missing: list[str] = []

    def _day(self, key: str, day: date | None, text: str) -> str:
        if day is None:
            self.missing.append(text)
        else:
            self.found.setdefault(key, day)
        return " "

    def dated(self, sign: re.Match[str]) -> str:
        try:
            day = date.fromisoformat(sign[2])
        except ValueError:
            day = None
        return self._day(_DATE_SIGNS[sign[1]], day, sign[2])

    def priority(self, sign: re.Match[str]) -> str:
        self.found.setdefault("priority", _PRIORITIES[sign[1]])
        return " "

    def repeated(self, sign: re.Match[str]) -> str:
        self._repeat(sign[1])
        return " "

    def worded(self, sign: re.Match[str]) -> str:
        key, value = sign[1], sign[2].strip()
        if key in _WORDS:
            return self._day(_WORDS[key], parse_day(value), value) if value else " "
        if key == "priority":
            self.found.setdefault("priority", value.lower())
        elif key == "repeat":
            self._repeat(value)
        return " "

    def _repeat(self, text: str) -> None:
        text = text.replace("\u00a0", " ")
        when_done = _WHEN_DONE.search(text)
        if when_done is not None:
            self.found["when_done"] = True
            text = text[: when_done.start()]
        self.found.setdefault("repeat", text.strip())
