"""What kind of line a line is.

In: a line without blanks around it. Out: its parts: the bullet's text and box, the heading's level,
the fence's mark.

Not known here: the lines around it.
"""

from __future__ import annotations

import re

HEADING = re.compile(r"(#{1,6})(?:[ \t]+|\Z)")
"""What opens a heading."""
ITEM = re.compile(
    r"(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t\u00a0]{1,99}|\Z)(?:\[([^\[\]\n])\](?:[ \t\u00a0]{1,99}|\Z))?"
)
"""What opens a list item, with the character in its box."""
FENCE = re.compile(
    r"(?:>[ \t]{0,9})*((?:[-*+]|[0-9]{1,9}[.)])[ \t]{1,99}(?:\[[^\[\]\n]\][ \t]{1,99})?)?"
    r"(`{3,}(?=[^`]*\Z)|~{3,})"
)
"""What opens fenced code: the bullet before it, and its mark."""


def indent_of(line: str) -> int:
    """Return the columns before a line's text, tabs counted as four."""
    if line[:1] not in (" ", "\t"):
        return 0
    blanks = len(line) - len(line.lstrip(" \t"))
    return blanks + 3 * line.count("\t", 0, blanks)


def heading_text(text: str) -> str:
    """Return a heading's text without the signs that may close it."""
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else text


def is_rule(text: str) -> bool:
    """Say whether a line is a thematic break: `---`, `* * *`, `___`."""
    sign = text[0]
    if sign not in "-*_" or text[-1] != sign or len(text) < 3:
        return False
    signs = text.replace(" ", "").replace("\t", "")
    return len(signs) >= 3 and not signs.strip(sign)
