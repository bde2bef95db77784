"""Patterns that are compiled when they are first used.

A pattern's text goes in, the compiled pattern comes out. Compiling this package's patterns takes
longer than most commands that import it may take to start.

It does not know what the patterns are for.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Return the compiled pattern, the same one each time."""
    return re.compile(source)
