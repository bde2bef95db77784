"""Keys and values of TOML, as their source text.

In: a source and an index. Out: what stands there, and where it ends. Strings lose their quotes and
escapes; numbers, dates and booleans stay as written.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pnm.notes.note import Mapping, Node, Scalar, Sequence
from pnm.notes.places import Place
from pnm.notes.toml_tables import Table

_DEEPEST = 16
_KEY_PART = re.compile(
    r"[ \t]*(?:([\w-]{1,200})|\"([^\"\\\n]*(?:\\.[^\"\\\n]*)*)\"|'([^'\n]*)')[ \t]*"
)
_LONG_BASIC = re.compile(
    r"\"\"\"(?:\r?\n)?([^\"\\]*(?:(?:\\.|\"(?!\"\"))[^\"\\]*)*\"{0,2})\"\"\"", re.DOTALL
)
_LONG_LITERAL = re.compile(r"'''(?:\r?\n)?([^']*(?:'(?!'')[^']*)*'{0,2})'''")
_BASIC = re.compile(r"\"([^\"\\\n]*(?:\\.[^\"\\\n]*)*)\"")
_LITERAL = re.compile(r"'([^'\n]*)'")
_BARE = re.compile(r"[^,\]}#\n\"'\[{]{1,200}")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_LINE_END = re.compile(r"\n")
_ESCAPE = re.compile(
    r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|[ \t]*\r?\n[ \t\r\n]*|(.))",
    re.DOTALL,
)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class TomlTextError(ValueError):
    """What stands here is not a key or value of TOML."""


class TomlValues:
    """Reads keys and values out of one source."""

    def __init__(self, source: str, place: Place) -> None:
        self._source = source
        self._place = place
        self._ends = [found.start() for found in _LINE_END.finditer(source)]

    def line_at(self, index: int) -> int:
        """Return the line in the file of an index into the source."""
        return self._place.line + bisect_left(self._ends, index)

    def keys(self, at: int) -> tuple[tuple[str, ...], int]:
        """Read a dotted key.

        Raises:
            TomlTextError: There is none, or it has very many parts.
        """
        found: list[str] = []
        while len(found) < _DEEPEST:
            part = _KEY_PART.match(self._source, at)
            if part is None:
                break
            bare, basic, literal = part.groups()
            found.append(bare or (_unescaped(basic) if basic is not None else literal))
            at = part.end()
            if self._source[at : at + 1] != ".":
                return tuple(found), at
            at += 1
        raise TomlTextError

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        """Read a value.

        Args:
            at: Where it starts; blanks may come first.
            depth: How many lists and tables it is in.

        Returns:
            The value and the index after it.

        Raises:
            TomlTextError: There is none.
        """
        source = self._source
        while source[at : at + 1] in (" ", "\t"):
            at += 1
        sign = source[at : at + 1]
        if sign in ("[", "{"):
            if depth >= _DEEPEST:
                raise TomlTextError
            return (self._array if sign == "[" else self._inline)(at, depth + 1)
        if sign in ('"', "'"):
            return self._string(at, sign)
        bare = _BARE.match(source, at)
        if bare is None or not bare[0].strip():
            raise TomlTextError
        text = bare[0].rstrip()
        return self._scalar(text, at, at + len(text)), at + len(text)

    def _scalar(self, text: str, start: int, end: int) -> Scalar:
        base = self._place.start
        return Scalar(text, self.line_at(start), base + start, base + end)

    def _string(self, at: int, sign: str) -> tuple[Scalar, int]:
        basic = sign == '"'
        if self._source.startswith(sign * 3, at):
            form = _LONG_BASIC if basic else _LONG_LITERAL
        else:
            form = _BASIC if basic else _LITERAL
        found = form.match(self._source, at)
        if found is None:
            raise TomlTextError
        text = found[1].replace("\r\n", "\n")
        return self._scalar(_unescaped(text) if basic else text, at, found.end()), found.end()

    def _blank(self, at: int) -> int:
        blank = _BLANK.match(self._source, at)
        return blank.end() if blank is not None else at

    def _array(self, start: int, depth: int) -> tuple[Sequence, int]:
        items: list[Node] = []
        at = self._blank(start + 1)
        while self._source[at : at + 1] != "]":
            item, at = self.value(at, depth)
            items.append(item)
            at = self._after_item(at, "]")
        base, end = self._place.start, at + 1
        return Sequence(tuple(items), self.line_at(start), base + start, base + end), end

    def _inline(self, start: int, depth: int) -> tuple[Mapping, int]:
        base = self._place.start
        table = Table(self.line_at(start), base + start)
        at = self._blank(start + 1)
        while self._source[at : at + 1] != "}":
            key_at = at
            keys, at = self.keys(at)
            if self._source[at : at + 1] != "=":
                raise TomlTextError
            value, at = self.value(at + 1, depth)
            table.put(keys, value, self.line_at(key_at), base + key_at)
            at = self._after_item(at, "}")
        return table.freeze()._replace(end=base + at + 1), at + 1

    def _after_item(self, at: int, closing: str) -> int:
        at = self._blank(at)
        sign = self._source[at : at + 1]
        if sign == ",":
            return self._blank(at + 1)
        if sign != closing:
            raise TomlTextError
        return at


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_escape, text) if "\\" in text else text


def _escape(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else found[0]
    return _ESCAPES.get(found[4], found[4]) if found[4] else ""
