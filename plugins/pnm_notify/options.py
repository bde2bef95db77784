"""The settings of `[plugins.notify]`.

In: nothing. Out: `Options`, with a default for each. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import flag, texts, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    lines: int = whole_number(3, least=1, most=7, about="how many things it shows at most")
    ahead: int = whole_number(1, most=60, about="how many days ahead it looks: tomorrow's birthday")
    names: bool = flag(True, about="whether it names anybody; others may see the screen")
    kinds: tuple[str, ...] = texts(about="only these kinds: birthday, promise, …; none for all")
