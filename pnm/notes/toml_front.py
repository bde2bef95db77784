"""A TOML header to fields whose values are their source text.

In: the header and its place. Out: its fields, with the line and offset of every value; tables are
mappings. `tomllib` says whether it is TOML; where it is not, a line that cannot be read is left
out.

Not known here: fences, and what a key means.
"""

from __future__ import annotations

import re
import tomllib

from pnm.diagnostics import Severity
from pnm.notes.faults import TOO_LARGE, UNREADABLE, Faults, NotKeysError
from pnm.notes.note import Field
from pnm.notes.places import Place
from pnm.notes.toml_tables import Table
from pnm.notes.toml_values import TomlTextError, TomlValues

_MOST_DOTS = 200
_AT = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_REST = re.compile(r"[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)")


def read_toml(header: str, place: Place, faults: Faults) -> tuple[Field, ...]:
    """Read a TOML header.

    Args:
        header: The text between the fences.
        place: Where it starts.
        faults: Takes what is wrong; its `broken` is set where the header is not TOML.

    Returns:
        The fields, in order.

    Raises:
        NotKeysError: There are no keys.
    """
    problem = _problem(header)
    reader = _Reader(header, place)
    fields = reader.document()
    if problem and not fields:
        raise NotKeysError(0)
    if problem:
        _tell(problem, place, faults)
    elif reader.passed:
        message = "a value nested very deep is not read"
        faults.add(TOO_LARGE, reader.passed, 1, message, "write flat keys", Severity.ERROR)
    return fields


def _problem(header: str) -> str:
    # tomllib takes seconds for a key of thousands of parts.
    if header.count(".") > _MOST_DOTS and any(
        line.count(".") > _MOST_DOTS for line in header.split("\n")
    ):
        return f"a line has more than {_MOST_DOTS} dots"
    try:
        tomllib.loads(header)
    except ValueError as error:
        return str(error)
    except RecursionError:
        return "it is nested too deep"
    return ""


def _tell(problem: str, place: Place, faults: Faults) -> None:
    at = _AT.search(problem)
    line, column = (place.line + int(at[1]) - 1, int(at[2])) if at else (place.line, 1)
    why = _AT.sub("", problem).strip()
    faults.broken = True
    faults.add(
        UNREADABLE,
        line,
        column,
        f"the front matter is not TOML ({why}), so it is read line by line",
        "write 'key = \"value\"', one a line",
        Severity.ERROR,
    )


class _Reader:
    """Reads tables and keys.

    Attributes:
        passed: The first line that it could not read and passed over; 0 for none.
    """

    def __init__(self, source: str, place: Place) -> None:
        self.passed = 0
        self._source = source
        self._values = TomlValues(source, place)
        self._place = place

    def document(self) -> tuple[Field, ...]:
        root = Table(self._place.line, self._place.start)
        table, at = root, 0
        while True:
            blank = _BLANK.match(self._source, at)
            at = blank.end() if blank is not None else at
            if at >= len(self._source):
                return root.freeze().fields
            try:
                table, end = self._line(at, root, table)
                rest = _REST.match(self._source, end)
            except TomlTextError:
                rest = None
            if rest is None:
                self.passed = self.passed or self._values.line_at(at)
            at = rest.end() if rest is not None else self._next_line(at)

    def _next_line(self, at: int) -> int:
        end = self._source.find("\n", at)
        return len(self._source) if end < 0 else end + 1

    def _line(self, at: int, root: Table, table: Table) -> tuple[Table, int]:
        values, source = self._values, self._source
        if source[at] != "[":
            keys, end = values.keys(at)
            if source[end : end + 1] != "=":
                raise TomlTextError
            value, end = values.value(end + 1, 1)
            line = values.line_at(at)
            table.put(keys, value, line, self._place.start + at)
            return table, end
        many = source.startswith("[[", at)
        closing = "]]" if many else "]"
        keys, end = values.keys(at + len(closing))
        if not source.startswith(closing, end):
            raise TomlTextError
        opened = root.open(keys, values.line_at(at), self._place.start + at, many=many)
        return opened, end + len(closing)
