"""A header that is nearly YAML, read by its lines.

In: a header that did not parse. Out: its entries, and for an entry that is no YAML by itself what
its lines say: `key: rest of line`, lists, flow lists, nested keys, block texts. Nothing fails here.

Not known here: which entries are good YAML (`yaml_front` asks that first).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pnm.diagnostics import Severity
from pnm.notes.faults import UNREADABLE, Faults
from pnm.notes.note import Field, Mapping, Node, Scalar, Sequence
from pnm.notes.places import Place
from pnm.notes.yaml_text import FLOW_OPEN, flow_items, scalar_of

_DEEPEST = 12
_KEY = re.compile(
    r"(?:\"([^\"\n]{1,100})\"|'([^'\n]{1,100})'|([^\s#\"'\[{>|-][^\n]{0,99}?|-[^\s:][^\n]{0,98}?))"
    r"[ \t]*:(?=[ \t\r\n]|\Z)"
)
_GLUED_KEY = re.compile(r"()()([^\W\d][\w-]{0,40}):(?=[^\s/:])")
_WORD_KEY = re.compile(r"[^\W\d][\w-]{0,40}:(?=[ \t\r\n]|\Z)")
_BLOCK = re.compile(r"[|>][+-]?[0-9]?[+-]?[ \t]*(?:#[^\n]*)?\r?\Z")
_ITEM = re.compile(r"-(?=[ \t\r\n]|\Z)[ \t]*")


class _Line(NamedTuple):
    """A line, or the rest of one: its text without line end, and where it stands."""

    text: str
    start: int
    line: int
    indent: int


class Entry(NamedTuple):
    """A top-level key with all the lines that belong to it.

    Attributes:
        key: As written.
        text: Its lines, as they stand in the header.
        start: Offset in the file where its first line starts.
        value_start: Offset in the file behind the colon and blanks.
        line: Its first line.
        lines: How many lines it has.
        indent: Columns before the key.
    """

    key: str
    text: str
    start: int
    value_start: int
    line: int
    lines: int
    indent: int

    def mend(self) -> str:
        """Say how to write it so that it is YAML."""
        rest = self.text[self.value_start - self.start :].split("\n", 1)
        value = rest[0].strip()
        if "\t" in self.text[: len(self.text) - len(self.text.lstrip())] or "\n\t" in self.text:
            return "indent with spaces, not with tabs"
        if not value and "\n" in self.text:
            return "put quotes around the items that start with a sign or hold ': '"
        if value.startswith("[") and not value.startswith("[["):
            return "put quotes around the items that hold signs such as # @ : { ["
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        if len(value) > 200:
            return "put quotes around the value"
        return f'write {self.key}: "{quoted}"'


def _lines(text: str, start: int, line: int) -> list[_Line]:
    found = []
    for raw in text.split("\n"):
        blanks = len(raw) - len(raw.lstrip(" \t"))
        found.append(_Line(raw.rstrip("\r"), start, line, len(raw[:blanks].expandtabs(4))))
        start += len(raw) + 1
        line += 1
    return found


def _is_empty(line: _Line) -> bool:
    return line.text.lstrip()[:1] in ("", "#")


def _key_in(line: _Line) -> re.Match[str] | None:
    index = len(line.text) - len(line.text.lstrip(" \t\ufeff"))
    return _KEY.match(line.text, index) or _GLUED_KEY.match(line.text, index)


def _name(key: re.Match[str]) -> str:
    return next(name for name in key.groups() if name)


def split_entries(header: str, place: Place, faults: Faults) -> list[Entry]:
    """Cut a header into its top-level entries.

    Args:
        header: The text between the fences.
        place: Where it starts.
        faults: Takes the lines that belong to none.

    Returns:
        The entries, in order.
    """
    lines = _lines(header, place.start, place.line)
    base = next((line.indent for line in lines if not _is_empty(line)), 0)
    starts: list[tuple[int, re.Match[str]]] = []
    for index, line in enumerate(lines):
        if _is_empty(line):
            continue
        key = _key_in(line) if _may_start(line, base, lines, starts) else None
        if key is not None:
            starts.append((index, key))
        elif not starts:
            faults.add(
                UNREADABLE,
                line.line,
                line.indent + 1,
                "this line has no key, so it is not read",
                "write 'key: value'",
                Severity.ERROR,
            )
    ends = [*(index for index, _ in starts[1:]), len(lines)]
    return [
        _entry(header, place, lines[first:end], key)
        for (first, key), end in zip(starts, ends, strict=False)
    ]


def _may_start(
    line: _Line, base: int, lines: list[_Line], starts: list[tuple[int, re.Match[str]]]
) -> bool:
    if line.indent <= base:
        return True
    if not starts or _WORD_KEY.match(line.text.lstrip()) is None:
        return False
    # A key that is indented by mistake, under one that already has its value.
    index, key = starts[-1]
    rest = lines[index].text[key.end() :].strip()
    return bool(rest) and rest[0] not in "|>[{\"'#&!"


def _entry(header: str, place: Place, lines: list[_Line], key: re.Match[str]) -> Entry:
    first, last = lines[0], lines[-1]
    text = header[first.start - place.start : last.start + len(last.text) - place.start + 1]
    rest = first.text[key.end() :]
    value_start = first.start + key.end() + len(rest) - len(rest.lstrip())
    if not rest.strip():
        value_start = first.start + key.end()
    return Entry(_name(key), text, first.start, value_start, first.line, len(lines), first.indent)


def read_entry(entry: Entry) -> Field:
    """Read an entry by its lines.

    Args:
        entry: The entry.

    Returns:
        The field; what cannot be told apart stays as text.
    """
    lines = _lines(entry.text.rstrip("\n"), entry.start, entry.line)
    key = _key_in(lines[0])
    end = key.end() if key is not None else 0
    start = entry.start + len(lines[0].text) - len(lines[0].text.lstrip())
    return Field(entry.key, _value(lines[0], end, lines[1:], 1), entry.line, start)


def _value(line: _Line, index: int, children: list[_Line], depth: int) -> Node:
    text, at = line.text, line.start
    index += len(text) - index - len(text[index:].lstrip())
    rest = text[index:].rstrip()
    held = [child for child in children if not _is_empty(child)]
    if not rest or (rest[0] == "#" and rest[1:2] in ("", " ")):
        return _block(held, depth) if held else Scalar("", line.line, at + index, at + index)
    if _BLOCK.match(rest):
        return _block_text(rest, line, index, children)
    if FLOW_OPEN.match(rest):
        whole = "\n".join([text, *(child.text for child in children)])
        items = flow_items(whole, index, at, line.line)
        if items is not None:
            return items
    first = scalar_of(rest, line.line, at + index)
    if not held:
        return first
    if _ITEM.match(held[0].text.lstrip()):
        listed = _block(held, depth)
        items_ = listed.items if isinstance(listed, Sequence) else (listed,)
        return Sequence((first, *items_), line.line, first.start, listed.end)
    return _joined([_Line(rest, at + index, line.line, 0), *held])


def _joined(lines: list[_Line]) -> Scalar:
    text = " ".join(line.text.strip() for line in lines)
    first, last = lines[0], lines[-1]
    start = first.start + len(first.text) - len(first.text.lstrip())
    read = scalar_of(text, first.line, start)
    return Scalar(read.text, first.line, start, last.start + len(last.text.rstrip()))


def _block_text(sign: str, line: _Line, index: int, children: list[_Line]) -> Scalar:
    start = line.start + index
    held = [child for child in children if child.text.strip()]
    if not held:
        return Scalar("", line.line, start, start + len(sign))
    margin = min(len(child.text) - len(child.text.lstrip()) for child in held)
    texts = [child.text[margin:].rstrip() for child in children]
    while not texts[-1]:
        texts.pop()
    text = "\n".join(texts) if sign[0] == "|" else " ".join(" ".join(texts).split())
    last = held[-1]
    return Scalar(text, line.line, start, last.start + len(last.text.rstrip()))


def _block(lines: list[_Line], depth: int) -> Node:
    first = lines[0]
    if depth < _DEEPEST:
        if _ITEM.match(first.text.lstrip()):
            return _list(lines, depth)
        if _key_in(first) is not None:
            return _map(lines, depth)
    return _joined(lines)


def _groups(lines: list[_Line], starts: list[bool]) -> list[tuple[_Line, list[_Line]]]:
    groups: list[tuple[_Line, list[_Line]]] = []
    for line, begins in zip(lines, starts, strict=True):
        if begins or not groups:
            groups.append((line, []))
        else:
            groups[-1][1].append(line)
    return groups


def _list(lines: list[_Line], depth: int) -> Sequence:
    margin = lines[0].indent
    starts = [
        line.indent <= margin and _ITEM.match(line.text.lstrip()) is not None for line in lines
    ]
    items = tuple(_item(line, held, depth) for line, held in _groups(lines, starts))
    start = lines[0].start + len(lines[0].text) - len(lines[0].text.lstrip())
    return Sequence(items, lines[0].line, start, items[-1].end)


def _item(line: _Line, held: list[_Line], depth: int) -> Node:
    index = len(line.text) - len(line.text.lstrip())
    dash = _ITEM.match(line.text, index)
    if dash is None:
        return _joined([line, *held])
    rest = line.text[dash.end() :]
    if _WORD_KEY.match(rest):
        inner = _Line(rest, line.start + dash.end(), line.line, line.indent + dash.end() - index)
        return _map([inner, *held], depth + 1)
    return _value(line, dash.end(), held, depth + 1)


def _map(lines: list[_Line], depth: int) -> Mapping:
    margin = lines[0].indent
    starts = [line.indent <= margin and _key_in(line) is not None for line in lines]
    fields: dict[str, Field] = {}
    for line, held in _groups(lines, starts):
        key = _key_in(line)
        if key is None:
            continue
        start = line.start + key.start()
        value = _value(line, key.end(), held, depth + 1)
        fields.setdefault(_name(key), Field(_name(key), value, line.line, start))
    first = next(iter(fields.values()))
    last = next(reversed(fields.values()))
    return Mapping(tuple(fields.values()), first.line, first.start, last.value.end)
