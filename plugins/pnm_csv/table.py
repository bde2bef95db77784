"""The rows of a file that some program wrote: which letters, which separator, where it begins.

In: a file's bytes. Out: headings, and rows with their lines; a row that cannot be read is one with
a fault, and the rows around it are not touched by that. Not known here: what a heading means beyond
that it is known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, NamedTuple

from pnm.api import PnmError, counted
from pnm_csv.headings import count_known

_SEPARATORS: Final = (",", ";", "\t")
_MOST_LINES: Final = 50
"""Headings stand within so many lines: some programs write notes of their own before them."""
_MOST: Final = 200_000
"""A file may have so many lines."""
_LONGEST_CELL: Final = 10_000_000
_LOOKED_AT: Final = 2_000
"""So many bytes are enough to tell UTF-16 without a mark."""
_UNREADABLE: Final = "cannot be read: look whether a quotation mark is missing there"


class Row(NamedTuple):
    """A row as it stands in a file.

    Attributes:
        lines: Where: `line 3`.
        cells: What stands in it.
        fault: Why it cannot be taken for what it says; empty for nothing.
    """

    lines: str
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a file.

    Attributes:
        headings: The names of its columns.
        rows: What stands below them.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(data: bytes) -> Table:
    """Read the table in a file.

    Args:
        data: UTF-8 or UTF-16, with or without a mark; else the letters of Windows.

    Raises:
        PnmError: There are no headings that a table of contacts has, or it is too long.
    """
    text = _text(data)
    if max(text.count("\n"), text.count("\r")) > _MOST:
        raise PnmError(
            f"the file has more than {_MOST:,} lines",
            mend="import it in parts, each with the line of headings",
        )
    lines = list(io.StringIO(text, newline=""))
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        start, separator = _start(lines)
        headings, *rows = _rows(lines, start, separator)
    finally:
        csv.field_size_limit(before)
    if headings.fault:
        raise PnmError(f"{headings.lines}, the headings", mend=_UNREADABLE)
    return Table(headings.cells, tuple(_looked_at(row, len(headings.cells)) for row in rows))


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    odd, even = (data[at:_LOOKED_AT:2].count(0) for at in (1, 0))
    if abs(odd - even) * 4 > min(len(data), _LOOKED_AT):  # half of the letters of one are zeros
        return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _start(lines: list[str]) -> tuple[int, str]:
    """Return the line of the headings, counted from 0, and what separates them."""
    for least in (2, 1):
        for number, line in enumerate(lines[:_MOST_LINES]):
            known, _, separator = max(
                (count_known(cells), len(cells), separator)
                for separator in _SEPARATORS
                if (cells := _cells(line, separator)) is not None
            )
            if known >= least:
                return number, separator
    raise PnmError(
        "no line of the file names columns such as Name, First Name, E-mail",
        mend="export the contacts as CSV with headings; docs/plugins/csv.md lists those it reads",
    )


def _rows(lines: Sequence[str], start: int, separator: str) -> Iterator[Row]:
    """Yield the rows, the headings first.

    Behind a line that cannot be read nothing is believed to be a row until one is as wide as a row
    was before: it may be the rest of a cell.
    """
    widths: set[int] = set()
    bad = -1
    for at, cells in _pieces(lines, start, separator):
        if cells is None and bad < 0:
            bad = at
        if cells is None or (bad >= 0 and widths and len(cells) not in widths):
            continue
        if bad >= 0:
            yield Row(_named(bad, at), (), _UNREADABLE)
            bad = -1
        if cells and (len(cells) > 1 or not widths):
            widths.add(len(cells))
        yield Row(_named(at, at + 1), cells)
    if bad >= 0:
        yield Row(_named(bad, len(lines)), (), _UNREADABLE)


def _named(first: int, end: int) -> str:
    """Return what some lines are called, counted from 0, without the one at the end."""
    return f"line {first + 1}" if end <= first + 1 else f"lines {first + 1} to {end}"


def _pieces(
    lines: Sequence[str], at: int, separator: str
) -> Iterator[tuple[int, tuple[str, ...] | None]]:
    """Yield rows with their lines, counted from 0; None where a line cannot be read by itself."""
    while at < len(lines):
        begin = at
        given = (lines[number] for number in range(begin, len(lines)))
        reader = csv.reader(given, delimiter=separator, strict=True)
        with suppress(csv.Error):
            for cells in reader:
                if _has_swallowed(cells, separator):
                    break
                yield at, tuple(cells)
                at = begin + reader.line_num
            else:
                return
        line = lines[at]
        yield at, None if line.count('"') % 2 else _cells(line, separator)
        at += 1


def _has_swallowed(cells: Sequence[str], separator: str) -> bool:
    """Tell whether a cell ends like the beginning of a row: its quotation mark is another's."""
    for number, cell in enumerate(cells):
        last = cell.rpartition("\n")[2] if "\n" in cell else ""
        if number and last.endswith(separator) and last.count(separator) == number:
            return True
    return False


def _cells(line: str, separator: str) -> tuple[str, ...] | None:
    """Return the cells of a line by itself; None where it cannot be read."""
    try:
        return tuple(next(csv.reader([line], delimiter=separator), ()))
    except csv.Error:
        return None


def _looked_at(row: Row, width: int) -> Row:
    """Return a row with its fault, where it says something else than was meant."""
    fault = row.fault
    if any("\0" in cell for cell in row.cells):
        fault = "has zeros in it, which are no letters: save the file as UTF-8"
    elif any(cell.strip() for cell in row.cells[width:]):
        fault = (
            f"has {counted(len(row.cells), 'cell')} below {counted(width, 'heading')}: put a cell "
            "that has a separator in it between quotation marks"
        )
    return row._replace(fault=fault)
