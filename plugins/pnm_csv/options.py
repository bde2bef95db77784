"""The settings of `[plugins.csv]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pnm.api import choice, flag

ANY: Final = "as written"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        include_private: Whether private contacts are exported.
        date_order: How `03/11/2026` in an imported file is read.
    """

    include_private: bool = flag(about="export private contacts, too")
    date_order: str = choice(ANY, "dmy", "mdy", about="how to read 03/11/2026 in an imported file")
