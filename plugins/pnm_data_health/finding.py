"""One thing to mend, and sections made of such.

In: what was found. Out: `Finding`, lines, sections. Not known here: how anything is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from pnm.api import Line, Section, Source, counted
from pnm_data_health.view import View

MINUTES_EACH: Final = 1
_SHOWN: Final = 2
"""Further places that a line names; all of them are its sources."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the notes that stands in the way of a good answer.

    Attributes:
        kind: A word for it, for identity and JSON.
        text: What it is, without the person's name.
        at: Where; the first place is where to type.
        mend: What to type.
        contact_id: Whom it is about.
        sure: How sure it is, where that is a question.
        box: Whether there is something to do.
        values: Numbers behind it.
    """

    kind: str
    text: str
    at: tuple[Source, ...]
    mend: str
    contact_id: str | None = None
    sure: str = ""
    box: bool = True
    values: tuple[tuple[str, object], ...] = field(default=())

    def line(self) -> Line:
        """Return it as a line of a report; it is known again when its lines move."""
        path = self.at[0].path if self.at else ""
        what = sha256(self.text.encode()).hexdigest()[:8]
        return Line(
            self.text,
            self.contact_id,
            box=self.box,
            details=tuple(filter(None, (self._places(), self.mend, self.sure))),
            why=self.sure,
            sources=self.at,
            key=f"{self.kind}:{path}:{what}",
            values=MappingProxyType({"kind": self.kind, **dict(self.values)}),
        )

    def _places(self) -> str:
        shown = dict.fromkeys(str(source) for source in self.at)
        first = list(shown)[:_SHOWN]
        more = len(shown) - len(first)
        return ", ".join([*first, *((f"{more} more",) if more else ())])


def section_of(
    view: View,
    name: str,
    title: str,
    order: int,
    found: Sequence[Finding],
    *,
    tally: tuple[str, str] = ("", ""),
    intro: str = "",
    folded: bool = False,
) -> Section | None:
    """Return a section of findings, the first ones of many; None where there are none.

    Args:
        view: The vault.
        name: The section's id.
        title: Its heading.
        order: Its place.
        found: What was found, most worth mending first.
        tally: What one of them, and several of them, are called in the summary.
        intro: A sentence before the lines.
        folded: Whether HTML shows it closed at first.
    """
    if not found:
        return None
    shown = found[: view.options.most]
    more = f"The first {len(shown)} of {len(found)}." if len(found) > len(shown) else ""
    return Section(
        name,
        title,
        order,
        tuple(one.line() for one in shown),
        intro=" ".join(filter(None, (intro, more))),
        folded=folded,
        tally=counted(len(found), *tally) if tally[0] else "",
        minutes=MINUTES_EACH * sum(one.box for one in shown),
    )
