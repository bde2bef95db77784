"""The lines around a fault, as its writer sees them.

In: where a fault is, folders of templates, the vault. Out: a few lines with their numbers.
Not known here: what is wrong there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pnm.errors import ReportError
from pnm.reports.folders import find_template

if TYPE_CHECKING:
    from pnm.diagnostics import Source
    from pnm.reports.folders import TemplateFolders

_AROUND: Final = 2
_LONGEST: Final = 120


def excerpt(place: Source | None, folders: TemplateFolders) -> str:
    """Show the line of a template that a fault is in, with those around it.

    Args:
        place: Where the fault is; None where that is not known.
        folders: Where templates lie.

    Returns:
        Lines with numbers, the one with the fault marked; empty where it is in no template.
    """
    if place is None or place.line < 1:
        return ""
    return "\n".join(_shown(_text(place.path, folders).splitlines(), place.line))


def _text(path: str, folders: TemplateFolders) -> str:
    name = Path(path).name
    for asked in (name, f"builtin/{name}"):
        try:
            found = find_template(asked, folders)
        except ReportError:
            continue
        if found is not None and found.shown == path:
            return found.text
    return ""


def _shown(lines: list[str], wanted: int) -> Iterator[str]:
    first = max(1, wanted - _AROUND)
    width = len(str(wanted + _AROUND))
    for number, text in enumerate(lines[first - 1 : wanted + _AROUND], first):
        cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        yield f"{'>' if number == wanted else ' '} {number:>{width}} | {cut}".rstrip()
