"""The settings of `[plugins.tag_rules]`.

In: nothing. Out: `Options`. Not known here: what a rule is (see `rules.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pnm.api import tables


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    rules: tuple[Mapping[str, object], ...] = tables(
        about="for each rule `when`, a query, `tags`, and if you like `why`"
    )
