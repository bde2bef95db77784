"""Full-text search over the notes, with the lines that match.

In: an index, words. Out: hits with file, line and a snippet. Not known here: contacts.
"""

from __future__ import annotations

import re
import sqlite3
from math import inf
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pnm.errors import QueryError
from pnm.folding import fold
from pnm.index.transactions import snapshot

if TYPE_CHECKING:
    from pnm.index.store import Index

_SNIPPET: Final = 160
_LINES: Final = 3
"""So many of a note are shown."""
_TIES: Final = 20
"""So many more are ranked than are asked for: of those that rank the same, the first by their paths
are shown, whatever order they lie in."""
_RANKED: Final = "SELECT rowid, rank FROM text WHERE text MATCH ? ORDER BY rank LIMIT ?"
_ALL_RANKED: Final = (
    "SELECT rank, f.path, text.title, text.body FROM text JOIN files f ON f.id = text.rowid"
    " WHERE text MATCH ? ORDER BY rank, f.path LIMIT ?"
)
_PATH: Final = "SELECT path FROM files WHERE id = ?"
_TEXT: Final = "SELECT title, body FROM text WHERE rowid = ?"


class Hit(NamedTuple):
    """A line that matches.

    Attributes:
        path: The note.
        line: 1-based.
        text: The line, shortened around the first match.
        rank: Of the note; smaller is better.
    """

    path: str
    line: int
    text: str
    rank: float


def match_expression(words: tuple[str, ...]) -> str:
    """Return an FTS5 expression for words and phrases, all of which must occur.

    A word that ends in `*` matches as a prefix. Each is looked for as written and folded.
    """
    parts = []
    for word in map(_whole, words):
        prefix = "*" if word.endswith("*") and len(word) > 1 else ""
        bare = word.rstrip("*").replace('"', " ").strip()
        folded = fold(bare)
        if not re.search(r"\w", bare):
            continue
        either = [f'"{form}"{prefix}' for form in dict.fromkeys((bare, folded)) if form.strip()]
        parts.append("(" + " OR ".join(either) + ")")
    return " AND ".join(parts)


def _whole(word: str) -> str:
    """Return a word as it stands in the index, where halves of characters are question marks."""
    return word.encode("utf-8", "replace").decode("utf-8")


def matching_paths(index: Index, words: tuple[str, ...]) -> frozenset[str]:
    """Return the notes in which all the words occur."""
    expression = match_expression(words)
    if not expression:
        return frozenset()
    rows = _query(
        index,
        "SELECT f.path FROM text JOIN files f ON f.id = text.rowid WHERE text MATCH ?",
        (expression,),
    )
    return frozenset(row[0] for row in rows)


def find(index: Index, words: tuple[str, ...], limit: int) -> tuple[Hit, ...]:
    """Find the lines that match best.

    Args:
        index: The index.
        words: Words and phrases; all must occur in the note.
        limit: How many notes at most.

    Returns:
        Hits, the best note first, in each note up to three lines in order.

    Raises:
        QueryError: The words cannot be searched.
    """
    expression = match_expression(words)
    if not expression:
        raise QueryError(
            "there is no word to look for", mend="pnm find WORD, or pnm find 'two words'"
        )
    needles = [fold(word.rstrip("*").strip('"')) for word in words]
    hits: list[Hit] = []
    for rank, path, title, body in _best(index, expression, limit):
        hits += _lines(path, title, body, rank, needles)
    return tuple(hits)


def _best(index: Index, expression: str, limit: int) -> list[tuple[float, str, str, str]]:
    """Return rank, path, title and text of the notes that match best, equal ones by their paths."""
    with snapshot(index.db):
        ranked = _query(index, _RANKED, (expression, max(limit, 0) + _TIES))
        worst = ranked[limit - 1][1] if 0 < limit < len(ranked) else inf
        if len(ranked) == limit + _TIES and ranked[-1][1] == worst:
            return _query(index, _ALL_RANKED, (expression, limit))
        some = [row for row in ranked if row[1] <= worst]
        get = index.db.execute
        found = [(rank, *get(_PATH, (number,)).fetchone(), number) for number, rank in some]
        best = sorted(found)[: max(limit, 0)]
        return [(rank, path, *get(_TEXT, (number,)).fetchone()) for rank, path, number in best]


def _query(index: Index, sql: str, values: tuple[object, ...]) -> list[Any]:
    try:
        return index.db.execute(sql, values).fetchall()
    except sqlite3.OperationalError as exc:
        raise QueryError(f"cannot be searched: {exc}", mend="put the words into quotes") from exc


def _lines(path: str, title: str, body: str, rank: float, needles: list[str]) -> list[Hit]:
    """Return the lines in which most of the words occur, the first of them, in their order."""
    if len(needles) == 1 and " " not in needles[0]:
        numbers = _first_with(body, needles[0])
    else:
        numbers = _best_with(body, needles)
    if not numbers:
        return [Hit(path, 1, title, rank)]
    lines = body.split("\n")
    return [Hit(path, number + 1, snippet(lines[number], needles), rank) for number in numbers]


def _best_with(body: str, needles: list[str]) -> list[int]:
    """Return the numbers of the lines with the most of the words, in their order."""
    scored: list[tuple[int, int]] = []
    for number, line in enumerate(map(fold, body.split("\n"))):
        score = sum([needle in line for needle in needles])
        if score:
            scored.append((-score, number))
    return sorted(number for _, number in sorted(scored)[:_LINES])


def _first_with(body: str, needle: str) -> list[int]:
    """Return the numbers of the first lines with a word; few lines are folded for it."""
    plain = body.encode("ascii", "replace").decode("ascii").casefold()
    numbers: list[int] = []
    number = start = 0
    while len(numbers) < _LINES and (at := _next(body, plain, needle, start)) >= 0:
        end = plain.find("\n", at)
        number += plain.count("\n", start, at)
        numbers.append(number)
        if end < 0:
            break
        start, number = end + 1, number + 1
    return numbers


def _next(body: str, plain: str, needle: str, start: int) -> int:
    """Return a place in the next line with a word; negative for none."""
    at = plain.find(needle, start)
    sign = plain.find("?", start)
    while sign >= 0 and (at < 0 or sign < at):
        end = plain.find("\n", sign)
        end = len(plain) if end < 0 else end
        if body[sign] != "?":
            begin = plain.rfind("\n", 0, sign) + 1
            if needle in fold(body[begin:end]):
                return sign
            sign = plain.find("?", end)
        else:
            sign = plain.find("?", sign + 1)
    return at


def snippet(line: str, needles: list[str]) -> str:
    """Shorten a line around the first match."""
    text = " ".join(line.split())
    if len(text) <= _SNIPPET:
        return text
    folded = text.casefold()
    at = min((i for i in (folded.find(n) for n in needles) if i >= 0), default=0)
    start = max(0, at - _SNIPPET // 3)
    end = start + _SNIPPET
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
