"""Finds a note's front matter and has it read.

In: the file's text. Out: `Front`, its fields with lines and offsets in the file's own text, and
where the body starts. The handlers follow python-frontmatter's interface (`detect`, `split`,
`load`), and that library picks among them; they differ from its own in that nothing is
stripped, typed or lost.

Not known here: the formats themselves (`yaml_front`, `toml_front`, `json_front`), and the body.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from json import JSONDecoder
from typing import ClassVar

import frontmatter
from frontmatter.default_handlers import BaseHandler

from pnm.diagnostics import Severity
from pnm.notes.faults import NOT_FIRST, NOT_KEYS, UNCLOSED, Faults, NotKeysError
from pnm.notes.note import Field
from pnm.notes.places import Place, column_of
from pnm.notes.plain_front import LIMIT, YAML_CLOSING, Front
from pnm.notes.yaml_front import read_yaml

# As `YAML_CLOSING`: with the line end before them.
_CLOSINGS = {
    "---": re.compile(r"\n---[ \t]*(?:\r?\n|\Z)"),
    "+++": re.compile(r"\n\+\+\+[ \t]*(?:\r?\n|\Z)"),
    ";;;": re.compile(r"\n;;;[ \t]*(?:\r?\n|\Z)"),
    "{": re.compile(r"\n\}[ \t]*(?:\r?\n|\Z)"),
}
_BLANK_TO_END = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_OTHER_LANGUAGE = re.compile(r"\ufeff?---[ \t]*([A-Za-z]{1,20})[ \t]*\r?\n")
_LATE = re.compile(r"---[ \t]*\r?\n")
_KEY_LINE = re.compile(r"[ \t]*[\"']?[^\W\d][^:\n]{0,80}:(?:[ \t\r\n]|\Z)")


class Handler(BaseHandler, ABC):
    """What the three formats share: fences on lines of their own."""

    language: ClassVar[str]

    def header_start(self, text: str) -> int:
        """Return the offset after the opening fence."""
        assert self.FM_BOUNDARY is not None
        opened = self.FM_BOUNDARY.match(text)
        return opened.end() if opened else 0

    def split(self, text: str) -> tuple[str, str]:
        """Split the text at its fences.

        Raises:
            ValueError: There is no closing fence.
        """
        start = self.header_start(text)
        closed = self._closing(text).search(text, start - 1, start + LIMIT)
        if closed is None or (closed.end() < len(text) and text[closed.end() - 1] != "\n"):
            raise ValueError
        return text[start : closed.start() + 1], text[closed.end() :]

    # The base class has a dict here: no place for the line of a key.
    def load(self, fm: str, place: Place, faults: Faults) -> tuple[Field, ...]:  # type: ignore[override]
        """Read the header.

        Raises:
            NotKeysError: It is not made of keys and values.
        """
        return self._read(fm, place, faults)

    @abstractmethod
    def _read(self, header: str, place: Place, faults: Faults) -> tuple[Field, ...]:
        """Read the header in the handler's own language."""

    def _closing(self, text: str) -> re.Pattern[str]:
        return _CLOSINGS[text.lstrip("\ufeff")[:3]]


class YamlHandler(Handler):
    """`---`, or `---yaml`, to `---` or `...`."""

    language = "yaml"
    FM_BOUNDARY = re.compile(r"\ufeff?---[ \t]*(?:ya?ml[ \t]*)?\r?\n", re.IGNORECASE)

    def _read(self, header: str, place: Place, faults: Faults) -> tuple[Field, ...]:
        return read_yaml(header, place, faults)

    def _closing(self, text: str) -> re.Pattern[str]:
        return YAML_CLOSING


class TomlHandler(Handler):
    """`+++` to `+++`, or `---toml` to `---`."""

    language = "toml"
    FM_BOUNDARY = re.compile(
        r"\ufeff?(?:\+\+\+[ \t]*(?:toml[ \t]*)?|---[ \t]*toml[ \t]*)\r?\n", re.IGNORECASE
    )

    def _read(self, header: str, place: Place, faults: Faults) -> tuple[Field, ...]:
        from pnm.notes.toml_front import read_toml  # late: few notes have it

        return read_toml(header, place, faults)


