"""Text made harmless for where it is shown: a terminal, HTML, JSON, Markdown.

In: text of any kind, out of notes and file names. Out: text that says the same and does nothing.
Not known here: templates, and what the text is about. Every command imports this module, so it
imports little.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pnm.model import Contact

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_DIRECTIONS: Final = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_REORDERING: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_HALVES: Final = re.compile(r"[\ud800-\udfff]")
_NOT_FOR_JSON: Final = re.compile(
    r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LAST_TWO: Final = frozenset({0xFFFE, 0xFFFF})


def one_line(text: str) -> str:
    """Return text on one line, with single spaces."""
    return " ".join(text.split())


def terminal(text: str) -> str:
    """Make text safe to print on a terminal.

    Args:
        text: Any text; line ends and tabs stay.

    Returns:
        The text without control characters. Those that turn the direction of writing are shown
        as `<U+202E>`, so that they turn nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = _DIRECTIONS.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
    return _HALVES.sub("\ufffd", _CONTROLS.sub("", shown))


def html(text: str) -> str:
    """Escape text for HTML, between tags or in a quoted attribute.

    Args:
        text: Any text.

    Returns:
        The text with entities, and without characters that HTML forbids.
    """
    from html import escape

    return escape(clean(text), quote=True)


def json_text(value: object, *, indent: int | None = 2) -> str:
    """Write a value as JSON that is safe to print.

    Args:
        value: Made of plain values.
        indent: How deep to indent; None for all on one line.

    Returns:
        JSON; control characters and halves of characters stand in it as escapes.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _NOT_FOR_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def clean(text: str) -> str:
    """Return text without characters that are no text: controls, halves, overrides of direction."""
    if text.isascii() and text.isprintable():
        return text
    plain = _CONTROLS.sub(lambda found: " " if found[0].isspace() else "", text)
    whole = _HALVES.sub("\ufffd", _REORDERING.sub("", plain))
    return "".join(c for c in whole if not _is_no_character(ord(c)))


def _is_no_character(code: int) -> bool:
    return code & 0xFFFF in _LAST_TWO or 0xFDD0 <= code <= 0xFDEF


def md_escape(text: str) -> str:
    """Escape text for Markdown; see `pnm.reports.markdown`."""
    from pnm.reports import markdown

    return markdown.escape(text)


def link(contact: Contact) -> str:
    """Write a Markdown link to a contact's note; see `pnm.reports.markdown`."""
    from pnm.reports import markdown

    return markdown.link(markdown.target_of(contact), contact.name)
