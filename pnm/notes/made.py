"""The text of a note that is not there yet: front matter quoted so that it reads back the same.

In: keys with their texts, and a body. Out: a note's text.
Not known here: what the keys mean. A note that is there is never made anew from this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pnm.notes.plain_front import LIMIT

_BARE: Final = re.compile(r"[^\W\d_](?:[\w ]*[\w])?")
"""What needs no quotes: words. A number, a date and a sign mean something to some program."""
_KEY: Final = re.compile(r"[^\W\d][\w-]*")
_WORDS_OF_YAML: Final = frozenset("y n yes no on off true false null none nan inf".split())
_ESCAPED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def note_text(keys: Mapping[str, str | Sequence[str]], body: str = "") -> str:
    """Write the text of a new note.

    Args:
        keys: For each key of the front matter a text, or a list of texts. Empty ones are left out.
            A text is read back exactly as it is here, whatever is in it.
        body: What stands below.

    Returns:
        The note's text, in YAML that every editor reads.

    Raises:
        ValueError: The front matter would be longer than pnm reads.
    """
    rows = [f"{_key(key)}: {_value(value)}\n" for key, value in keys.items() if value]
    front = "".join(rows)
    if len(front) > LIMIT:
        raise ValueError(f"a front matter of {len(front):,} characters is too long for a note")
    below = f"\n{body.strip()}\n" if body.strip() else ""
    return f"---\n{front}---\n{_encodable(below)}"


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and not _means_more(key) else _quoted(key)


def _value(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return _scalar(value)
    return f"[{', '.join(map(_scalar, value))}]"


def _scalar(text: str) -> str:
    return text if _BARE.fullmatch(text) and not _means_more(text) else _quoted(text)


def _means_more(text: str) -> bool:
    return text.casefold() in _WORDS_OF_YAML or not text.isprintable()


def _quoted(text: str) -> str:
    return '"' + "".join(map(_letter, _encodable(text))) + '"'


def _letter(letter: str) -> str:
    if letter in _ESCAPED:
        return _ESCAPED[letter]
    if letter.isprintable():
        return letter
    number = ord(letter)
    if number <= 0xFF:
        return f"\\x{number:02X}"
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"


def _encodable(text: str) -> str:
    """Return the text without halves of letters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
