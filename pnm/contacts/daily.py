"""The day a daily note's path stands for, in the format that its owner configured.

In: a path, the folder and the moment.js format of `.obsidian/daily-notes.json`. Out: a day.
Not known here: what the note holds. The formats are those of <https://momentjs.com/docs>,
as far as they name days.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from pnm.contacts.places import stem_of

_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<year2>\d{2})",
    "MMMM": r"[^\W\d_]+",
    "MMM": r"[^\W\d_]+\.?",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{2})",
    "Do": r"(?P<day>\d{1,2})[^\W\d_]*",
    "D": r"(?P<day>\d{1,2})",
    "dddd": r"[^\W\d_]+",
    "ddd": r"[^\W\d_]+\.?",
    "dd": r"[^\W\d_]+\.?",
    "WW": r"\d{2}",
    "ww": r"\d{2}",
    "gggg": r"\d{4}",
    "Q": r"\d",
}
_TOKEN = re.compile(r"\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|Do|D|dddd|ddd|dd|WW|ww|gggg|Q|.")


@lru_cache(maxsize=16)
def _pattern(form: str) -> re.Pattern[str]:
    seen: set[str] = set()
    parts = []
    for found in _TOKEN.finditer(form):
        piece = _TOKENS.get(found[0], re.escape(found[1] if found[1] is not None else found[0]))
        name = re.search(r"\?P<(\w+)>", piece)
        if name and name[1] in seen:
            piece = piece.replace(name[0], "?:")
        if name:
            seen.add(name[1])
        parts.append(piece)
    return re.compile("".join(parts))


def day_by_format(path: str, folder: str, form: str) -> date | None:
    """Return the day of a daily note.

    Args:
        path: The note's path in the vault.
        folder: The folder of daily notes; empty for the vault itself.
        form: The moment.js format; empty where none is configured.

    Returns:
        The day, or None where the path does not follow the format.
    """
    if not form:
        return None
    above, slash, _ = path.rpartition("/")
    name = above + slash + stem_of(path)
    if folder:
        if not name.startswith(folder.rstrip("/") + "/"):
            return None
        name = name[len(folder.rstrip("/")) + 1 :]
    found = _pattern(form).fullmatch(name)
    if found is None:
        return None
    parts = found.groupdict()
    year = parts.get("year") or (f"20{parts['year2']}" if parts.get("year2") else None)
    if not (year and parts.get("month") and parts.get("day")):
        return None
    try:
        return date(int(year), int(parts["month"]), int(parts["day"]))
    except ValueError:
        return None