class JsonHandler(Handler):
    """`;;;` to `;;;`, or `---json` to `---`."""

    language = "json"
    FM_BOUNDARY = re.compile(
        r"\ufeff?(?:;;;[ \t]*(?:json[ \t]*)?|---[ \t]*json[ \t]*)\r?\n", re.IGNORECASE
    )

    def _read(self, header: str, place: Place, faults: Faults) -> tuple[Field, ...]:
        from pnm.notes.json_front import read_json  # late: few notes have it

        return read_json(header, place, faults)


class BareJsonHandler(JsonHandler):
    """`{` at the very start of the file to its `}`, as Hugo has it."""

    FM_BOUNDARY = re.compile(r"\ufeff?(?=\{[ \t\r\n]{0,200}[\"}])")

    def split(self, text: str) -> tuple[str, str]:
        """Split the text behind the object's closing brace.

        Raises:
            ValueError: There is none.
        """
        start = self.header_start(text)
        end = self._object_end(text[start : start + LIMIT])
        if end is not None:
            closed = _BLANK_TO_END.match(text, start + end)
            if closed is None:
                raise ValueError
            return text[start : start + end], text[closed.end() :]
        closing = _CLOSINGS["{"].search(text, start, start + LIMIT)
        if closing is None:
            raise ValueError
        return text[start : closing.start() + 2], text[closing.end() :]

    @staticmethod
    def _object_end(text: str) -> int | None:
        try:
            return JSONDecoder(parse_int=str, parse_float=str).raw_decode(text)[1]
        except (ValueError, RecursionError):
            return None


HANDLERS = (YamlHandler(), TomlHandler(), JsonHandler(), BareJsonHandler())


def read_front(text: str, faults: Faults) -> Front:
    """Find and read the front matter of a note.

    Args:
        text: The file's text.
        faults: Takes what is wrong.

    Returns:
        The front matter; where there is none, or what looks like one is not, an empty one.
    """
    handler = frontmatter.detect_format(text, HANDLERS)
    if not isinstance(handler, Handler):
        _tell_missed(text, faults)
        return Front()
    try:
        header, body = handler.split(text)
    except ValueError:
        _tell_unclosed(text, handler, faults)
        return Front()
    start = handler.header_start(text)
    place = Place(text, start, text.count("\n", 0, start) + 1)
    try:
        fields = handler.load(header, place, faults)
    except NotKeysError as error:
        line, column = place.position(error.index)
        faults.add(
            NOT_KEYS,
            line,
            column,
            "what stands between the fences is not made of keys and values",
            "write one 'key: value' a line, or a blank line before the first '---'",
        )
        return Front()
    return Front(fields, handler.language, len(text) - len(body))


def _tell_unclosed(text: str, handler: Handler, faults: Faults) -> None:
    start = handler.header_start(text)
    meant = handler.language != "yaml" or _KEY_LINE.match(text, start) is not None
    if isinstance(handler, BareJsonHandler):
        faults.add(
            UNCLOSED,
            1,
            1,
            "the '{' of the front matter is not closed",
            "put a line '}' after the last key",
            Severity.ERROR,
        )
        return
    fence = text.lstrip("\ufeff")[:3]
    faults.add(
        UNCLOSED,
        1,
        1,
        f"the front matter is not closed by a line '{fence}'",
        f"put a line '{fence}' after the last key"
        if meant
        else f"put a blank line before '{fence}' if it is a rule",
        Severity.ERROR if meant else Severity.INFO,
    )


def _tell_missed(text: str, faults: Faults) -> None:
    other = _OTHER_LANGUAGE.match(text)
    if other is not None and YAML_CLOSING.search(text, other.end() - 1, other.end() + LIMIT):
        faults.add(
            NOT_KEYS,
            1,
            text.index(other[1]) + 1,
            f"front matter in {other[1]!r} is not read",
            "write it in YAML, TOML or JSON",
        )
        return
    start = len(text) - len(text.lstrip(" \t\r\n\ufeff"))
    opened = _LATE.match(text, start)
    if opened is None or not start or not _KEY_LINE.match(text, opened.end()):
        return
    if YAML_CLOSING.search(text, opened.end() - 1, opened.end() + LIMIT):
        faults.add(
            NOT_FIRST,
            text.count("\n", 0, start) + 1,
            column_of(text, start),
            "front matter must start at the very start of the file, so this is text",
            "remove what stands before the first '---'",
            Severity.INFO,
        )
