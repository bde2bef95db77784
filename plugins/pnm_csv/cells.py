"""One cell of a table: several values in it, and nothing that a spreadsheet would run.

In: texts. Out: a cell; and back. Not known here: which column it stands in.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula may
start a program. Such a cell gets a `'` before it, which spreadsheets take for "this is text".
Numbers are left alone, or every phone number would have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

BETWEEN: Final = " ::: "
"""What stands between several values in one cell; Google's exports have it, too."""

_FORMULA: Final = re.compile(r"'*\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]")
_NUMBER: Final = re.compile(r"[+-]{0,2}[\d ().-]*\d[\d ().-]*")
_SPACES: Final = re.compile(r"\s*:::\s*")


def cell(values: Iterable[str]) -> str:
    """Return the cell for some values.

    Args:
        values: Texts; those that say nothing are left out.
    """
    text = BETWEEN.join(value for value in values if value)
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def values_of(text: str) -> tuple[str, ...]:
    """Return the values in a cell, without what keeps a spreadsheet from running them.

    Args:
        text: The cell as it stands in the file.
    """
    text = text.strip()
    if text.startswith("'") and _FORMULA.match(text):
        text = text[1:].strip()
    return tuple(value for value in _SPACES.split(text) if value)
