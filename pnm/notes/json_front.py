"""A JSON header to fields whose values are their source text.

In: the header and its place. Out: its fields, with the line and offset of every value.
`json` says whether it is JSON; where it is not, YAML's flow style often still reads it, else its
lines are read one by one.

Not known here: fences, and what a key means.
"""

from __future__ import annotations

import json
import re

import yaml

from pnm.diagnostics import Severity
from pnm.notes.faults import DUPLICATE, TOO_LARGE, UNREADABLE, Faults, NotKeysError
from pnm.notes.note import Field, Mapping, Node, Scalar, Sequence
from pnm.notes.places import Place, column_of
from pnm.notes.yaml_events import read_events
from pnm.notes.yaml_text import flow_items, scalar_of

_DEEPEST = 16
_TOKEN = re.compile(
    r"[ \t\r\n]*(\"[^\"\\]*(?:\\.[^\"\\]*)*\"|[{}\[\],:]|[^ \t\r\n{}\[\],:\"]+)", re.DOTALL
)
_LINE = re.compile(r"[ \t]*\"([^\"\\\n]{1,100})\"[ \t]*:[ \t]*")


def read_json(header: str, place: Place, faults: Faults) -> tuple[Field, ...]:
    """Read a JSON header; the braces around it may be missing, as with `;;;`.

    Args:
        header: The text between the fences, or from brace to brace.
        place: Where it starts.
        faults: Takes what is wrong; its `broken` is set where the header is not JSON.

    Returns:
        The fields, in order.

    Raises:
        NotKeysError: It is no object.
    """
    if header.strip()[:1] not in ("{", "[") and header.strip():
        header, place = f"{{{header}}}", Place(place.text, place.start - 1, place.line)
    try:
        json.loads(header, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        return _mended(header, place, faults, error) if header.strip() else ()
    root = _Reader(header, place, faults).node(0)
    if not isinstance(root, Mapping):
        raise NotKeysError(0)
    return root.fields


class _Reader:
    """Walks the tokens of what is known to be JSON."""

    def __init__(self, source: str, place: Place, faults: Faults) -> None:
        self._source = source
        self._place = place
        self._faults = faults
        self._at = 0
        self._counted = 0
        self._line = place.line
        self._told = False

    def _take(self) -> tuple[str, int]:
        found = _TOKEN.match(self._source, self._at)
        if found is None:
            raise NotKeysError(self._at)
        self._at = found.end()
        start = found.start(1)
        self._line += self._source.count("\n", self._counted, start)
        self._counted = start
        return found[1], start

    def node(self, depth: int) -> Node:
        token, start = self._take()
        line = self._line
        if token in ("{", "[") and depth >= _DEEPEST:
            return self._too_deep(start, line)
        if token == "{":
            return self._mapping(start, line, depth)
        if token == "[":
            return self._sequence(start, line, depth)
        text = json.loads(token) if token[0] == '"' else token
        return Scalar(text, line, self._place.start + start, self._place.start + self._at)

    def _mapping(self, start: int, line: int, depth: int) -> Mapping:
        fields: dict[str, Field] = {}
        token, at = self._take()
        while token != "}":
            if token == ",":
                token, at = self._take()
            key, key_line = json.loads(token), self._line
            self._take()
            field = Field(key, self.node(depth + 1), key_line, self._place.start + at)
            if key in fields:
                self._tell_twice(field)
            fields.setdefault(key, field)
            token, at = self._take()
        base = self._place.start
        return Mapping(tuple(fields.values()), line, base + start, base + self._at)

    def _sequence(self, start: int, line: int, depth: int) -> Sequence:
        items: list[Node] = []
        before = self._at
        token, _ = self._take()
        while token != "]":
            if token != ",":
                self._at = before
            items.append(self.node(depth + 1))
            token, _ = self._take()
        base = self._place.start
        return Sequence(tuple(items), line, base + start, base + self._at)

    def _too_deep(self, start: int, line: int) -> Scalar:
        depth = 1
        while depth:
            token, _ = self._take()
            depth += (token in ("{", "[")) - (token in ("}", "]"))
        if not self._told:
            self._told = True
            self._faults.add(
                TOO_LARGE,
                line,
                1,
                f"values nested more than {_DEEPEST} deep are read as text",
                "write flat keys",
            )
        base = self._place.start
        return Scalar(self._source[start : self._at], line, base + start, base + self._at)

    def _tell_twice(self, field: Field) -> None:
        self._faults.add(
            DUPLICATE,
            field.line,
            column_of(self._place.text, field.start),
            f"{field.key!r} is written twice, and the first one counts",
            "join both into one list, or remove one",
        )


def _mended(header: str, place: Place, faults: Faults, error: Exception) -> tuple[Field, ...]:
    before = len(faults.found)
    try:
        fields = read_events(header, place, faults)
    except (yaml.YAMLError, ValueError):
        del faults.found[before:]
        fields = _by_lines(header, place)
    if not fields:
        raise NotKeysError(0)
    faults.broken = True
    at = min(getattr(error, "pos", 0), len(header) - 1)
    line = place.line + header.count("\n", 0, at)
    column = column_of(place.text, place.start + at)
    why = getattr(error, "msg", "it is nested too deep")
    faults.add(
        UNREADABLE,
        line,
        column,
        f"the front matter is not JSON ({why}), so it is read as well as can be",
        "look for a missing or superfluous comma, quote or bracket",
        Severity.ERROR,
    )
    return fields


def _by_lines(header: str, place: Place) -> tuple[Field, ...]:
    fields: dict[str, Field] = {}
    start, depth = place.start, 0
    for number, raw in enumerate(header.split("\n"), place.line):
        found = _LINE.match(raw)
        bare = raw.strip().rstrip(",")
        depth -= bare[:1] in ("}", "]")
        if found is not None and depth <= 1:
            value = raw[found.end() :].rstrip().rstrip(",").rstrip()
            at = start + found.end()
            node = flow_items(value, 0, at, number) if value[:1] == "[" else None
            node_ = node or scalar_of(value, number, at)
            key_at = start + found.start(1) - 1
            fields.setdefault(found[1], Field(found[1], node_, number, key_at))
        depth += bare[-1:] in ("{", "[")
        start += len(raw) + 1
    return tuple(fields.values())
