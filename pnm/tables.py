"""TOML that somebody wrote, read in little time whatever it says.

In: text. Out: tables, or a `ValueError` that says what is wrong, with the line where that is known.
Not known here: what the tables mean.
"""

from __future__ import annotations

import tomllib
from typing import Any, Final

MOST_DOTS: Final = 100
"""Dots in a line; `tomllib` takes seconds for a key of thousands of parts."""


def read_tables(text: str) -> dict[str, Any]:
    """Read TOML.

    Args:
        text: What is written.

    Returns:
        The tables.

    Raises:
        ValueError: It is not TOML, or nested very deep, or has a line with very many dots.
    """
    if text.count(".") > MOST_DOTS:
        for number, line in enumerate(text.split("\n"), 1):
            if line.count(".") > MOST_DOTS:
                raise ValueError(f"more than {MOST_DOTS} dots (at line {number}, column 1)")
    try:
        return tomllib.loads(text)
    except RecursionError as exc:
        raise ValueError("it is nested too deep") from exc
