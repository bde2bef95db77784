"""The faults that pnm and its plugins found, by kind, a few places of each.

In: a view with all diagnostics. Out: sections, none where nothing is wrong.
Not known here: how a fault is found; `docs/codes.md` tells of each code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Final, NamedTuple

from pnm.api import Diagnostic, Line, Section, Severity, counted
from pnm_data_health.finding import MINUTES_EACH, Finding
from pnm_data_health.view import View

TWINS: Final = "PNM204"
"""Told by `twins.py`, which looks further than names."""
_OLD: Final = frozenset({"PNM207", "PNM208"})
_MOST_SOURCES: Final = 50


class _Part(NamedTuple):
    """A section of faults."""

    name: str
    title: str
    order: int
    tally: tuple[str, str]
    takes: Callable[[Diagnostic], bool]
    folded: bool = False


def _is_set_up(row: Diagnostic) -> bool:
    return row.code.startswith(("PNM3", "PNM9"))


def _is_note(row: Diagnostic) -> bool:
    return not _is_set_up(row) and row.code not in _OLD


_PARTS: Final = (
    _Part(
        "not_read",
        "Written, but not read",
        10,
        ("line that is not read", "lines that are not read"),
        lambda row: row.severity is Severity.ERROR and _is_note(row),
    ),
    _Part(
        "doubtful",
        "Read, but in doubt",
        20,
        ("doubtful line", "doubtful lines"),
        lambda row: row.severity is Severity.WARNING and _is_note(row),
    ),
    _Part("set_up", "Settings and plugins", 30, ("fault of the settings", ""), _is_set_up),
    _Part(
        "loose_ties",
        "Ties that could be clearer",
        70,
        ("loose tie", "loose ties"),
        lambda row: row.severity is Severity.INFO and row.code.startswith("PNM2") and _is_note(row),
    ),
    _Part("out_of_date", "Out of date", 80, ("old fact", "old facts"), lambda r: r.code in _OLD),
    _Part(
        "small_things",
        "Small things",
        85,
        ("small thing", "small things"),
        lambda row: (
            row.severity is Severity.INFO and not row.code.startswith("PNM2") and _is_note(row)
        ),
        True,
    ),
)


def sections(view: View) -> Iterator[Section]:
    """Yield the sections of faults; a fault of a private note is in none."""
    told = [
        row for row in sorted(set(view.gathered.problems), key=_by_place) if _is_told(view, row)
    ]
    for part in _PARTS:
        rows = [row for row in told if part.takes(row)]
        if rows:
            lines = tuple(_lines(view, rows))
            one, many = part.tally
            yield Section(
                part.name,
                part.title,
                part.order,
                lines,
                folded=part.folded,
                tally=counted(len(rows), one, many or f"{one}s"),
                minutes=MINUTES_EACH * sum(line.box for line in lines),
            )


def _is_told(view: View, row: Diagnostic) -> bool:
    texts = row.message, row.mend
    return row.code != TWINS and view.discretion.allows(row.source.path, *texts)


def _by_place(row: Diagnostic) -> tuple[str, int, int, str, str]:
    at = row.source
    return at.path, at.line, at.column, row.code, row.message


def _lines(view: View, rows: Iterable[Diagnostic]) -> Iterator[Line]:
    """Yield a few faults of each code, and how many there are besides; the most common last."""
    by_code: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    for code in sorted(by_code, key=lambda code: (len(by_code[code]), code)):
        same = sorted(by_code[code], key=lambda row: _worth(view, row))
        shown = same[: view.options.examples]
        for row in shown:
            yield _finding(view, row, len(same)).line()
        if len(same) > len(shown):
            yield _rest(code, same[len(shown) :])


def _worth(view: View, row: Diagnostic) -> tuple[object, ...]:
    """Order faults of one code: those in the notes of people who matter now come first."""
    contact_id = _concerned(view, row)
    contact = view.network.get(contact_id) if contact_id else None
    return (contact is None, view.rank(contact) if contact else (), _by_place(row))


def _concerned(view: View, row: Diagnostic) -> str | None:
    """Return the contact in whose note a fault stands."""
    own = view.network.get(row.source.path.rpartition(".")[0])
    return own.id if own is not None and own.path == row.source.path else None


def _finding(view: View, row: Diagnostic, count: int) -> Finding:
    return Finding(
        row.code,
        row.message,
        (row.source,),
        row.mend,
        _concerned(view, row),
        sure=row.code,
        values=(("code", row.code), ("severity", row.severity.value), ("count", count)),
    )


def _rest(code: str, rows: list[Diagnostic]) -> Line:
    return Line(
        f"{counted(len(rows), 'more place')} of {code}",
        details=("pnm check --all lists them",),
        sources=tuple(row.source for row in rows[:_MOST_SOURCES]),
        key=f"rest:{code}",
        values=MappingProxyType({"code": code, "count": len(rows)}),
    )
