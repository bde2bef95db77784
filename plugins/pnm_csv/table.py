"""The rows of a file that some program wrote: which letters, which separator, where it begins.

In: a file's bytes. Out: headings, and rows with their lines. Not known here: what a heading means
beyond that it is known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pnm.api import PnmError
from pnm_csv.headings import count_known

_SEPARATORS: Final = (",", ";", "\t")
_MOST_LINES: Final = 50
"""Headings stand within so many lines: some programs write notes of their own before them."""
_LONGEST_CELL: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a file.

    Attributes:
        headings: The names of its columns.
        rows: For each row its line in the file, and its cells.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(data: bytes) -> Table:
    """Read the table in a file.

    Args:
        data: UTF-8 with or without a mark, UTF-16 with one, else the letters of Windows.

    Raises:
        PnmError: There are no headings that a table of contacts has, or a row cannot be read.
    """
    lines = list(io.StringIO(_text(data), newline=""))
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        start, separator = _start(lines)
        (_, headings), *rows = _rows(lines, start, separator)
    finally:
        csv.field_size_limit(before)
    return Table(headings, tuple(rows))


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _start(lines: list[str]) -> tuple[int, str]:
    """Return the line of the headings, counted from 0, and what separates them."""
    for least in (2, 1):
        for number, line in enumerate(lines[:_MOST_LINES]):
            known, separator = max(
                (count_known(_cells(line, separator)), separator) for separator in _SEPARATORS
            )
            if known >= least:
                return number, separator
    raise PnmError(
        "no line of the file names columns such as Name, First Name, E-mail",
        mend="export the contacts as CSV with headings; docs/plugins/csv.md lists those it reads",
    )


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _rows(lines: list[str], start: int, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO("".join(lines[start:]), newline=""), delimiter=separator)
    line = start + 1
    try:
        for row in reader:
            yield line, tuple(row)
            line = start + reader.line_num + 1
    except csv.Error as exc:
        raise PnmError(
            f"line {line} of the file cannot be read: {exc}",
            mend="look whether a quotation mark is missing there",
        ) from exc
