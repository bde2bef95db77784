"""What the full text must hold a second time, so that `lukasz` finds `Łukasz`.

In: a note's text. Out: the lines with letters of which SQLite's own folding does not make what
`pnm.folding` makes of them.
Not known here: SQLite.
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = (
    r"\x00-\x7f\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7"
    r"\u2000-\u206f\u20a0-\u20bf\u2190-\u245f\u2500-\u2775\u2794-\u2bff\u3000-\u3003"
    r"\ufe0e\ufe0f\ufeff\U0001f300-\U0001faff"
)
_ODD: Final = re.compile(
    f"[^{_SIGNS}"
    r"\xc0-\xc5\xc7-\xcf\xd1-\xd6\xd9-\xdd\xe0-\xe5\xe7-\xef\xf1-\xf6\xf9-\xfd\xff"
    r"\u0100-\u010f\u0112-\u0125\u0128-\u0130\u0134-\u0137\u0139-\u013e\u0143-\u0148"
    r"\u014c-\u0151\u0154-\u0165\u0168-\u017e\u0300-\u036f"
    "]"
)
"""A letter that SQLite does not fold as `fold` does: one of a Latin base with marks it does. Signs
are no letters: nobody looks for the names that `fold` gives to them."""


def folded(text: str) -> str:
    """Return the lines with odd letters, folded; the text itself holds the others' words.

    Args:
        text: A note's.
    """
    if text.isascii():
        return ""
    lines: list[str] = []
    odd = _ODD.search(text)
    while odd:
        start = text.rfind("\n", 0, odd.start()) + 1
        end = text.find("\n", odd.end())
        end = len(text) if end < 0 else end
        lines.append(_fold(text[start:end]))
        odd = _ODD.search(text, end)
    return "\n".join(lines)


def _fold(line: str) -> str:
    from pnm.folding import fold

    return fold(line)
