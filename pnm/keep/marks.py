"""The marks on generated lines: what a template writes, and what the reader ticked and typed.

In: keys and words, or a note's text. Out: a comment, or the note's items.
Not known here: contacts, and what a tick leads to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from pnm.keep.lines import BULLET, FOOT, MARKER, SEAL, Line, rows_of, scan
from pnm.keep.seals import Base, base_in

_BOX = re.compile(r"\[([^\]\r\n])\](?:[ \t]+|$)")
_DONE = re.compile(
    r"(?:\u2705\ufe0f?[ \t]*|[\[(]completion::[ \t]*)([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
)
_OTHER = re.compile(r"[ \t]*[<>|]")


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One item of a generated note, as its reader left it.

    Attributes:
        line: The line it stands on, counted from 1.
        word: What ticking it means: `log` a contact, `do` something done, `see` nothing.
        key: The item's stable key, 8 hex digits.
        state: Its box: ` ` open, `x` ticked, `-` dismissed; empty where it has no box.
        text: The line without bullet, box and marker.
        typed: What its reader wrote beneath it, dedented; empty when nothing.
        done: The day written on the line as the day it was ticked.
    """

    line: int
    word: str
    key: str
    state: str
    text: str
    typed: str = ""
    done: date | None = None


def key_of(*parts: str) -> str:
    """Make the stable key of what the parts name together.

    Args:
        parts: What the item is about, such as section, contact and day.

    Returns:
        8 hex digits. The same text divided into other parts gives another key.
    """
    digest = blake2b(digest_size=4)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded) + encoded)
    return digest.hexdigest()


def marker(word: str, key: str) -> str:
    """Write the comment that ends an item's line.

    Args:
        word: `log`, `do` or `see`.
        key: The item's stable key, 8 hex digits.

    Returns:
        An HTML comment.

    Raises:
        ValueError: When `items` would not read it again.
    """
    written = f"<!-- pnm:{word} {key} -->"
    if not MARKER.fullmatch(written):
        raise ValueError(
            f"{written!r}: the word is `log`, `do` or `see`, the key 8 hex digits from `key_of`"
        )
    return written


def items(text: str) -> tuple[ReviewItem, ...]:
    """Read the marked lines of a note.

    Args:
        text: A generated note, or any text at all.

    Returns:
        One item for each marked line, in order. What pnm itself wrote beneath an item does not
        count as typed, as far as the note's seal tells.
    """
    lines, _ = scan(rows_of(text.removeprefix("\ufeff")))
    base = base_in(text) or Base()
    generated = {*base.words, *(token.word for token in base.kept)}
    beneath: defaultdict[int, list[Line]] = defaultdict(list)
    owner = -1
    for index, line in enumerate(lines):
        owner = _owner(index, line, owner)
        if owner not in {-1, index} and line.word not in generated:
            beneath[owner].append(line)
    return tuple(
        _item(line, found, _typed(line, beneath[index]))
        for index, line in enumerate(lines)
        if (found := _mark(line))
    )


def _mark(line: Line) -> re.Match[str] | None:
    return None if line.ident == FOOT else MARKER.search(line.text)


def _owner(index: int, line: Line, owner: int) -> int:
    """Say which item a line belongs to: itself, the one it is beneath, the paragraph's, or none."""
    if _mark(line):
        return index
    if line.parent >= 0:
        return line.parent
    return owner if line.follows_on and not _OTHER.match(line.text) else -1


def _item(line: Line, found: re.Match[str], typed: str) -> ReviewItem:
    rest = line.text
    bullet = BULLET.match(rest)
    box = _BOX.match(rest, bullet.end()) if bullet else None
    start = box.end() if box else bullet.end() if bullet else 0
    pieces = (piece.strip() for piece in SEAL.sub("", rest[start:]).split(found.group()))
    text = " ".join(piece for piece in pieces if piece)
    text = MARKER.sub("", text).strip()
    return ReviewItem(line.number, found[1], found[2], _state(box), text, typed, _done(text))


def _state(box: re.Match[str] | None) -> str:
    if box is None:
        return ""
    sign = box[1].lower()
    return sign if sign in "x-" else " "


def _done(text: str) -> date | None:
    for found in _DONE.finditer(text):
        try:
            return date.fromisoformat(found[1])
        except ValueError:
            continue
    return None


def _typed(item: Line, lines: Sequence[Line]) -> str:
    """Put the lines beneath an item together, without the indent that they share."""
    margin = min((line.indent for line in lines if line.indent > item.indent), default=0)
    rows: list[str] = []
    for line in lines:
        if rows:
            rows += [""] * len(line.blanks)
        rows.append(" " * (line.indent - margin) + line.text.strip())
    return "\n".join(rows)
