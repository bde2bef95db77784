"""YAML to text-valued nodes, out of libyaml's events.

In: YAML and its place in the file. Out: fields whose scalars are the text as written, never
typed, with lines and offsets in the file's text. Events, not `load` or `compose`: those type the
values, and a small file can kill the process inside them.

Not known here: what to do where the YAML does not parse (`yaml_lines`), and what a key means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from pnm.notes.faults import DUPLICATE, YAML_ONLY, Faults, NotKeysError
from pnm.notes.note import Field, Mapping, Node, Scalar, Sequence
from pnm.notes.places import Place

MOST_EVENTS = 5_000
DEEPEST = 16

# The bindings give them no useful types.
_Event: TypeAlias = Any
_Mark: TypeAlias = Any

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]|\r(?!\n)")
_BARE_LINK = re.compile(r"\[\[[^\[\]\n]{1,400}\]\]")
_PLACEHOLDER = re.compile(r"\{\{[^{}\n]{0,400}\}\}")
_HASH_WORDS = re.compile(
    r"[ \t]*(#[^\s#,]{1,100}(?:,?[ \t]{1,9}#[^\s#,]{1,100}){0,50})[ \t]*\r?(?=\n|\Z)"
)


class TooLargeError(ValueError):
    """There are more events, or a deeper nesting, than any note has."""


def read_events(source: str, place: Place, faults: Faults) -> tuple[Field, ...]:
    """Read a YAML mapping.

    Args:
        source: The YAML.
        place: Where it stands.
        faults: Takes what is read but wrong: a key twice, anchors, tags.

    Returns:
        The mapping's fields; none where there are only comments.

    Raises:
        NotKeysError: It is a list or a plain text.
        TooLargeError: It is too large or too deep.
        yaml.YAMLError, ValueError: It is not YAML.
    """
    # libyaml skips a byte order mark without counting it.
    skipped = 1 if source.startswith("\ufeff") else 0
    source = source[skipped:]
    loader = _LOADER(source)
    events = islice(iter(loader.get_event, None), MOST_EVENTS)
    try:
        return _EventReader(source, events, place, skipped, faults).document()
    except StopIteration:
        msg = f"it has more than {MOST_EVENTS} parts"
        raise TooLargeError(msg) from None
    finally:
        loader.dispose()


class _EventReader:
    """Turns one document's events into fields."""

    __slots__ = ("_faults", "_first", "_next", "_odd", "_place", "_source", "_start")

    def __init__(
        self, source: str, events: Iterator[_Event], place: Place, skipped: int, faults: Faults
    ) -> None:
        self._source = source
        self._next = events.__next__
        self._place = place
        self._start = place.start + skipped
        self._first = place.line
        self._faults = faults
        # libyaml ends lines in places where editors do not; then marks' lines are not used.
        plain = source.isascii() and "\r" not in source
        self._odd = not plain and _ODD_BREAKS.search(source) is not None

    def document(self) -> tuple[Field, ...]:
        self._next()
        if type(self._next()) is StreamEndEvent:
            return ()
        root = self._next()
        if type(root) is MappingStartEvent:
            fields = self._mapping(root, 1).fields
        elif type(root) is ScalarEvent and not root.value and not root.style:
            fields = ()
        else:
            raise NotKeysError(root.start_mark.index)
        self._next()
        if type(self._next()) is not StreamEndEvent:
            msg = "a second document starts here"
            raise ValueError(msg)
        return fields

    def _line(self, mark: _Mark) -> int:
        if self._odd:
            return self._place.line_at(self._start - self._place.start + mark.index)
        return self._first + int(mark.line)

    def _tell(self, code: str, mark: _Mark, message: str, mend: str) -> None:
        index = self._start - self._place.start + mark.index
        self._faults.add(code, *self._place.position(index), message, mend)

    def _node(self, event: _Event, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent:
            return self._alias(event)
        if depth >= DEEPEST:
            msg = f"it is nested more than {DEEPEST} deep"
            raise TooLargeError(msg)
        raw = self._raw(event)
        if raw is not None:
            return raw
        if event.anchor is not None or event.tag is not None:
            self._tell_mark(event)
        if kind is SequenceStartEvent:
            return self._sequence(event, depth + 1)
        return self._mapping(event, depth + 1)

    def _scalar(self, event: _Event) -> Scalar:
        mark = event.start_mark
        start, end, text = mark.index, event.end_mark.index, event.value
        if start == end:
            words = _HASH_WORDS.match(self._source, end)
            if words is not None:
                start, end, text = words.start(1), words.end(1), words[1]
        elif event.anchor is not None or event.tag is not None:
            self._tell_mark(event)
        style = event.style
        if style and style in "|>":
            end = start + len(self._source[start:end].rstrip())
        base = self._start
        line = self._first + mark.line if not self._odd else self._line(mark)
        return Scalar(text, line, base + start, base + end)

    def _alias(self, event: _Event) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        text = self._source[start:end]
        self._tell(
            YAML_ONLY,
            event.start_mark,
            f"{text!r} is an alias of YAML, which is read as text",
            "write the value again, or put quotes around it",
        )
        base = self._start
        return Scalar(text, self._line(event.start_mark), base + start, base + end)

    def _tell_mark(self, event: _Event) -> None:
        text = f"&{event.anchor}" if event.anchor is not None else f"{event.tag}"
        self._tell(
            YAML_ONLY,
            event.start_mark,
            f"{text!r} is an anchor or tag of YAML, which means nothing here",
            "remove it, or put quotes around the value",
        )

    def _raw(self, event: _Event) -> Scalar | None:
        # An unquoted [[Bob]] is a list of lists, and {{date}} a mapping of mappings, to YAML only.
        start = event.start_mark.index
        pair = self._source[start : start + 2]
        if pair not in ("[[", "{{"):
            return None
        found = (_BARE_LINK if pair == "[[" else _PLACEHOLDER).match(self._source, start)
        if found is None:
            return None
        if self._skip(event) != found.end():
            msg = "brackets and quotes are not paired"
            raise ValueError(msg)
        base = self._start
        return Scalar(found[0], self._line(event.start_mark), base + start, base + found.end())

    def _skip(self, event: _Event) -> int:
        depth = 0
        while True:
            if isinstance(event, CollectionStartEvent):
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                msg = f"it is nested more than {DEEPEST} deep"
                raise TooLargeError(msg)
            if not depth:
                return int(event.end_mark.index)
            event = self._next()

    def _sequence(self, event: _Event, depth: int) -> Sequence:
        items: list[Node] = []
        item = self._next()
        while type(item) is not SequenceEndEvent:
            items.append(self._node(item, depth))
            item = self._next()
        start = self._start + event.start_mark.index
        end = self._end(event, item, items[-1] if items else None)
        return Sequence(tuple(items), self._line(event.start_mark), start, end)

    def _mapping(self, event: _Event, depth: int) -> Mapping:
        fields: list[Field] = []
        seen: set[str] = set()
        key = self._next()
        while type(key) is not MappingEndEvent:
            if type(key) is ScalarEvent:
                self._field(key, depth, fields, seen)
            else:
                self._complex(key)
            key = self._next()
        start = self._start + event.start_mark.index
        end = self._end(event, key, fields[-1].value if fields else None)
        return Mapping(tuple(fields), self._line(event.start_mark), start, end)

    def _field(self, key: _Event, depth: int, fields: list[Field], seen: set[str]) -> None:
        event = self._next()
        name = key.value
        mark = key.start_mark
        value = self._node(event, depth)
        if name in seen:
            self._tell(
                DUPLICATE,
                mark,
                f"{name!r} is written twice, and the first one counts",
                "join both into one list, or remove one",
            )
            return
        seen.add(name)
        line = self._first + mark.line if not self._odd else self._line(mark)
        fields.append(Field(name, value, line, self._start + mark.index))

    def _complex(self, key: _Event) -> None:
        self._skip(key)
        self._skip(self._next())
        self._tell(
            YAML_ONLY,
            key.start_mark,
            "a key must be a plain word, so this one is left out",
            "write 'key: value'",
        )

    def _end(self, opened: _Event, closed: _Event, last: Node | None) -> int:
        # The end of a block collection runs on to the next token: its last part ends it.
        if opened.flow_style or last is None:
            return self._start + int(closed.end_mark.index)
        return last.end
