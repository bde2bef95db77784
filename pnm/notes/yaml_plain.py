"""The plain part of YAML, which most headers are made of, read line by line.

In: a header and its place. Out: the very fields that `yaml_events` gives for it, in a third of its
time; or None at the first line that could need more of YAML than this:

    key: text             "key": "text"          key: 'text'         key: [text, "text", 'text']
    key:                  - text, "text", 'text' or nothing, under a key without a value
    # comment             nothing

The patterns take less than YAML does, never more: what they leave out costs time, what they took
wrongly would be a second meaning. `tests/notes/test_yaml_plain.py` compares the two readers.

Not known here: escapes, text over several lines, mappings in mappings, and faults.
"""

from __future__ import annotations

import re

from pnm.notes.note import Field, Node, Scalar, Sequence
from pnm.notes.places import Place

LONGEST = 6_000
"""Characters of a header that is read here; it cannot have too many events of YAML."""

# What YAML does not take, or ends a line at: these signs here, those beyond Latin-1 in `_ODD`.
_NO = r"\x00-\x1f\x7f-\x9f"
_ODD = re.compile("[\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SIGNS = r"?:,\[\]{}#&*!|>'\"%@`-"
"""What a text without quotes does not start with."""

_NAME = rf"(\w[^:#{_NO}]{{0,60}}(?::[^ :#{_NO}][^:#{_NO}]{{0,60}})?(?<! )|\"[^\"\\{_NO}]{{0,60}}\")"
# A colon before a blank ends a key, a hash behind one starts a comment.
_RUN = rf"[^:#{_NO}]*+"
_TEXT = rf"((?:[^ {_NO}{_SIGNS}]|-(?=[^ {_NO}])){_RUN}(?:(?::(?=[^ {_NO}])|(?<! )#){_RUN})*)"
_QUOTED = rf"\"([^\"\\{_NO}]*+)\"|'([^'{_NO}]*+)'"
_PART = (
    rf"(?:[^ {_NO}{_SIGNS}][^?:,\[\]{{}}#'\"{_NO}]*+"
    rf"|\"[^\"\\{_NO}]*+\" *+|'[^'{_NO}]*+' *+)"
)
_LIST = rf"\[((?: *{_PART}(?:, *{_PART})*| +)?)\]"
_COMMENT = rf" *+(?:(?<= )#[^{_NO}]*+)?"
_END = r" *+(?:\r?\n|\Z)"

_LINE = re.compile(
    rf"{_NAME}:(?: +(?:{_TEXT}|{_QUOTED}|{_LIST}){_COMMENT})?{_END}| *+(?:#[^{_NO}]*+)?{_END}"
)
_ITEM = re.compile(rf"( *)-(?: +(?:{_TEXT}|{_QUOTED}){_COMMENT})?{_END}")
_PARTS = re.compile(r"([^ ,\"'][^,]*)|\"([^\"]*)\"|'([^']*)'")
_KEY, _PLAIN, _FLOW = 1, 2, 5
"""The last group that `_LINE` has for a key without value, a text without quotes, and a list."""

_new = tuple.__new__


def read_plain(header: str, place: Place) -> tuple[Field, ...] | None:
    """Read a header that needs nothing but plain YAML.

    Args:
        header: The text between the fences.
        place: Where it stands.

    Returns:
        Its fields, as `read_events` gives them without a fault; None where that has to read it.
    """
    if len(header) > LONGEST or not (header.isascii() or _ODD.search(header) is None):
        return None
    fields: list[Field] = []
    keys: set[str] = set()
    match, base, line = _LINE.match, place.start, place.line
    at, last = 0, len(header)
    while at < last:
        found = match(header, at)
        if found is None:
            return None
        start, at = base + at, found.end()
        kind, first = found.lastindex, line
        line += 1
        if kind is None:
            continue
        value: Node
        if kind == _PLAIN:
            text, behind = found[_PLAIN].rstrip(" "), base + found.start(_PLAIN)
            value = _new(Scalar, (text, first, behind, behind + len(text)))
        elif kind == _FLOW:
            value = _list(header, found, base, first)
        elif kind == _KEY:
            value, at, line = _items(header, found, base, line)
        else:
            value = _scalar(found, kind, base, first, quotes=True)
        key = found[1]
        if key[0] == '"':
            key = key[1:-1]
        keys.add(key)
        fields.append(_new(Field, (key, value, first, start)))
    return tuple(fields) if len(keys) == len(fields) else None


def _scalar(found: re.Match[str], group: int, base: int, line: int, *, quotes: bool) -> Scalar:
    text, first = found[group], base + found.start(group)
    if quotes:
        return _new(Scalar, (text, line, first - 1, first + len(text) + 1))
    if text[-1] == " ":
        text = text.rstrip(" ")
    return _new(Scalar, (text, line, first, first + len(text)))


def _items(header: str, key: re.Match[str], base: int, line: int) -> tuple[Node, int, int]:
    """Return what stands under a key without a value, where that ends, and the line behind it."""
    at, first = key.end(), line
    items: list[Scalar] = []
    indent = -1
    found = _ITEM.match(header, at)
    while found is not None and indent in (-1, found.end(1) - at):
        indent = found.end(1) - at
        kind = found.lastindex or 1
        if kind > 1:
            items.append(_scalar(found, kind, base, line, quotes=kind > _PLAIN))
        else:
            behind = base + found.end(1) + 1
            items.append(Scalar("", line, behind, behind))
        at = found.end()
        line += 1
        found = _ITEM.match(header, at)
    if not items:
        behind = base + key.end(1) + 1
        return Scalar("", line - 1, behind, behind), at, line
    start = base + key.end() + indent
    return Sequence(tuple(items), first, start, items[-1].end), at, line


def _list(header: str, found: re.Match[str], base: int, line: int) -> Sequence:
    first, last = found.span(_FLOW)
    items: list[Scalar] = []
    for part in _PARTS.finditer(header, first, last):
        kind = part.lastindex or 1
        items.append(_scalar(part, kind, base, line, quotes=kind > 1))
    return _new(Sequence, (tuple(items), line, base + first - 1, base + last + 1))
